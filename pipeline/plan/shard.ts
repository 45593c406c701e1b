import { shardsOf } from "../shards";
import type { StackToPlan } from "./stack-to-plan";

/** A part of the stacks that is planned on a machine of its own. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What one shard plans. */
export interface ShardOfStacks {
  /** Its stacks, and few others that they are deployed after: `isWanted` tells them apart. */
  readonly stacks: readonly StackToPlan[];
  /** Stacks that its own are deployed after and that only other shards plan: with why plans do not hold before. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** Most stacks of other shards that a shard plans, to know whether its own wait for them. */
const MOST_OTHERS = 10;

/**
 * The stacks of a shard. Where its stacks are deployed after few others, these are planned here as well, and not kept:
 * most stacks then need not wait. Otherwise its stacks wait for the others.
 */
export function shardOf(stacks: readonly StackToPlan[], { number, of }: Shard): ShardOfStacks {
  const comparable = stacks.map((stack) => ({
    ...stack,
    ...{ dependencies: [...stack.dependencies], change: stack.change ?? "changed" },
    ...{ before: null, after: null },
  }));
  const own = new Set(shardsOf({ stacks: comparable }, of)[number - 1] ?? []);
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const others = new Set<string>();
  const left = [...own];
  for (let name = left.pop(); name !== undefined; name = left.pop())
    for (const each of byName.get(name)?.dependencies ?? []) {
      if (own.has(each) || others.has(each) || !byName.has(each)) continue;
      others.add(each);
      left.push(each);
    }
  const arePlanned = others.size <= MOST_OTHERS;
  return {
    stacks: stacks.flatMap((stack) => {
      if (own.has(stack.name)) return [stack];
      return arePlanned && others.has(stack.name) ? [{ ...stack, isWanted: false }] : [];
    }),
    elsewhere: arePlanned
      ? new Map()
      : new Map([...others].map((name) => [name, byName.get(name)?.change === "new" ? "it is new" : "it may change"])),
  };
}
