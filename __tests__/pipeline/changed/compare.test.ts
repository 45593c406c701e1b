import { compareStacks } from "../../../pipeline/changed/compare";
import type { OrderedStack, OrderFile } from "../../../pipeline/order-file";
import { namesByWave, waveNumbers } from "../../../pipeline/waves";

const of = (name: string, dependencies: string[] = [], digest = "same") =>
  ({
    ...{ name, environment: "dev", kind: "consumer", folder: `stacks/${name}`, account: "1", region: "r" },
    ...{ dependencies, digest },
  }) as Omit<OrderedStack, "wave">;

function orderOf(stacks: readonly Omit<OrderedStack, "wave">[]): OrderFile {
  const waves = waveNumbers(stacks);
  const sorted = namesByWave(waves).flat();
  return {
    stacks: sorted.map((name) => ({ ...stacks.find((each) => each.name === name), wave: waves.get(name) })),
  } as unknown as OrderFile;
}

/** Compares stacks with those of the digests `same`. */
function compared(
  stacks: readonly Omit<OrderedStack, "wave">[],
  {
    before,
    gone = [],
    reads = () => undefined,
  }: {
    before: string[];
    gone?: Omit<OrderedStack, "wave">[];
    reads?: (name: string) => string[] | undefined;
  },
) {
  const digests = new Map([...before, ...gone.map(({ name }) => name)].map((name) => [name, "same"]));
  return compareStacks({ order: orderOf(stacks), before: digests, gone, readsOf: reads });
}

const told = ({ stacks }: ReturnType<typeof compared>) => stacks.map(({ name, change, wave }) => [name, change, wave]);

test("tells what is new, what has other bytes, and what reads the state of one of these", () => {
  const stacks = [of("a"), of("b", ["a"], "other"), of("c", ["b"]), of("d", ["c"]), of("e", ["a"]), of("f")];
  const found = compared(stacks, { before: ["a", "b", "c", "d", "e"] });
  expect(told(found)).toEqual([
    ["f", "new", 0],
    ["b", "changed", 1],
    ["c", "affected", 2],
    ["d", "affected", 3],
  ]);
  expect(found).toMatchObject({ unchanged: 2, waves: [["f"], ["b"], ["c"], ["d"]], destroy: [] });
  expect(found.stacks.map(({ before, after }) => [before, after])).toEqual([
    [null, "same"],
    ["same", "other"],
    ["same", "same"],
    ["same", "same"],
  ]);
});

test("a stack that is only deployed later, and does not read the state, is not affected", () => {
  const stacks = [of("a", [], "other"), of("b", ["a"]), of("c", ["b", "a"])];
  const reads = (name: string) => (name === "c" ? ["b"] : []);
  expect(told(compared(stacks, { before: ["a", "b", "c"], reads }))).toEqual([["a", "changed", 0]]);
});

test("waves between which nothing changes are left out, and their order stays", () => {
  const stacks = [of("a", [], "other"), of("b", ["a"]), of("c", ["b"], "other")];
  const found = compared(stacks, { before: ["a", "b", "c"], reads: () => [] });
  expect(found.waves).toEqual([["a"], ["c"]]);
  expect(told(found)).toEqual([
    ["a", "changed", 0],
    ["c", "changed", 1],
  ]);
});

test("what is gone is destroyed in the reverse of its order, and stands last", () => {
  const gone = [of("x"), of("y", ["x"]), of("z", ["y", "a"])];
  const found = compared([of("a")], { before: ["a"], gone });
  expect(found).toMatchObject({ unchanged: 1, waves: [], destroy: [["z"], ["y"], ["x"]] });
  expect(found.stacks).toMatchObject([
    { name: "z", change: "gone", folder: "removed/z", wave: 2, before: "same", after: null },
    { name: "y", change: "gone", folder: "removed/y", wave: 1 },
    { name: "x", change: "gone", folder: "removed/x", wave: 0 },
  ]);
});
