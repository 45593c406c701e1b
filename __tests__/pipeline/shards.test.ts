import type { ChangedStack } from "../../pipeline/changed-file";
import { shardsOf } from "../../pipeline/shards";

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** An environment of one service that consumers connect to, and the acceptance of all of them. */
function environment(name: string, consumers: number): ChangedStack[] {
  const stack = (own: string, ...dependencies: string[]) =>
    ({
      name: `${name}-${own}`,
      environment: name,
      dependencies: dependencies.map((each) => `${name}-${each}`),
    }) as unknown as ChangedStack;
  const names = range(consumers).map((index) => `consumer-${String(index).padStart(4, "0")}`);
  return [
    stack("service-a"),
    ...names.map((each) => stack(each, "service-a")),
    stack("acceptance-a", "service-a", ...names),
    ...names.map((each) => stack(each.replace("consumer", "dns"), each, "acceptance-a")),
  ];
}

const namesOf = (stacks: readonly ChangedStack[]) => stacks.map(({ name }) => name);

test("nothing that changed gives no shard", () => {
  expect(shardsOf({ stacks: [] }, 4)).toEqual([]);
});

test("one shard has all, in the order of their deployment", () => {
  const stacks = environment("dev", 30);
  expect(shardsOf({ stacks }, 1)).toEqual([namesOf(stacks)]);
});

test("a few stacks that depend on each other are in one shard, however many are allowed", () => {
  const stacks = environment("dev", 3);
  expect(shardsOf({ stacks }, 16)).toEqual([namesOf(stacks)]);
});

test("each environment has shards of its own", () => {
  const stacks = [...environment("dev", 2), ...environment("prod", 2)];
  const shards = shardsOf({ stacks }, 4);
  expect(shards.map((names) => [...new Set(names.map((name) => name.split("-")[0]))])).toEqual([["dev"], ["prod"]]);
});

test("where there are more environments than shards, each environment still is in one of them", () => {
  const stacks = range(7).flatMap((index) => environment(`env${index}`, 1));
  const shards = shardsOf({ stacks }, 3);
  expect(shards).toHaveLength(3);
  for (const index of range(7))
    expect(shards.filter((names) => names.some((name) => name.startsWith(`env${index}-`)))).toHaveLength(1);
});

test("thousands of consumers of one service are spread evenly, each with what only it needs", () => {
  const stacks = environment("prod", 3000);
  const shards = shardsOf({ stacks }, 8);
  expect(shards).toHaveLength(8);
  expect(shards.flat().sort()).toEqual(namesOf(stacks).sort());
  const sizes = shards.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
  for (const names of shards)
    for (const name of names) if (name.includes("consumer")) expect(names).toContain(name.replace("consumer", "dns"));
  // Within a shard, what is planned first stands first.
  const place = new Map(namesOf(stacks).map((name, index) => [name, index]));
  for (const names of shards)
    expect(names).toEqual([...names].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)));
});

test("a larger environment has more of the shards", () => {
  const shards = shardsOf({ stacks: [...environment("dev", 1), ...environment("prod", 500)] }, 5);
  expect(shards.filter((names) => names[0]?.startsWith("dev-"))).toHaveLength(1);
  expect(shards.filter((names) => names[0]?.startsWith("prod-"))).toHaveLength(4);
});

test("the same stacks are dealt out in the same way, whatever their order", () => {
  const stacks = environment("prod", 100);
  const sorted = (shards: string[][]) => shards.map((names) => [...names].sort());
  expect(sorted(shardsOf({ stacks: [...stacks].reverse() }, 5))).toEqual(sorted(shardsOf({ stacks }, 5)));
});
