import { planEstate } from "../../config/estate/plan-estate";
import type { StackPlan } from "../../config/estate/stack-plan";
import { loadEnvironments } from "../../config/load";
import { jobOf } from "../../engine/job";
import { valuesIn, withValue } from "../config/estate/changes";
import { FILES } from "../config/estate/files";
import { folderOf } from "../support/environments";
import { oneOfEachKind } from "../support/plans";

const plans = oneOfEachKind(planEstate(loadEnvironments(folderOf(FILES))));
const digestOf = (plan: StackPlan, env: NodeJS.ProcessEnv = {}) => jobOf(plan, env).input;

/** Values of a plan that its digest does not tell from others. */
function unseen(plan: StackPlan): string[] {
  const before = digestOf(plan);
  return [...valuesIn(plan)].flatMap(({ path, value }) =>
    digestOf(withValue(plan, path, `${String(value)}x`)) === before ? [path.join(".")] : [],
  );
}

test.each(plans.map((plan) => [plan.kind, plan] as const))(
  "of a plan of the kind %s, each value moves the digest, but for the order of deployment",
  (_, plan) => {
    const paths = [...valuesIn(plan)].map(({ path }) => path.join("."));
    expect(paths).toEqual(expect.arrayContaining(["name", "kind", "origins.file"]));
    expect(unseen(plan)).toEqual(plan.dependencies.map((_, index) => `dependencies.${index}`));
  },
);

test("the plans are of every kind", () => {
  expect(plans.length).toBeGreaterThan(7);
});

test.each([
  ["CDKTF_CONTEXT_JSON", '{"a":1}'],
  ["SYNTH_HCL_OUTPUT", "true"],
  ["TERRAFORM_BINARY_NAME", "tofu"],
  ["CDKTF_TARGET_STACK_ID", "dev-service-orders"],
])("%s, which cdktf reads, moves the digest of every stack", (name, value) => {
  for (const plan of plans) expect(digestOf(plan, { [name]: value })).not.toBe(digestOf(plan));
});

test("the same value of another variable gives another digest", () => {
  const [plan] = plans as [StackPlan];
  const names = ["CDKTF_CONTEXT_JSON", "TERRAFORM_BINARY_NAME", "CDKTF_TARGET_STACK_ID"];
  expect(new Set(names.map((name) => digestOf(plan, { [name]: "x" }))).size).toBe(3);
});

test("what the cdktf command line sets where it has nothing to say does not move the digest", () => {
  const [plan] = plans as [StackPlan];
  const env = { CDKTF_CONTEXT_JSON: '{"cdktfRelativeModules":[]}', SYNTH_HCL_OUTPUT: "false", CDKTF_OUTDIR: "x" };
  expect(digestOf(plan, env)).toBe(digestOf(plan));
});

test("the entry of a service's stack names its card, and no other entry names one", () => {
  const cards = plans.map((plan) => [plan.kind, jobOf(plan).card] as const);
  expect(cards.filter(([, card]) => card !== undefined)).toEqual([["service", "cards/dev/ledger.json"]]);
});
