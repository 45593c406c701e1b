import fc from "fast-check";

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { PLAN_FORMS, type PlanForm } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { casesOf } from "../../support/corpus";
import { resultOf } from "../mutations/judging";
import { twoVpcsSeed } from "../mutations/seeds";
import { type Addition, additions } from "./generator";
import { waysOf } from "./reachability";

const RUNS = casesOf("additions to a configuration, for each property", 150);

const seed: Seed = twoVpcsSeed("consumer");
const CONSUMER = seed.place;
const ground = { consumer: CONSUMER, service: seed.elsewhere ?? CONSUMER };
const [TO_CREATE, TO_CREATE_BY_HCL, THERE_ALREADY] = PLAN_FORMS as [PlanForm, PlanForm, PlanForm];

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

/** What is said of the consumer's VPC, in each form in which the configuration can exist. */
function results({ added, evaluate, isOfBefore }: Addition): readonly (readonly [form: string, result: string])[] {
  const first = isOfBefore ? [] : [TO_CREATE, TO_CREATE_BY_HCL];
  const documents = [
    ["stack", asStack(seed.stack, added)] as const,
    ...[...first, THERE_ALREADY].map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
  ];
  return documents.map(([form, document]) => [form, resultOf(policy, document, CONSUMER.vpc.address) ?? "not found"]);
}

/** Ways out that the model finds. */
function ways({ things }: Addition): string[] {
  return waysOf(things, CONSUMER.vpc.id);
}

test("what is proven has no way out, and stays proven without an addition", () => {
  const nothing = { added: {}, evaluate: () => undefined, things: [], isOfBefore: false };
  expect(results(nothing).map(([, result]) => result)).toEqual(["PROVEN", "PROVEN", "PROVEN", "PROVEN"]);
});

test("never stays proven when the model has a way out", () => {
  let count = 0;
  fc.assert(
    fc.property(additions(ground, "any"), (addition) => {
      const [way] = ways(addition);
      if (way === undefined) return;
      count += 1;
      for (const [form, result] of results(addition)) expect([form, way, result]).not.toEqual([form, way, "PROVEN"]);
    }),
    RUNS,
  );
  expect(count).toBeGreaterThan(RUNS.numRuns / 5);
});

test("is never violated when the model has none", () => {
  let count = 0;
  fc.assert(
    fc.property(additions(ground, "any"), (addition) => {
      if (ways(addition).length > 0) return;
      count += 1;
      for (const [form, result] of results(addition)) expect([form, result]).not.toEqual([form, "VIOLATED"]);
    }),
    RUNS,
  );
  expect(count).toBeGreaterThan(RUNS.numRuns / 5);
});

test("is proven when the model has none and references are plain", () => {
  fc.assert(
    fc.property(additions(ground, "plain"), (addition) => {
      if (ways(addition).length > 0) return;
      for (const [form, result] of results(addition)) expect([form, result]).toEqual([form, "PROVEN"]);
    }),
    RUNS,
  );
});

test("does not stay proven when the model has a way out and references are plain", () => {
  fc.assert(
    fc.property(additions(ground, "plain"), (addition) => {
      if (ways(addition).length === 0) return;
      for (const [form, result] of results(addition)) expect([form, result]).not.toEqual([form, "PROVEN"]);
    }),
    RUNS,
  );
});
