import type { ChangePlan } from "../../connections/plan-changes";
import { isLive } from "../../connections/plan-changes";
import type { JudgedConnection } from "../../ledger/match";
import { counted } from "../../support/counted";
import { printable } from "../../support/printable";
import type { OfferedService } from "../status/offered-services";
import { byCustomer } from "../status/order";

/** Endpoints of a kind that are listed before the rest is counted. */
const LISTED = 50;

/** What a run would do to a service, and what is left to people; no lines where there is neither. */
export function planLines(
  service: OfferedService,
  connections: readonly JudgedConnection[],
  plan: ChangePlan,
): string[] {
  const unknown = connections.filter(
    ({ declared, decision }) =>
      declared === "unknown" && decision.action === "none" && decision.difference !== undefined,
  );
  const cut = plan.reject.filter(isLive);
  const lines = [
    ...part("accept", plan.accept),
    ...part(`reject, which cuts ${counted(cut.length, "live connection")}`, cut),
    ...part(
      "reject",
      plan.reject.filter((each) => !isLive(each)),
    ),
    ...part(`held back: ${heldBackText(plan)}`, plan.heldBack),
    ...part("left as it is: no record of the ledger has it", unknown),
  ];
  const { environment, service: key } = service.ledger;
  return lines.length === 0 ? [] : [`${environment}/${key}  ${service.account}, ${service.region}`, ...lines];
}

function part(what: string, connections: readonly JudgedConnection[]): string[] {
  if (connections.length === 0) return [];
  const sorted = byCustomer(connections, ({ connection: { endpointId }, entry }) => ({
    customer: entry?.customer ?? null,
    endpointId,
  }));
  const lines = sorted.slice(0, LISTED).map(({ connection: { endpointId, owner, state }, entry, decision }) => {
    const who = entry === undefined ? "no record" : `${entry.customer}/${entry.connection}`;
    return `    ${printable(`${who}  ${endpointId}  ${owner}  ${state}: ${decision.says}`)}`;
  });
  const rest = connections.length - LISTED;
  return [`  ${what} (${connections.length})`, ...lines, ...(rest > 0 ? [`    and ${rest} more`] : [])];
}

/** Why endpoints are held back, and what cuts them. */
function heldBackText({ heldBack, heldBackFor }: ChangePlan): string {
  return heldBackFor === "no-records"
    ? "the ledger has no record at all, so that nothing is rejected; reject them in the VPC console"
    : `more live connections than one run may cut; --most-rejections ${heldBack.length} cuts them`;
}
