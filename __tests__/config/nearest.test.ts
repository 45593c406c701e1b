import { nearest } from "../../config/nearest";

test.each([
  ["servces", ["services", "region"], "services"],
  ["REGION", ["services", "region"], "region"],
  ["us-eats-1", ["us-east-1", "us-east-2", "us-west-1"], "us-east-1"],
  ["b", ["a", "c"], undefined],
  ["bananas", ["services", "region"], undefined],
  ["", ["a", "orders"], undefined],
  ["orders", [], undefined],
])("%j among %j was meant as %j", (word, known, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

test("of two that are as near, the first by name, whatever their order", () => {
  expect(nearest("orderx", ["orderb", "ordera"])).toBe("ordera");
  expect(nearest("orderx", ["ordera", "orderb"])).toBe("ordera");
});
