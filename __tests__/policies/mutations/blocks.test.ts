import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { isObject } from "../../../scripts/mutations/model";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { planOf } from "../../../scripts/mutations/seeds";
import { asStack, besideStatic } from "../../../scripts/mutations/stack-form";
import { placed } from "../../../scripts/mutations/ways-out";
import { isRefused, PLAINLY, WAYS } from "./judging";
import { twoVpcsSeed } from "./seeds";

const seed = twoVpcsSeed("consumer");

/** Ways out by an argument of a block. Without the block they would not be there. */
const IN_BLOCKS = WAYS.filter(({ body }) => Object.values(body).some(isObject));

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

test("fails what a dynamic block says beside a static one, of every type, in a stack and in its plans", () => {
  expect(IN_BLOCKS.length).toBeGreaterThan(100);
  const passed = IN_BLOCKS.flatMap((way) => {
    const { added, evaluate } = mutantOf(way, seed.place, PLAINLY, seed.elsewhere, besideStatic);
    const documents = [
      ["stack", asStack(seed.stack, added)] as const,
      ...PLAN_FORMS.slice(0, 3).map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
    ];
    return documents.flatMap(([form, document]) => (isRefused(policy, document) ? [] : [`${way.name} (${form})`]));
  });
  expect(passed).toEqual([]);
}, 300_000);

test("fails where a dynamic block beside a static one says in which VPC it is", () => {
  const ways = WAYS.filter(({ placedBy = "", body }) => placedBy.includes(".") && !Object.values(body).some(isObject));
  expect(ways.length).toBeGreaterThan(20);
  const passed = ways.flatMap((way) => {
    const { added, evaluate } = mutantOf(way, seed.place, PLAINLY, seed.elsewhere, besideStatic);
    expect(placed(way, "x")).not.toEqual(way.body);
    const documents = [
      ["stack", asStack(seed.stack, added)] as const,
      ...PLAN_FORMS.slice(0, 3).map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
    ];
    return documents.flatMap(([form, document]) => (isRefused(policy, document) ? [] : [`${way.name} (${form})`]));
  });
  expect(passed).toEqual([]);
}, 300_000);
