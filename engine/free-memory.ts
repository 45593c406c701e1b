import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives back at once what this thread no longer uses. V8 has no reason to do so by itself before worker threads start:
 * it knows only the limit of this thread, not that all of them share the memory of one process.
 */
export function freeMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (() => void) | undefined;
  // Objects that the first collection moves together leave pages that the second one gives back.
  collect?.();
  collect?.();
}
