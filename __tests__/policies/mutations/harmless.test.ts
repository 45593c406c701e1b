import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { fails } from "../../../policies/checker/verdict";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS, type PlanForm } from "../../../scripts/mutations/plan-form";
import { planOf } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import type { WayOut } from "../../../scripts/mutations/ways-out";
import { expectNone, sampleOf } from "../../support/corpus";
import { temporaryFolder } from "../../support/environments";
import { CLASSIFICATION, PLAINLY } from "./judging";
import { consumerSeed } from "./seeds";

const [TO_CREATE] = PLAN_FORMS as [PlanForm];
let policy: Policy;
let out: string;

beforeAll(async () => {
  out = temporaryFolder();
  policy = await loadPolicy();
});

/** A resource of a type, placed where the type's first argument says. */
function plainly(type: string): WayOut {
  return { name: type, type, placedBy: CLASSIFICATION.types[type]?.vpc_arguments[0], body: {}, isEverywhere: false };
}

/** The types of a kind that fail a consumer's stack or its plan by being there, with what is left out left out. */
function refused(types: readonly string[]): string[] {
  const seed = consumerSeed(out);
  return types.flatMap((type) => {
    const { added, evaluate } = mutantOf(plainly(type), seed.place, PLAINLY);
    const verdicts = [asStack(seed.stack, added), planOf(seed, added, TO_CREATE, evaluate)].map((document) =>
      policy.judge(document),
    );
    return verdicts.some(
      (verdict) =>
        verdict.verdict === "unjudgeable" ||
        verdict.findings.some((finding) => fails(finding) && finding.address.endsWith(".mutation")),
    )
      ? [type]
      : [];
  });
}

/** The kind of a type and the rule that answers for it, of which a sample has one each. */
function ruleOf(type: string): string {
  const { kind, rule } = CLASSIFICATION.types[type] ?? {};
  return `${kind} ${rule}`;
}

const ofKind = (...kinds: string[]) =>
  Object.keys(CLASSIFICATION.types).filter((type) => kinds.includes(CLASSIFICATION.types[type]?.kind ?? ""));

/** Harmless as a way out of a VPC. The rule of endpoints reads it, and refuses one that leaves its endpoint open. */
const POLICY_OF_ENDPOINT = "aws_vpc_endpoint_policy";

test("passes what is classified as harmless or only reported", () => {
  const types = ofKind("inert", "warn", "network").filter((type) => type !== POLICY_OF_ENDPOINT);
  expectNone(refused(sampleOf("types that are harmless or only reported", types, 30, ruleOf)));
}, 300_000);

test("passes what is judged by its arguments, where these are left out and may be", () => {
  const types = ofKind("conditional").filter((type) =>
    CLASSIFICATION.types[type]?.conditions.every(
      ({ omitted, rating, argument }) =>
        rating === "warn" || (omitted === "allow" && argument !== CLASSIFICATION.types[type]?.vpc_arguments[0]),
    ),
  );
  expect(types.length).toBeGreaterThan(30);
  expectNone(refused(sampleOf("types that are judged by their arguments", types, 15, ruleOf)));
}, 300_000);

test("passes types that have nothing to do with networks", () => {
  const types = Object.keys(CLASSIFICATION.known_types).filter((type) => !(type in CLASSIFICATION.types));
  const some = types.filter((_, index) => index % 40 === 0);
  expectNone(refused(sampleOf("types that have nothing to do with networks", some, 10)));
});

test("fails the policy of an endpoint elsewhere, which allows all with its arguments left out", () => {
  expect(ofKind("inert")).toContain(POLICY_OF_ENDPOINT);
  expect(refused([POLICY_OF_ENDPOINT])).toEqual([POLICY_OF_ENDPOINT]);
});

test("fails types that nobody knows, of this provider and of others", () => {
  const types = ["aws_tomorrow", "awscc_ec2_tomorrow", "google_compute_network", "null_resource", "kubernetes_service"];
  expect(refused(types)).toEqual(types);
});
