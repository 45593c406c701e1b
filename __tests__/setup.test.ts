import { Lazy } from "cdktf";

test("an error has its stack, with the lines of this file", () => {
  expect(new Error("wrong").stack).toContain("setup.test.ts");
  const error = new Error("wrong");
  Error.captureStackTrace(error);
  expect(error.stack).toContain("setup.test.ts");
});

test("a reference of cdktf has none", () => {
  expect(Lazy.anyValue({ produce: () => "x" })).toMatchObject({ creationStack: [] });
});
