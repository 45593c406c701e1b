import { renderPlans } from "../../../config/estate/render-plans";
import { plansOf } from "../../support/plans";
import { SHIPPED } from "../../support/stacks";

const plans = plansOf(SHIPPED);

test("lists plans by name, whole, and the same at any time", () => {
  const text = renderPlans(plans);
  const names = (JSON.parse(text) as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(names).toHaveLength(plans.length);
  expect(JSON.parse(text)).toEqual(expect.arrayContaining(plans.map((plan) => JSON.parse(JSON.stringify(plan)))));
  expect(renderPlans([...plans].reverse())).toBe(text);
  expect(renderPlans(plansOf(SHIPPED))).toBe(text);
});

test("ends with a line break, and indents by two spaces", () => {
  expect(renderPlans(plans.slice(0, 1))).toMatch(/^\[\n {2}\{\n {4}"name": "dev-service-orders",\n[\s\S]*\n\]\n$/);
});
