import { setImmediate } from "node:timers/promises";
import type { StopSignal } from "./stop-signal";

/** Longest time in ms that a long piece of work keeps this thread from signals and other events. */
const LONGEST = 50;

/**
 * For a long piece of work in this thread: a function to call before each step, which lets other events in now and
 * then.
 *
 * @param signal stops the work: the function then fails with the reason of the signal.
 */
export function turns(signal?: StopSignal): () => Promise<void> {
  let last = Date.now();
  return async () => {
    if (Date.now() - last > LONGEST) {
      await setImmediate();
      last = Date.now();
    }
    signal?.throwIfAborted();
  };
}
