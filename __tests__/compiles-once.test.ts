import vm from "node:vm";

/** Compiles a module as Jest does. */
function compiled(source: string, filename: string) {
  const made = vm.compileFunction(source, ["given"], { filename });
  return made as typeof made & ((given?: unknown) => unknown);
}

test("takes back what was compiled, as a function of its own", () => {
  const source = "const own = { given }; return own;";
  const [first, second] = [compiled(source, "same.js"), compiled(source, "same.js")];
  expect([first.cachedDataRejected, second.cachedDataRejected]).toEqual([undefined, false]);
  expect([first(1), second(2)]).toEqual([{ given: 1 }, { given: 2 }]);
});

test("compiles anew what has another text under the same name", () => {
  const results = ["return 1;", "return 2;", "return 1;"].map((source) => compiled(source, "changing.js")());
  expect(results).toEqual([1, 2, 1]);
});

test("does not take a text back under another name, which errors show", () => {
  const source = "throw new Error('wrong');";
  for (const name of ["one.js", "other.js"]) expect(stackOf(compiled(source, name))).toContain(`${name}:1`);
});

function stackOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).stack ?? "";
  }
  throw new Error("nothing was thrown");
}
