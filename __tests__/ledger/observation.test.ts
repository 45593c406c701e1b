import { ENDPOINT_STATES, OBSERVATIONS, observationOf } from "../../ledger/observation";

test.each([
  ["pendingAcceptance", "waiting"],
  ["pending", "pending"],
  ["available", "available"],
  ["partial", "available"],
  ["rejected", "rejected"],
  ["deleting", "deleted"],
  ["deleted", "deleted"],
  ["failed", "failed"],
  ["expired", "expired"],
] as const)("%s counts as %s", (state, observation) => {
  expect(observationOf(state)).toBe(observation);
});

test("each state of AWS is an observation", () => {
  expect(ENDPOINT_STATES.map(observationOf).every((each) => OBSERVATIONS.includes(each))).toBe(true);
});
