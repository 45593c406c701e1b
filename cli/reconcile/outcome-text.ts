import type { ReconcileOutcome } from "../../connections/reconcile";
import { CannotWrite } from "../../support/cannot-write";
import type { OfferedService } from "../status/offered-services";
import type { Streams } from "../streams";
import type { AuditFile } from "./audit-file";

/** What to say where not all that was done is in the audit file: the rest is told to standard error. */
export function unrecorded({ problem, unwritten }: AuditFile, changed: number, error: Streams["error"]): CannotWrite {
  for (const record of unwritten) error(`${JSON.stringify(record)}\n`);
  const rest = unwritten.length === 0 ? "" : ` The lines above are missing in it: add ${unwritten.length} to it.`;
  const changedText = changed === 0 ? "Nothing was" : changed === 1 ? "1 endpoint was" : `${changed} endpoints were`;
  return new CannotWrite(
    `${problem} ${changedText} changed, and no further one is.${rest} ` +
      "Correct that, or name another one with --audit, and run it again.",
  );
}

/** What came of a service, in a line. */
export function outcomeText({ tagName, hasAcceptor, stack }: OfferedService, outcome: ReconcileOutcome): string {
  const { accepted, rejected, needless, refused, failed, stopped, stops } = outcome;
  const parts = [
    `${accepted} accepted, ${rejected} rejected`,
    ...(needless > 0 ? [`${needless} needed no change any more`] : []),
    ...(refused > 0 ? [`${refused} not accepted again by AWS: the customers must make new endpoints`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} not done (${stops.map(({ says }) => says).join("; ")})`] : []),
  ];
  // The acceptor goes by the ledger of the last deploy, and would undo what that does not say.
  const hint = hasAcceptor
    ? ` Deploy ${stack}, if the ledger changed since: its acceptor goes by the deployed one.`
    : "";
  return `${tagName}: ${parts.join(", ")}.${hint}`;
}
