import { shardOf } from "../../../pipeline/plan/shard";
import type { StackToPlan } from "../../../pipeline/plan/stack-to-plan";

function stack(
  name: string,
  dependencies: readonly string[] = [],
  change: StackToPlan["change"] = "changed",
): StackToPlan {
  const place = { environment: "prod", kind: "consumer", account: "111111111111", region: "us-east-1", wave: 0 };
  const files = { folder: `stacks/${name}`, path: `/stacks/${name}`, digest: "0".repeat(64) };
  return { name, dependencies, change, mode: "apply", isWanted: true, ...place, ...files };
}

const SERVICE = "prod-service-orders";
const consumers = Array.from({ length: 60 }, (_, index) => `prod-consumer-c${String(index).padStart(2, "0")}`);
const STACKS = [
  stack(SERVICE),
  ...consumers.map((name) => stack(name, [SERVICE])),
  stack("prod-acceptance-orders", [SERVICE, ...consumers]),
];

const shards = [1, 2, 3].map((number) => shardOf(STACKS, { number, of: 3 }));

test("each stack is wanted by one shard", () => {
  const wanted = shards.flatMap(({ stacks }) => stacks.filter(({ isWanted }) => isWanted).map(({ name }) => name));
  expect([...wanted].sort()).toEqual(STACKS.map(({ name }) => name).sort());
});

test("a shard of consumers plans the service as well, to know whether they wait for it", () => {
  const others = shards.filter(({ stacks }) => !stacks.some(({ name, isWanted }) => name === SERVICE && isWanted));
  expect(others.length).toBeGreaterThan(0);
  for (const { stacks } of others.filter(({ elsewhere }) => elsewhere.size === 0))
    expect(stacks.find(({ name }) => name === SERVICE)).toMatchObject({ isWanted: false });
});

test("a stack that depends on many of other shards waits for them", () => {
  const shard = shards.find(({ stacks }) => stacks.some(({ name }) => name === "prod-acceptance-orders"));
  expect(shard?.elsewhere.get(consumers.find((name) => !shard.stacks.some((each) => each.name === name)) ?? "")).toBe(
    "it may change",
  );
});

test("more shards than stacks leave some empty", () => {
  expect(shardOf([stack(SERVICE)], { number: 2, of: 2 }).stacks).toEqual([]);
});
