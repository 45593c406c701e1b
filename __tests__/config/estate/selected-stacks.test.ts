import { selectStacks } from "../../../config/estate/selected-stacks";

const NAMES = ["dev-acceptance-orders", "dev-service-orders", "prod-service-ledger", "prod-service-orders"];

test.each([
  ["*-service-*", ["dev-service-orders", "prod-service-ledger", "prod-service-orders"]],
  ["dev-*", ["dev-acceptance-orders", "dev-service-orders"]],
  ["*ledger", ["prod-service-ledger"]],
  ["dev-service-orders", ["dev-service-orders"]],
  ["dev-service-orders*", ["dev-service-orders"]],
  ["**dev*service**", ["dev-service-orders"]],
  ["dev-service-orders*orders", []],
])("stacks are selected by the pattern %s", (pattern, expected) => {
  if (expected.length === 0) expect(() => selectStacks(NAMES, [pattern])).toThrow("No such stack:");
  else expect([...selectStacks(NAMES, [pattern])].sort()).toEqual(expected);
});

test("a pattern of very many `*` is matched at once", () => {
  expect(() => selectStacks(["a".repeat(200)], [`${"*a".repeat(80)}*x`])).toThrow("No such stack:");
});

test("patterns that select the same stack select it once", () => {
  expect(selectStacks(NAMES, ["dev-*", "*-orders"]).size).toBe(3);
});

test("a pattern that selects nothing is refused, with the name that was most likely meant", () => {
  expect(() => selectStacks(NAMES, ["prod-service-order", "dev-*"])).toThrow(
    "No such stack:\n  - prod-service-order: did you mean prod-service-orders?\nThere are: dev-acceptance-orders, ",
  );
});

test.each(["prod.service-orders", "prod-service-order?", "prod-service-[o]rders", "(", "prod-service-orders|x"])(
  "%s, in which nothing but `*` stands for letters, is refused",
  (pattern) => {
    expect(() => selectStacks(NAMES, [pattern])).toThrow("No such stack:\n");
  },
);
