import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { valueAt, withValue } from "../../../scripts/mutations/model";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { referenceFor } from "../../../scripts/mutations/things";
import type { WayOut } from "../../../scripts/mutations/ways-out";
import { CLASSIFICATION, isRefused, PLAINLY, WAYS } from "./judging";
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

/** Whether a value that makes it a way out is what places it, too. */
function isPlacedByBody({ type, body }: WayOut): boolean {
  return (CLASSIFICATION.types[type]?.vpc_arguments ?? []).some((argument) => valueAt(body, argument) !== undefined);
}

/** What stands in no VPC is in none, but for what may do anything. */
const PLACED = WAYS.filter(({ placedBy, isEverywhere }) => placedBy !== undefined || isEverywhere);

test("fails every way out in a VPC that is marked, and in its plans", () => {
  expect(named(twoVpcsSeed("consumer"), PLACED, true)).toEqual([]);
}, 300_000);

test("passes every way out in another VPC beside it", () => {
  const seed = twoVpcsSeed("service");
  // What the policies cannot follow to a VPC may be in the marked one.
  const ways = WAYS.filter(
    (way) =>
      !way.isEverywhere &&
      way.placedBy !== undefined &&
      referenceFor(way.placedBy, seed.place).isFollowed &&
      !isPlacedByBody(way),
  );
  expect(named(seed, ways, false)).toEqual([]);
}, 300_000);

/** What is only reported, by its type or an argument, with the rule that answers for it. */
const REPORTED = Object.entries(CLASSIFICATION.types).flatMap(([type, { kind, rule, vpc_arguments, conditions }]) => [
  ...(kind === "warn" && rule !== undefined ? [{ type, rule, placedBy: vpc_arguments[0], body: {} }] : []),
  ...conditions
    .filter(({ rating, omitted }) => rating === "warn" && omitted !== "deny-in-block")
    .map(({ argument, rule: by, refuse, allow, refuse_text }) => ({
      type,
      rule: by,
      placedBy: vpc_arguments.find((placing) => placing !== argument),
      // What refuses no value reports that there is none.
      body:
        refuse?.length === 0
          ? {}
          : withValue({}, argument, refuse?.[0] ?? refuse_text?.[0] ?? (allow?.[0] === false ? true : "other-0")),
    })),
]);

test("reports what is only reported, by the rule that the classification names", () => {
  const seed = consumerSeed(out);
  const silent = REPORTED.flatMap(({ rule, ...way }) => {
    const { added, evaluate } = mutantOf({ name: way.type, isEverywhere: true, ...way }, seed.place, PLAINLY);
    return [asStack(seed.stack, added), ...(TO_CREATE ? [planOf(seed, added, TO_CREATE, evaluate)] : [])].flatMap(
      (document) => {
        const verdict = policy.judge(document);
        const isReported =
          verdict.verdict !== "unjudgeable" &&
          verdict.findings.some((found) => found.rule === rule && found.address.endsWith(".mutation"));
        return isReported ? [] : [`${way.type}, by ${rule}`];
      },
    );
  });
  expect(REPORTED.length).toBeGreaterThan(60);
  expect(silent).toEqual([]);
}, 300_000);
