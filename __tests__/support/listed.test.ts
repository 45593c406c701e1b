import { listed } from "../../support/listed";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b", "c", "d", "e", "f"], "a, b, c, d, e, f"],
  [["a", "b", "c", "d", "e", "f", "g", "h"], "a, b, c, d, e, f and 2 more"],
])("%j is listed as %j", (names, expected) => {
  expect(listed(names)).toBe(expected);
});
