import { availableParallelism } from "node:os";
import { namesByWave, waveNumbers } from "../../pipeline/waves";
import type { Stack } from "./stack";

/** Most commands of Terraform at a time. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

/** Stacks in waves: each behind all that it depends on, and with those that it has nothing to do with. */
export function wavesOf(stacks: ReadonlyMap<string, Stack>): Stack[][] {
  const names = namesByWave(waveNumbers([...stacks.values()]));
  return names.map((wave) => wave.flatMap((name) => stacks.get(name) ?? []));
}

/** Does something with each of some items, a few at a time. */
export async function concurrently<T>(items: readonly T[], body: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await body(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
