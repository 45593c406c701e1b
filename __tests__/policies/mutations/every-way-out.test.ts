import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { referenceFor } from "../../../scripts/mutations/things";
import type { WayOut } from "../../../scripts/mutations/ways-out";
import { isRefused, PLAINLY, WAYS } from "./judging";
import { consumerSeed, twoVpcsSeed } from "./seeds";

const [TO_CREATE, , THERE_ALREADY] = PLAN_FORMS;
let policy: Policy;
let out: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "mutations-"));
  policy = await loadPolicy();
});

afterAll(() => rmSync(out, { recursive: true }));

/** The forms in which a seed is clean, or not, with a way out in it. */
function verdicts(
  seed: Seed,
  way: WayOut,
  forms = [TO_CREATE, THERE_ALREADY],
): readonly [form: string, refused: boolean][] {
  const { added, evaluate } = mutantOf(way, seed.place, PLAINLY);
  return [
    ["stack", isRefused(policy, asStack(seed.stack, added))],
    ...forms.flatMap((form) =>
      form === undefined
        ? []
        : [[form.name, isRefused(policy, planOf(seed, added, form, evaluate))] as [string, boolean]],
    ),
  ];
}

function named(
  seed: Seed,
  ways: readonly WayOut[],
  expected: boolean,
  forms?: (typeof PLAN_FORMS)[number][],
): string[] {
  return ways.flatMap((way) =>
    verdicts(seed, way, forms).flatMap(([form, refused]) => (refused === expected ? [] : [`${way.name} (${form})`])),
  );
}

test("there are ways out of every rule about networks", () => {
  expect(WAYS.length).toBeGreaterThan(800);
  expect(new Set(WAYS.map(({ name }) => name)).size).toBe(WAYS.length);
});

test("the seeds are clean", () => {
  for (const { stack, toCreate, applied } of [consumerSeed(out), twoVpcsSeed("consumer")]) {
    for (const document of [stack, toCreate, applied])
      expect(policy.judge(document)).toMatchObject({ verdict: "clean" });
  }
});

test("fails every way out, in a consumer's stack and in its plan", () => {
  expect(named(consumerSeed(out), WAYS, true, TO_CREATE && [TO_CREATE])).toEqual([]);
}, 300_000);

/** What stands in no VPC is in none, but for what may do anything. */
const PLACED = WAYS.filter(({ placedBy, isEverywhere }) => placedBy !== undefined || isEverywhere);

test("fails every way out in a VPC that is marked, and in its plans", () => {
  expect(named(twoVpcsSeed("consumer"), PLACED, true)).toEqual([]);
}, 300_000);

test("passes every way out in another VPC beside it", () => {
  const seed = twoVpcsSeed("service");
  // What the policies cannot follow to a VPC may be in the marked one.
  const ways = WAYS.filter(
    ({ isEverywhere, placedBy }) =>
      !isEverywhere && placedBy !== undefined && referenceFor(placedBy, seed.place).isFollowed,
  );
  expect(named(seed, ways, false)).toEqual([]);
}, 300_000);
