import { STATES, type State, transitionProblem } from "../../ledger/state";

const ALL = [undefined, ...STATES];

/** Transitions that are allowed; all others, but those to the same state, are refused. */
const ALLOWED: readonly (readonly [State | undefined, State | undefined])[] = [
  [undefined, "invited"],
  [undefined, "allowed"],
  ["invited", "allowed"],
  ["invited", "revoked"],
  ["invited", undefined],
  ["allowed", "draining"],
  ["allowed", "revoked"],
  ["draining", "allowed"],
  ["draining", "revoked"],
  ["revoked", "invited"],
  ["revoked", "allowed"],
  ["revoked", undefined],
];

describe.each(ALL.flatMap((from) => ALL.map((to) => ({ from, to }))))("from $from to $to", ({ from, to }) => {
  const isAllowed = from === to || ALLOWED.some(([a, b]) => a === from && b === to);

  test(isAllowed ? "may follow" : "fails with what to do instead", () => {
    const problem = transitionProblem(from, to);
    if (isAllowed) expect(problem).toBeUndefined();
    else expect(problem).toEqual({ expected: expect.stringMatching(/^`/), fix: expect.stringMatching(/\w/) });
  });
});

test("a record is deleted only once the customer is invited or revoked", () => {
  for (const from of ["allowed", "draining"] as const)
    expect(transitionProblem(from, undefined)?.expected).toContain("`state: revoked` before the record is deleted");
});
