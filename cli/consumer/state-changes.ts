import type { Changes } from "../../config/edit/changes";
import type { RecordPlace } from "../../config/edit/record-place";
import { DEFAULT_STATE, STATES, type State, transitionProblem } from "../../ledger/state";
import { NO_END, type StateOptions } from "./options";

/** What a change of a customer's state writes; or why it is refused, at the key that is in the way. */
export type StateChange = { readonly changes: Changes } | StateRefusal;

/** Why a customer cannot get a state. */
export interface StateRefusal {
  readonly key: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** State that a record declares; undefined where it is none of the states. */
export function declaredState({ value }: Pick<RecordPlace, "value">): State | undefined {
  const { state = DEFAULT_STATE } = value;
  return STATES.find((each) => each === state);
}

/**
 * What to write for a customer to get a state.
 *
 * @param today the day (UTC), as YYYY-MM-DD.
 */
export function stateChange(
  place: Pick<RecordPlace, "value">,
  to: State,
  { reason, until }: Pick<StateOptions, "reason" | "until">,
  today: string,
): StateChange {
  const from = declaredState(place);
  const problem = from === undefined ? undefined : transitionProblem(from, to);
  if (problem !== undefined) return { key: "state", ...problem, found: `\`${from}\`` };
  const isSame = from === to;
  if (to === "revoked" && reason === undefined && !isSame)
    return {
      key: "reason",
      expected: "a reason for `state: revoked`",
      found: "none",
      fix: "give it with --reason TEXT",
    };
  const end = until ?? endOf(place);
  if (to !== "revoked" && end !== undefined && end !== NO_END && end < today)
    return {
      key: "until",
      expected: `a last day that has not passed on ${today}, or none`,
      found: end,
      fix: `give it with --until DATE, or remove it with --until ${NO_END}`,
    };
  return { changes: { ...(isSame ? {} : newState(place, to, today)), ...texts({ reason, until }, place) } };
}

/** The state, and what is true of the old one no more. */
function newState({ value }: Pick<RecordPlace, "value">, to: State, today: string): Changes {
  return { state: to, since: today, ...(value.reason === undefined ? {} : { reason: undefined }) };
}

function texts(
  { reason, until }: Pick<StateOptions, "reason" | "until">,
  { value }: Pick<RecordPlace, "value">,
): Changes {
  const end = until === NO_END ? (value.until === undefined ? {} : { until: undefined }) : until && { until };
  return { ...(reason === undefined ? {} : { reason }), ...(end || {}) };
}

function endOf({ value }: Pick<RecordPlace, "value">): string | undefined {
  return typeof value.until === "string" ? value.until : undefined;
}
