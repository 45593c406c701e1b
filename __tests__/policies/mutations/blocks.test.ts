import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { isObject } from "../../../scripts/mutations/model";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS, type PlanForm } from "../../../scripts/mutations/plan-form";
import { planOf } from "../../../scripts/mutations/seeds";
import { asStack, besideStatic } from "../../../scripts/mutations/stack-form";
import { placed, type WayOut } from "../../../scripts/mutations/ways-out";
import { expectNone, sampleOf } from "../../support/corpus";
import { CLASSIFICATION, isRefused, PLAINLY, WAYS } from "./judging";
import { twoVpcsSeed } from "./seeds";

const seed = twoVpcsSeed("consumer");

/** Ways out by an argument of a block. Without the block they would not be there. */
const IN_BLOCKS = WAYS.filter(({ body }) => Object.values(body).some(isObject));

/** A way out in a document: a stack, or a form of its plan. */
interface Case {
  readonly way: WayOut;
  readonly form?: PlanForm;
}

/** Every way out in the stack and in its plans. */
function inEachForm(ways: readonly WayOut[]): Case[] {
  return ways.flatMap((way) => [{ way }, ...PLAN_FORMS.slice(0, 3).map((form) => ({ way, form }))]);
}

/** The form of the document and how the type of a way out is judged, of which a sample has one each. */
function roughKindOf({ way, form }: Case): string {
  return `${CLASSIFICATION.types[way.type]?.kind} ${form?.name}`;
}

/** Names of the cases that are not refused. */
function passed(cases: readonly Case[]): string[] {
  return cases.flatMap(({ way, form }) => {
    const { added, evaluate } = mutantOf(way, seed.place, PLAINLY, seed.elsewhere, besideStatic);
    const document = form === undefined ? asStack(seed.stack, added) : planOf(seed, added, form, evaluate);
    return isRefused(policy, document) ? [] : [`${way.name} (${form?.name ?? "stack"})`];
  });
}

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

test("fails what a dynamic block says beside a static one, of every type, in a stack and in its plans", () => {
  expect(IN_BLOCKS.length).toBeGreaterThan(100);
  expectNone(passed(sampleOf("ways out by a dynamic block", inEachForm(IN_BLOCKS), 40, roughKindOf)));
}, 300_000);

test("fails where a dynamic block beside a static one says in which VPC it is", () => {
  const ways = WAYS.filter(({ placedBy = "", body }) => placedBy.includes(".") && !Object.values(body).some(isObject));
  expect(ways.length).toBeGreaterThan(20);
  for (const way of ways) expect(placed(way, "x")).not.toEqual(way.body);
  expectNone(passed(sampleOf("places by a dynamic block", inEachForm(ways), 20, roughKindOf)));
}, 300_000);
