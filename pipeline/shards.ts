import { compare } from "../support/compare";
import type { ChangedFile, ChangedStack } from "./changed-file";
import { unitsOf } from "./shard-units";

/** Stacks that one shard plans before another one is worth its start. */
const WORTH_A_SHARD = 10;

/**
 * Deals the stacks that changed out to shards, which are planned side by side on machines of their own. Stacks that
 * depend on each other are kept together, unless that makes a shard too large: then what many others depend on is in
 * one of the shards only. Shards have stacks of one environment, where there are as many shards as environments. The
 * same stacks are dealt out in the same way each time.
 *
 * @param most shards at most.
 * @returns names of the stacks of each shard, in their order. No shard is empty.
 */
export function shardsOf({ stacks }: Pick<ChangedFile, "stacks">, most: number): string[][] {
  const byEnvironment = new Map<string, ChangedStack[]>();
  for (const stack of stacks) {
    const own = byEnvironment.get(stack.environment);
    if (own === undefined) byEnvironment.set(stack.environment, [stack]);
    else own.push(stack);
  }
  const environments = [...byEnvironment].sort(([a], [b]) => compare(a, b)).map(([, own]) => own);
  if (environments.length > most) return dealt(stacks, most);
  return shares(environments, most).flatMap(([own, count]) => dealt(own, count));
}

/** How many shards each environment has: one, and the others where a shard is largest. */
function shares(environments: readonly ChangedStack[][], most: number): [ChangedStack[], number][] {
  const counts = environments.map((own): [ChangedStack[], number] => [own, 1]);
  const sizeOf = ([own, count]: [ChangedStack[], number]) => own.length / count;
  for (let left = most - environments.length; left > 0; left -= 1) {
    const largest = counts.reduce<[ChangedStack[], number] | undefined>(
      (best, each) => (best === undefined || sizeOf(each) > sizeOf(best) ? each : best),
      undefined,
    );
    if (largest === undefined || sizeOf(largest) <= WORTH_A_SHARD) break;
    largest[1] += 1;
  }
  return counts;
}

/** Deals stacks out: the largest units first, each to the shard that has the fewest stacks. */
function dealt(stacks: readonly ChangedStack[], count: number): string[][] {
  const place = new Map(stacks.map(({ name }, index) => [name, index]));
  const placeOf = (name: string) => place.get(name) ?? 0;
  const size = count === 1 ? stacks.length : Math.max(WORTH_A_SHARD, Math.ceil(stacks.length / count));
  const shards = Array.from({ length: count }, (): string[] => []);
  for (const unit of unitsOf(stacks, size)) {
    const smallest = shards.reduce((best, each) => (each.length < best.length ? each : best));
    smallest.push(...unit);
  }
  return shards.filter(({ length }) => length > 0).map((names) => names.sort((a, b) => placeOf(a) - placeOf(b)));
}
