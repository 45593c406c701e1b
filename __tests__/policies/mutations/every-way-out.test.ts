import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { valueAt, withValue } from "../../../scripts/mutations/model";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS, type PlanForm } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { referenceFor } from "../../../scripts/mutations/things";
import type { WayOut } from "../../../scripts/mutations/ways-out";
import { expectNone, sampleOf } from "../../support/corpus";
import { temporaryFolder } from "../../support/environments";
import { CLASSIFICATION, isRefused, kindOf, PLAINLY, rulesThatRefuse, WAYS } from "./judging";
import { consumerSeed, twoVpcsSeed } from "./seeds";

const [TO_CREATE, , THERE_ALREADY] = PLAN_FORMS as [PlanForm, PlanForm, PlanForm];
let policy: Policy;
let out: string;

beforeAll(async () => {
  out = temporaryFolder();
  policy = await loadPolicy();
});

/** A way out in a document: a stack, or a form of its plan. */
interface Case {
  readonly way: WayOut;
  readonly form?: PlanForm;
}

/** The document in which a seed has a way out. */
function documentOf(seed: Seed, { way, form }: Case): unknown {
  const { added, evaluate } = mutantOf(way, seed.place, PLAINLY);
  return form === undefined ? asStack(seed.stack, added) : planOf(seed, added, form, evaluate);
}

const nameOf = ({ way, form }: Case) => `${way.name} (${form?.name ?? "stack"})`;

/**
 * Every way out in every document: in the stack, in the plan to create it, and in the plan of what is there already.
 */
function inEachForm(ways: readonly WayOut[]): Case[] {
  return ways.flatMap((way) => [{ way }, { way, form: TO_CREATE }, { way, form: THERE_ALREADY }]);
}

/** The form of the document and how the type of a way out is judged, of which a sample has one each. */
function roughKindOf({ way, form }: Case): string {
  return `${CLASSIFICATION.types[way.type]?.kind} ${form?.name}`;
}

/** Names of the cases that are refused or not, other than expected. */
function named(seed: Seed, cases: readonly Case[], expected: boolean): string[] {
  return cases.filter((each) => isRefused(policy, documentOf(seed, each)) !== expected).map(nameOf);
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

/** A sample has each kind in a stack: so each rule refuses some of them. */
const IN_STACK = sampleOf("ways out in a consumer's stack", WAYS, 0, kindOf).map((way): Case => ({ way }));

test("fails every way out in a consumer's stack, and each rule about networks refuses some of them", () => {
  const seed = consumerSeed(out);
  const refused = IN_STACK.map((each) => ({ each, rules: rulesThatRefuse(policy, documentOf(seed, each)) }));
  expectNone(refused.filter(({ rules }) => rules.length === 0).map(({ each }) => nameOf(each)));
  expect([...new Set(refused.flatMap(({ rules }) => rules))].sort()).toEqual([
    "allowed-endpoints",
    "internal-load-balancer",
    "keep-guard-rails",
    "no-administration-tunnel",
    "no-direct-connect",
    "no-dynamic-routes",
    "no-forwarding",
    "no-internet-gateway",
    "no-nat-gateway",
    "no-other-network",
    "no-peering",
    "no-public-address",
    "no-public-exposure",
    "no-service-network",
    "no-shared-subnet",
    "no-transit-gateway",
    "no-vpn",
    "not-visible",
    "unseen-change",
  ]);
}, 300_000);

test("fails every way out in the plan of a consumer's stack", () => {
  const cases = WAYS.map((way): Case => ({ way, form: TO_CREATE }));
  expectNone(
    named(consumerSeed(out), sampleOf("ways out in the plan of a consumer's stack", cases, 40, roughKindOf), true),
  );
}, 300_000);

/** Whether a value that makes it a way out is what places it, too. */
function isPlacedByBody({ type, body }: WayOut): boolean {
  return (CLASSIFICATION.types[type]?.vpc_arguments ?? []).some((argument) => valueAt(body, argument) !== undefined);
}

/** What stands in no VPC is in none, but for what may do anything. */
const PLACED = WAYS.filter(({ placedBy, isEverywhere }) => placedBy !== undefined || isEverywhere);

test("fails every way out in a VPC that is marked, and in its plans", () => {
  const cases = sampleOf("ways out in a marked VPC", inEachForm(PLACED), 40, roughKindOf);
  expectNone(named(twoVpcsSeed("consumer"), cases, true));
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
  const cases = sampleOf("ways out beside a marked VPC", inEachForm(ways), 40, roughKindOf);
  expectNone(named(seed, cases, false));
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
  const reported = sampleOf("what is only reported", REPORTED, 30, ({ rule }) => String(rule));
  const silent = reported.flatMap(({ rule, ...way }) => {
    const { added, evaluate } = mutantOf({ name: way.type, isEverywhere: true, ...way }, seed.place, PLAINLY);
    return [asStack(seed.stack, added), planOf(seed, added, TO_CREATE, evaluate)].flatMap((document) => {
      const verdict = policy.judge(document);
      const isReported =
        verdict.verdict !== "unjudgeable" &&
        verdict.findings.some((found) => found.rule === rule && found.address.endsWith(".mutation"));
      return isReported ? [] : [`${way.type}, by ${rule}`];
    });
  });
  expect(REPORTED.length).toBeGreaterThan(60);
  expectNone(silent);
}, 300_000);
