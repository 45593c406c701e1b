import { namesByWave, waveNumbers } from "../../pipeline/waves";

const stack = (name: string, ...dependencies: string[]) => ({ name, dependencies });

test("a stack is one wave behind the last that it waits for, whatever the order they are given in", () => {
  const waves = waveNumbers([stack("d", "b", "c"), stack("c", "b"), stack("b", "a"), stack("a"), stack("e", "a")]);
  expect(Object.fromEntries(waves)).toEqual({ a: 0, b: 1, c: 2, d: 3, e: 1 });
  expect(namesByWave(waves)).toEqual([["a"], ["b", "e"], ["c"], ["d"]]);
});

test("a stack that is not among them is waited for by nobody", () => {
  expect(waveNumbers([stack("a", "elsewhere")]).get("a")).toBe(0);
});

test("numbers that no stack has are left out", () => {
  expect(
    namesByWave(
      new Map([
        ["b", 7],
        ["c", 2],
        ["a", 7],
      ]),
    ),
  ).toEqual([["c"], ["a", "b"]]);
});

test("fails where a stack waits for itself", () => {
  expect(() => waveNumbers([stack("a", "b"), stack("b", "c"), stack("c", "a")])).toThrow(
    "the stack a is to be deployed after itself",
  );
});
