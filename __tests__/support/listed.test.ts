import { listed, listedBy } from "../../support/listed";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b", "c", "d", "e", "f"], "a, b, c, d, e, f"],
  [["a", "b", "c", "d", "e", "f", "g"], "a, b, c, d, e, f and 1 more"],
  [["a", "b", "c", "d", "e", "f", "g", "h"], "a, b, c, d, e, f and 2 more"],
])("%j is listed as %j", (names, expected) => {
  expect(listed(names)).toBe(expected);
});

test("asks for the names of the first things only", () => {
  const asked: number[] = [];
  const nameOf = (thing: number) => {
    asked.push(thing);
    return `n${thing}`;
  };
  expect(listedBy([1, 2, 3, 4], nameOf, 2)).toBe("n1, n2 and 2 more");
  expect(asked).toEqual([1, 2]);
});
