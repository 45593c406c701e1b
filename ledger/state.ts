/**
 * What a customer may do, as the ledger declares it:
 * - `invited`: the customer is known, and may not connect yet.
 * - `allowed`: the customer may connect. The default.
 * - `draining`: existing connections stay, no new one is accepted.
 * - `revoked`: the principal is removed and the connections are rejected. The record stays.
 */
export const STATES = ["invited", "allowed", "draining", "revoked"] as const;

/** A declared state of a customer. */
export type State = (typeof STATES)[number];

/** State of a customer whose record has none. */
export const DEFAULT_STATE: State = "allowed";

/** Why a state cannot follow another one, and what to do instead. */
export interface TransitionProblem {
  readonly expected: string;
  readonly fix: string;
}

/** States that may follow each state. The same state always may. `absent` is a customer without a record. */
const NEXT: Readonly<Record<State | "absent", readonly (State | "absent")[]>> = {
  absent: ["invited", "allowed"],
  invited: ["allowed", "revoked", "absent"],
  allowed: ["draining", "revoked"],
  draining: ["allowed", "revoked"],
  revoked: ["invited", "allowed", "absent"],
};

/**
 * Tells why a customer cannot go from one state to another; undefined where it can.
 *
 * @param from state before; undefined for a customer without a record.
 * @param to state after; undefined where the record is deleted.
 */
export function transitionProblem(from: State | undefined, to: State | undefined): TransitionProblem | undefined {
  const before = from ?? "absent";
  const after = to ?? "absent";
  if (before === after || NEXT[before].includes(after)) return undefined;
  return REASONS[`${before}-${after}`];
}

const REVOKE_FIRST: TransitionProblem = {
  expected: "`state: revoked` before the record is deleted: only that rejects the connections",
  fix: "restore the record, revoke the customer, deploy, and delete the record then",
};

/** Reasons for the transitions that {@link NEXT} leaves out. */
const REASONS: Readonly<Record<string, TransitionProblem>> = {
  "absent-draining": {
    expected: "`invited` or `allowed`: a new customer has no connection that could drain",
    fix: "write `state: invited` or `state: allowed`",
  },
  "absent-revoked": {
    expected: "`invited` or `allowed`: a new customer has nothing that could be revoked",
    fix: "write `state: invited` or `state: allowed`, or leave the customer out",
  },
  "invited-draining": {
    expected: "`allowed` or `revoked`: an invited customer has no connection that could drain",
    fix: "write `state: allowed` or `state: revoked`",
  },
  "allowed-invited": {
    expected: "`draining` or `revoked`: an allowed customer may be connected already",
    fix: "write `state: draining` to keep what is connected, or `state: revoked` to cut it",
  },
  "draining-invited": {
    expected: "`allowed` or `revoked`: a draining customer may be connected still",
    fix: "write `state: revoked` first; `invited` may follow it",
  },
  "revoked-draining": {
    expected: "`allowed` or `invited`: the connections of a revoked customer are rejected, so that none can drain",
    fix: "write `state: allowed` to let the customer connect again",
  },
  "allowed-absent": REVOKE_FIRST,
  "draining-absent": REVOKE_FIRST,
};
