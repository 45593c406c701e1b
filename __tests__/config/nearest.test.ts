import { existingNames, nearest } from "../../config/nearest";

test.each([
  ["servces", ["services", "region"], "services"],
  ["REGION", ["services", "region"], "region"],
  ["us-eats-1", ["us-east-1", "us-east-2", "us-west-1"], "us-east-1"],
  ["b", ["a", "c"], undefined],
  ["bananas", ["services", "region"], undefined],
  ["", ["a", "orders"], undefined],
  ["orders", [], undefined],
  ["ses", ["sms", "sns"], "sms"],
  ["efs", ["ebs", "ecs"], "ebs"],
  ["es", ["ds"], "ds"],
  ["SSL", ["TCP", "TLS", "UDP"], undefined],
  ["UPD", ["TCP", "TLS", "UDP"], "UDP"],
  ["us-west-3", ["us-west-1", "us-west-2", "eu-west-3"], undefined],
  ["111111111112", ["111111111111"], undefined],
])("%j among %j was meant as %j", (word, known, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

test("of two that are as near, the first by name, whatever their order", () => {
  expect(nearest("orderx", ["orderb", "ordera"])).toBe("ordera");
  expect(nearest("orderx", ["ordera", "orderb"])).toBe("ordera");
});

describe("the names that there are", () => {
  test.each([
    [["x"], [], "There are none."],
    [["wbe"], ["audit", "web"], "There are: audit, web."],
  ])("of %j, known are %j", (names, known, expected) => {
    expect(existingNames(names, known)).toBe(expected);
  });

  test("of thousands, the nearest come first and the rest is counted", () => {
    const known = Array.from({ length: 3000 }, (_, index) => `customer-${String(index).padStart(4, "0")}`);
    const text = existingNames(["customer-0001", "customer-27O1"], known);
    expect(text).toMatch(/^There are: customer-2701, /);
    expect(text).toMatch(/ and 2980 more\.$/);
    expect(text.length).toBeLessThan(400);
  });
});
