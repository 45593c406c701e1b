import { counted } from "../../support/counted";

test.each([
  [0, "0 stacks"],
  [1, "1 stack"],
  [2, "2 stacks"],
])("%i is counted as %s", (count, words) => {
  expect(counted(count, "stack")).toBe(words);
});
