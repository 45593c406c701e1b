import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { HIDINGS } from "../../../scripts/mutations/hiding";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack, SHAPES } from "../../../scripts/mutations/stack-form";
import { expectNone, sampleOf } from "../../support/corpus";
import { temporaryFolder } from "../../support/environments";
import { isRefused, PLAINLY, SOME_WAYS } from "./judging";
import { consumerSeed, twoVpcsSeed } from "./seeds";

let policy: Policy;
let out: string;
let seeds: readonly [Seed, Seed];
/** Where the seeds stand in that list, which is filled before the tests run. */
const SEEDS = [0, 1] as const;

beforeAll(async () => {
  out = temporaryFolder();
  policy = await loadPolicy();
  seeds = [consumerSeed(out), twoVpcsSeed("consumer")];
});

/** Each way to hide or write something, with every way out in each seed. */
function cases<T extends { readonly name: string }>(manners: readonly T[]) {
  return manners.flatMap((manner) => SEEDS.flatMap((seed) => SOME_WAYS.map((way) => ({ manner, seed, way }))));
}

/** The stack, and every form of its plan. */
const FORMS = [undefined, ...PLAN_FORMS];

/** A sample has each way to hide something twice, in some form, and each form many times. */
const HIDDEN = sampleOf(
  "ways out that are hidden",
  cases(HIDINGS).flatMap((each) => FORMS.map((form) => ({ ...each, form }))),
  2 * HIDINGS.length,
  ({ manner }) => manner.name,
);
const WRITTEN = sampleOf("ways out that are written otherwise", cases(SHAPES), 0, ({ manner }) => manner.name);

test.each(HIDINGS)("fails what leads to the VPC $name, in a stack and in every form of plan", (hiding) => {
  const passed = HIDDEN.filter(({ manner }) => manner === hiding).flatMap(({ seed: index, way, form }) => {
    const seed = seeds[index];
    const { added, evaluate } = mutantOf(way, seed.place, hiding, seed.elsewhere);
    const document = form === undefined ? asStack(seed.stack, added) : planOf(seed, added, form, evaluate);
    return isRefused(policy, document) ? [] : [`${way.name} in ${seed.name} (${form?.name ?? "stack"})`];
  });
  expectNone(passed);
});

test.each(SHAPES)("fails what is written with $name", (shape) => {
  const passed = WRITTEN.filter(({ manner }) => manner === shape).flatMap(({ seed: index, way }) => {
    const seed = seeds[index];
    const document = shape.write(asStack(seed.stack, mutantOf(way, seed.place, PLAINLY).added));
    return isRefused(policy, document) ? [] : [`${way.name} in ${seed.name}`];
  });
  expectNone(passed);
});

test.each(SHAPES)("passes the seeds written with $name", ({ write }) => {
  for (const { stack } of seeds) expect(policy.judge(write(stack))).toMatchObject({ verdict: "clean" });
});
