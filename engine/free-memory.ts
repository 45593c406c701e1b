import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collections until memory is back. With Node 22 and newer, V8 keeps the pages that it frees in a pool, which only a
 * collection of the last resort gives back. With Node 20, those that follow do: the second frees pages that the first
 * emptied, and the third gives them back.
 */
const COLLECTIONS = [{ type: "major", flavor: "last-resort" }, undefined, undefined, undefined];

/**
 * Gives back at once what this thread no longer uses. V8 has no reason to do so by itself before worker threads start:
 * it knows only the limit of this thread, not that all of them share the memory of one process.
 */
export function freeMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as ((options?: object) => void) | undefined;
  for (const options of COLLECTIONS) collect?.(options);
}

/**
 * Lets each thread collect its young objects by itself. V8 otherwise takes helper threads for each collection: where
 * every core builds stacks already, they only take time from each other, a twentieth of it.
 */
export function collectWithoutHelpers(): void {
  setFlagsFromString("--no-parallel-scavenge");
}

/**
 * Keeps the space for young objects as small as it is, in all threads. Reading and planning would let it grow to 32
 * MiB, which this thread then holds while others build stacks, and is no quicker for it. `buildJobs` ends it by
 * {@link letYoungGrow}.
 */
export function keepYoungSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Lets the space for young objects grow again, as V8 does by default: to build and to judge is quicker with it. */
export function letYoungGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
