import type { JudgedConnection } from "../ledger/match";
import type { ServiceLedger } from "../ledger/service-ledger";

/** What a run is to do. */
export interface ChangePlan {
  readonly accept: readonly JudgedConnection[];
  readonly reject: readonly JudgedConnection[];
  /**
   * Endpoints that are to be rejected, and that are left as they are: a ledger that lost its records must not
   * disconnect everybody.
   */
  readonly heldBack: readonly JudgedConnection[];
  /** Why they are held back; undefined where none is. */
  readonly heldBackFor: HeldBackFor | undefined;
}

/** Why endpoints are held back: more live connections than a run may cut, or a ledger without any record. */
export type HeldBackFor = "too-many" | "no-records";

/** What a plan goes by. */
export interface PlanRules {
  /** Most live connections that may be cut. If there are more, none is cut. */
  readonly mostRejections: number;
  /** The whole ledger of the service. If it has no record, nothing is rejected. */
  readonly ledger: Pick<ServiceLedger, "entries">;
}

/**
 * Plans what the ledger asks for. Requests that wait are rejected whatever their number: nobody is cut by that.
 *
 * @param connections those that may be changed.
 */
export function planChanges(
  connections: readonly JudgedConnection[],
  { mostRejections, ledger }: PlanRules,
): ChangePlan {
  const accept = connections.filter(({ decision }) => decision.action === "accept");
  const rejected = connections.filter(({ decision }) => decision.action === "reject");
  if (ledger.entries.length === 0)
    return { accept, reject: [], heldBack: rejected, heldBackFor: rejected.length > 0 ? "no-records" : undefined };
  const live = rejected.filter(isLive);
  return live.length > mostRejections
    ? { accept, reject: rejected.filter((each) => !isLive(each)), heldBack: live, heldBackFor: "too-many" }
    : { accept, reject: rejected, heldBack: [], heldBackFor: undefined };
}

/** Whether somebody loses a connection when it is rejected. */
export function isLive({ observed }: JudgedConnection): boolean {
  return observed === "available" || observed === "pending";
}
