import { DECLARED, type Decision, DIFFERENCES, decide, declaredOn } from "../../ledger/decide";
import { OBSERVATIONS } from "../../ledger/observation";

/** What is done, for each thing that is declared: only these are accepted or rejected. */
const ACTIONS: Readonly<Record<string, Decision["action"]>> = {
  "allowed waiting": "accept",
  "allowed rejected": "accept",
  "revoked waiting": "reject",
  "revoked pending": "reject",
  "revoked available": "reject",
  "ended waiting": "reject",
  "ended pending": "reject",
  "ended available": "reject",
};

/** What is as it is declared; all else is a difference. */
const AS_DECLARED = [
  ...["none", "rejected", "deleted", "failed", "expired"].flatMap((seen) =>
    ["invited", "draining", "revoked", "unknown"].map((declared) => `${declared} ${seen}`),
  ),
  "allowed pending",
  "allowed available",
  "draining pending",
  "draining available",
];

const CASES = DECLARED.flatMap((declared) => OBSERVATIONS.map((observed) => ({ declared, observed })));

describe.each(CASES)("$declared, and $observed is observed", ({ declared, observed }) => {
  const key = `${declared} ${observed}`;
  const decision = decide(declared, observed);

  test(`the action is ${ACTIONS[key] ?? "none"}`, () => {
    expect(decision.action).toBe(ACTIONS[key] ?? "none");
  });

  test(AS_DECLARED.includes(key) ? "it is as declared" : "it is a difference", () => {
    expect(decision.difference === undefined).toBe(AS_DECLARED.includes(key));
  });

  test("it is said in a sentence", () => {
    expect(decision.says).toMatch(/^[A-Z].*\.$/);
  });
});

test("nothing is rejected of a customer who may connect", () => {
  for (const declared of ["invited", "allowed", "draining"] as const)
    for (const observed of OBSERVATIONS) expect(decide(declared, observed, "reject").action).not.toBe("reject");
});

test("an action leads to where nothing is to be done", () => {
  for (const { declared, observed } of CASES) {
    const { action } = decide(declared, observed, "reject");
    if (action === "accept") expect(decide(declared, "available").action).toBe("none");
    if (action === "reject") expect(decide(declared, "rejected", "reject").action).toBe("none");
  }
});

test("what is to be done is not told as done", () => {
  for (const { declared, observed } of CASES)
    for (const unknown of ["leave", "reject"] as const) {
      const { action, says } = decide(declared, observed, unknown);
      if (action !== "none") expect(says).toMatch(/is to be (accepted|rejected)/);
    }
});

test("endpoints that no record names are rejected only by choice", () => {
  for (const observed of OBSERVATIONS) {
    const isLive = ["waiting", "pending", "available"].includes(observed);
    expect(decide("unknown", observed).action).toBe("none");
    expect(decide("unknown", observed, "reject").action).toBe(isLive ? "reject" : "none");
    expect(decide("unknown", observed, "reject").difference).toBe(decide("unknown", observed).difference);
  }
});

test("each kind of difference is found somewhere", () => {
  const found = new Set(CASES.map(({ declared, observed }) => decide(declared, observed).difference));
  // That of an endpoint that a record names is told by the record.
  expect(DIFFERENCES.filter((each) => !found.has(each))).toEqual(["other-account", "other-region"]);
});

test.each([
  ["allowed", "2026-11-29", "allowed"],
  ["allowed", "2026-11-28", "ended"],
  ["draining", "2026-11-28", "ended"],
  ["invited", "2026-11-28", "invited"],
  ["revoked", "2026-11-28", "revoked"],
  ["allowed", undefined, "allowed"],
] as const)("on 2026-11-29, %s until %s declares %s", (state, until, expected) => {
  expect(declaredOn({ state, ...(until === undefined ? {} : { until }) }, "2026-11-29")).toBe(expected);
});
