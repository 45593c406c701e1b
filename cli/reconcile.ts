import { askEstate, type ServiceAnswered } from "../connections/ask-estate";
import { errorText } from "../connections/call-error";
import { askText } from "../connections/could-not-ask";
import { type ChangePlan, planChanges } from "../connections/plan-changes";
import { type ReconcileSettings, reconcile } from "../connections/reconcile";
import { judge } from "../ledger/match";
import { counted } from "../support/counted";
import { today } from "../support/date";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { EXIT } from "./exit-codes";
import { Interrupted, orInterrupted } from "./interrupt";
import { type AuditFile, openAudit } from "./reconcile/audit-file";
import { confirm } from "./reconcile/confirm";
import type { ReconcileOptions } from "./reconcile/options";
import { outcomeText, unrecorded } from "./reconcile/outcome-text";
import { planLines } from "./reconcile/plan-text";
import type { Work } from "./run";
import { type Outside, outside } from "./status/aws";
import { loadServices } from "./status/load-services";
import type { OfferedService } from "./status/offered-services";
import type { Streams } from "./streams";

/** AWS, the clock, and who is asked. */
export interface ReconcileOutside extends Outside {
  /** Asks a person; undefined where there is none to ask. */
  readonly confirm: ((question: string, signal: AbortSignal) => Promise<boolean>) | undefined;
}

/** A service with what would be done to it. */
interface Planned {
  readonly service: OfferedService;
  readonly answered: ServiceAnswered;
  readonly settings: ReconcileSettings;
  readonly plan: ChangePlan;
}

/**
 * Accepts and rejects connections now, as the ledger says: what the acceptor does. It shows first what it would do.
 *
 * @returns the exit code: 0 done, or nothing to do; 1 something failed or was held back; 2 something could not be
 *   asked.
 */
export async function reconcileCommand(
  options: ReconcileOptions,
  { out, error }: Streams,
  work: Work,
  around: ReconcileOutside = { ...outside(), confirm: process.stdin.isTTY ? confirm : undefined },
): Promise<number> {
  const day = options.now ?? today();
  if (options.dryRun !== true && options.yes !== true && around.confirm === undefined)
    throw new UserError("expected --yes, or a terminal to ask at; found neither. --dry-run shows what would be done.");
  const services = await loadServices(options, work);
  const answers = await orInterrupted(work.signal, "Interrupted. Nothing was changed.", () =>
    askEstate(services, {
      ...{ access: around.access, signal: work.signal },
      onProgress: (done, total) => work.onProgress("asking about services", done, total),
    }),
  );
  const planned = plansOf(services, answers, day, options);
  const unasked = tellProblems(services, answers, error);
  out(planned.lines.map((line) => `${line}\n`).join(""));
  const { changes, heldBack } = planned;
  const exitCode = unasked > 0 ? EXIT.unjudgeable : heldBack > 0 ? EXIT.wrong : EXIT.clean;
  out(`${counted(changes, "endpoint")} to change${heldBack > 0 ? `, ${heldBack} held back` : ""}\n`);
  if (changes === 0 || options.dryRun) return exitCode;
  const audit = openAudit(options.audit);
  try {
    if (!(await isWanted(changes, options, around, work.signal))) {
      out("Nothing was changed.\n");
      return EXIT.wrong;
    }
    const done = await changeAll(planned.services, day, audit, work, around, { out, error });
    audit.close();
    if (audit.problem !== undefined) throw unrecorded(audit, done.changed, error);
    out(`Audit lines: ${shown(options.audit)}\n`);
    return Math.max(exitCode, done.exitCode);
  } finally {
    audit.close();
  }
}

async function isWanted(
  changes: number,
  { yes }: ReconcileOptions,
  { confirm: ask }: ReconcileOutside,
  signal: AbortSignal,
): Promise<boolean> {
  if (yes) return true;
  return await orInterrupted(
    signal,
    "Interrupted. Nothing was changed.",
    async () => (await ask?.(`Change ${counted(changes, "endpoint")}?`, signal)) ?? false,
  );
}

function plansOf(
  services: readonly OfferedService[],
  answers: readonly ServiceAnswered[],
  day: string,
  { consumer, unknown, mostRejections }: ReconcileOptions,
) {
  const planned: Planned[] = [];
  const lines: string[] = [];
  for (const [index, service] of services.entries()) {
    const answered = answers[index];
    // One connection that cannot be read holds up no other one of its service.
    if (answered?.serviceId === undefined) continue;
    const settings = {
      unknown: unknown ?? service.settings.unknown,
      mostRejections: mostRejections ?? service.settings.mostRejections,
    };
    const whole = judge(service.ledger, answered.connections, { today: day, unknown: settings.unknown });
    const connections = whole.connections.filter(
      ({ entry }) => consumer === undefined || (entry !== undefined && consumer.includes(entry.customer)),
    );
    const { mostRejections: most } = settings;
    const plan = planChanges(connections, { mostRejections: most, ledger: service.ledger });
    planned.push({ service, answered, settings, plan });
    lines.push(...planLines(service, connections, plan));
  }
  const sum = (of: (plan: ChangePlan) => number) => planned.reduce((all, { plan }) => all + of(plan), 0);
  return {
    services: planned,
    lines,
    changes: sum(({ accept, reject }) => accept.length + reject.length),
    heldBack: sum(({ heldBack }) => heldBack.length),
  };
}

function tellProblems(
  services: readonly OfferedService[],
  answers: readonly ServiceAnswered[],
  error: Streams["error"],
): number {
  const problems = answers.flatMap(({ problem, serviceId }, index) => {
    const consequence =
      serviceId === undefined ? "could not ask, and changes nothing" : "could not read all connections";
    return problem ? [{ problem, what: `${services[index]?.tagName}: ${consequence}` }] : [];
  });
  for (const { problem, what } of problems) error(`${what}: ${askText(problem.problem)}\n`);
  return problems.length;
}

/** Asks AWS again, and does what was shown and is still to be done. */
async function changeAll(
  services: readonly Planned[],
  day: string,
  audit: AuditFile,
  { signal, onProgress }: Work,
  { now }: ReconcileOutside,
  { out, error }: Streams,
): Promise<{ exitCode: number; changed: number }> {
  let exitCode: number = EXIT.clean;
  let changed = 0;
  for (const { service, answered, settings, plan } of services) {
    const shownIds = new Set([
      ...plan.accept.map(({ connection }) => `accept ${connection.endpointId}`),
      ...plan.reject.map(({ connection }) => `reject ${connection.endpointId}`),
    ]);
    const { serviceId, access } = answered;
    if (shownIds.size === 0 || serviceId === undefined || access === undefined) continue;
    let done = 0;
    const name = service.tagName;
    const outcome = await reconcile({
      ...{ calls: access.calls, caller: access.caller, baseCaller: access.baseCaller },
      ...{ serviceId, region: service.region, ledger: service.ledger },
      ...{ settings, today: day, signal, now },
      only: (verb, { connection }) => shownIds.has(`${verb} ${connection.endpointId}`),
      onIntent: (intent) => audit.intend(intent),
      onRecord: (record) => {
        audit.append(record);
        if (record.result === "done") changed += 1;
        done += 1;
        onProgress("changing endpoints", done, shownIds.size);
      },
    }).catch((cause: unknown) => {
      if (cause instanceof UserError) throw cause;
      if (signal.aborted) throw new Interrupted(`Interrupted. ${name} and what follows was not changed.`);
      error(`${name}: could not ask again, and changes nothing: ${errorText(cause)}\n`);
      return undefined;
    });
    if (outcome !== undefined) out(`${outcomeText(service, outcome)}\n`);
    if (outcome === undefined) exitCode = EXIT.unjudgeable;
    else if (outcome.failed + outcome.stopped + outcome.refused > 0) exitCode = Math.max(exitCode, EXIT.wrong);
    if (audit.problem !== undefined) break;
    if (signal.aborted) throw new Interrupted("Interrupted. What was done is in the audit file.");
  }
  return { exitCode, changed };
}
