import { errorText } from "../connections/call-error";
import type { Ec2Calls } from "../connections/ec2-calls";
import type { HeldBackFor } from "../connections/plan-changes";
import { type ReconcileOutcome, reconcile } from "../connections/reconcile";
import type { AcceptorLedger } from "../ledger/acceptor-ledger";
import type { JudgedConnection } from "../ledger/match";
import { today } from "../support/date";
import type { Log } from "./log";
import { metricsLine, NOTHING_SEEN, type RunMetrics } from "./metrics";

/** Endpoints that a line of the log names before the rest is counted. */
const NAMED = 20;

/** What a run is made with. */
export interface RunInput {
  readonly calls: Ec2Calls;
  readonly serviceId: string;
  readonly region: string;
  readonly deployed: AcceptorLedger;
  readonly log: Log;
  /** Who calls AWS, for the audit records. */
  readonly caller: string;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/**
 * Reconciles the service with its ledger once, and logs and measures what came of it.
 *
 * @returns what the run measured.
 * @throws where something failed, so that Lambda tries again and in the end hands the event to the dead-letter queue.
 */
export async function runOnce(input: RunInput): Promise<RunMetrics> {
  const { deployed, log, now, serviceId, ...rest } = input;
  const measure = (metrics: Partial<RunMetrics>) => log.metrics(metricsLine(deployed.ledger, metrics, now().getTime()));
  let outcome: ReconcileOutcome;
  try {
    outcome = await reconcile({
      ...rest,
      ...deployed,
      ...{ now, serviceId, today: today(now()) },
      onRecord: (record) => {
        const isTrouble = ["failed", "refused", "stopped"].includes(record.result);
        log[isTrouble ? "warn" : "info"](`${record.action}: ${record.result}`, { audit: record });
      },
    });
  } catch (error) {
    measure(NOTHING_SEEN);
    log.error("AWS did not say which connections there are. Nothing was changed.", { error: errorText(error) });
    throw error;
  }
  const metrics = metricsOf(outcome);
  say(log, outcome);
  measure(metrics);
  log.info("run ended", { ...metrics, Needless: outcome.needless, Refused: outcome.refused });
  if (metrics.Failed > 0) throw new Error(`${metrics.Failed} of the run failed or was not done: see the log`);
  return metrics;
}

function metricsOf({ judgement, plan, accepted, rejected, failed, stopped, unreadable }: ReconcileOutcome): RunMetrics {
  const observed = (state: string) => judgement.connections.filter((each) => each.observed === state).length;
  return {
    ...{ Accepted: accepted, Rejected: rejected, Unknown: judgement.connections.filter(isUnknown).length },
    Failed: failed + stopped + unreadable.length,
    HeldBack: plan.heldBack.length,
    ...{ Connected: observed("available"), Pending: observed("waiting") },
  };
}

/** Whether no record names an endpoint that is connected or waits. */
function isUnknown({ declared, decision }: JudgedConnection): boolean {
  return declared === "unknown" && decision.difference !== undefined;
}

const HELD_BACK: Readonly<Record<HeldBackFor, string>> = {
  "too-many": "more live connections would be cut than one run may cut: none was cut",
  "no-records": "the ledger has no record at all: nothing was rejected",
};

const TIME_IS_OVER = "the time of the function was over: the next run goes on";

/** Says what needs a person: a line for each matter, however many endpoints it is about. */
function say(log: Log, { judgement, plan, stopped, stops, unreadable }: ReconcileOutcome): void {
  const unknown = judgement.connections.filter(isUnknown);
  if (unknown.length > 0) log.warn("no record of the ledger has these endpoints", named(unknown));
  if (plan.heldBack.length > 0) log.error(HELD_BACK[plan.heldBackFor ?? "too-many"], named(plan.heldBack));
  if (unreadable.length > 0)
    log.error("these connections cannot be read", { count: unreadable.length, first: unreadable.slice(0, NAMED) });
  for (const { kind, says } of stops) log.error(kind === "ended" ? TIME_IS_OVER : says, { left: stopped });
}

function named(connections: readonly JudgedConnection[]): object {
  return {
    count: connections.length,
    first: connections.slice(0, NAMED).map(({ connection: { endpointId, owner, state }, entry }) => ({
      ...{ endpointId, owner, state },
      ...(entry === undefined ? {} : { customer: entry.customer }),
    })),
  };
}
