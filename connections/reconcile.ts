import type { UnknownPolicy } from "../ledger/decide";
import type { JudgedConnection, Judgement } from "../ledger/match";
import { judge } from "../ledger/match";
import type { ServiceLedger } from "../ledger/service-ledger";
import { type AuditContext, type AuditIntent, type AuditRecord, auditIntent, auditRecord } from "./audit";
import { type Changed, type ChangeResult, change, type Verb } from "./change";
import type { Ec2Calls } from "./ec2-calls";
import { observe } from "./observe";
import { type ChangePlan, planChanges } from "./plan-changes";
import { type Stop, stopOfAll } from "./stop";

/** How a service is reconciled with its ledger. */
export interface ReconcileSettings {
  /** What is done with endpoints that no record names. */
  readonly unknown: UnknownPolicy;
  /** Most live connections that one run may cut. */
  readonly mostRejections: number;
}

/** A service to reconcile, and with what. */
export interface ReconcileInput {
  readonly calls: Ec2Calls;
  readonly serviceId: string;
  readonly region: string;
  readonly ledger: ServiceLedger;
  readonly settings: ReconcileSettings;
  /** The day (UTC), as YYYY-MM-DD. */
  readonly today: string;
  /** ARN of who calls AWS, for the audit records. */
  readonly caller: string;
  /** ARN of who assumed the role of the caller. @default - none was assumed */
  readonly baseCaller?: string | undefined;
  /**
   * Is given what a call is about to do, before each batch.
   *
   * @returns whether it is written down. If not, the run makes no further call.
   * @default - nothing is written down before
   */
  readonly onIntent?: (intent: AuditIntent) => boolean;
  /** Is given each record as soon as AWS has answered. */
  readonly onRecord: (record: AuditRecord) => void;
  /** Only these changes are made. @default - all that the ledger asks for */
  readonly only?: (verb: Verb, connection: JudgedConnection) => boolean;
  /** Ends the run before the next call, and the call that is under way. */
  readonly signal?: AbortSignal;
  /** The time, for the audit records. @default - the clock's */
  readonly now?: () => Date;
}

/** What came of a run. */
export interface ReconcileOutcome {
  readonly judgement: Judgement;
  readonly plan: ChangePlan;
  readonly accepted: number;
  readonly rejected: number;
  /** Changes that were needless: the endpoint was in the wanted state, or is gone. */
  readonly needless: number;
  /** Rejected endpoints that AWS does not accept again. */
  readonly refused: number;
  readonly failed: number;
  /** Changes that the run did not get to, or whose answer it did not hear. */
  readonly stopped: number;
  /** Why the run did not get to all. */
  readonly stops: readonly Stop[];
  /** Connections that could not be read, each in words. */
  readonly unreadable: readonly string[];
}

/**
 * Asks AWS what there is, decides by the ledger, and does it: first what connects, then what cuts, and at last it tries
 * to accept again what was rejected. It can be run again at any time, and twice at once.
 *
 * @throws the error of AWS, where it does not say what there is. Nothing has been changed then.
 */
export async function reconcile(input: ReconcileInput): Promise<ReconcileOutcome> {
  const { calls, serviceId, region, ledger, settings, today, signal } = input;
  const observed = (await observe(calls, [serviceId], region, { signal })).get(serviceId);
  const { connections = [], unreadable = [] } = observed ?? {};
  const judgement = judge(ledger, connections, { today, unknown: settings.unknown });
  const { only = () => true } = input;
  const wanted = judgement.connections.filter(
    (each) => each.decision.action !== "none" && only(each.decision.action, each),
  );
  const plan = planChanges(wanted, { mostRejections: settings.mostRejections, ledger });
  const counts: Record<Verb, Record<ChangeResult, number>> = { accept: noResults(), reject: noResults() };
  const isTrial = ({ observed }: JudgedConnection) => observed === "rejected";
  const steps: readonly Step[] = [
    { verb: "accept", wanted: plan.accept.filter((each) => !isTrial(each)), isTrial: false },
    { verb: "reject", wanted: plan.reject, isTrial: false },
    { verb: "accept", wanted: plan.accept.filter(isTrial), isTrial: true },
  ];
  const stops: Partial<Record<Verb, Stop>> = {};
  for (const step of steps) {
    const { accept, reject } = stops;
    const stop = stops[step.verb] ?? stopOfAll(accept) ?? stopOfAll(reject);
    const found = await changeAll(input, step, counts[step.verb], stop);
    if (found !== undefined) stops[step.verb] = found;
  }
  const sum = (result: ChangeResult) => counts.accept[result] + counts.reject[result];
  return {
    ...{ judgement, plan, unreadable, accepted: counts.accept.done, rejected: counts.reject.done },
    needless: sum("already") + sum("gone"),
    ...{ refused: sum("refused"), failed: sum("failed"), stopped: sum("stopped") },
    stops: [...new Set(Object.values(stops))],
  };
}

/** Endpoints that one thing is done to. */
interface Step {
  readonly verb: Verb;
  readonly wanted: readonly JudgedConnection[];
  /** Whether AWS may refuse all of them. */
  readonly isTrial: boolean;
}

async function changeAll(
  input: ReconcileInput,
  { verb, wanted, isTrial }: Step,
  counts: Record<ChangeResult, number>,
  stop: Stop | undefined,
): Promise<Stop | undefined> {
  const { calls, serviceId, region, ledger, caller, signal, onIntent, onRecord, now = () => new Date() } = input;
  const { environment, service } = ledger;
  const context: AuditContext = { caller, baseCaller: input.baseCaller, environment, service, serviceId };
  const byId = new Map(wanted.map((each) => [each.connection.endpointId, each]));
  const onCall = (changed: readonly Changed[]) => {
    const time = now().toISOString();
    for (const each of changed) {
      counts[each.result] += 1;
      const connection = byId.get(each.endpointId);
      if (connection) onRecord(auditRecord(context, verb, connection, each, time));
    }
  };
  const onBatch = (ids: readonly string[]) => onIntent?.(auditIntent(context, verb, ids, now().toISOString())) ?? true;
  const options = { signal, onBatch, isTrial, stop };
  return await change(calls, verb, { serviceId, region }, [...byId.keys()], onCall, options);
}

function noResults(): Record<ChangeResult, number> {
  return { done: 0, already: 0, gone: 0, refused: 0, failed: 0, stopped: 0 };
}
