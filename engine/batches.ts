import type { Job } from "./job";

/** A job with its place among all, which says whose failure is told first. */
export interface PlacedJob extends Job {
  readonly place: number;
}

/** Size of a blueprint, in characters, from which its stack is a batch of its own: it takes as long as many others. */
const LARGE = 50_000;

/** Most jobs of a batch: a hundredth of a second each, so that no thread works for long when the others have ended. */
const MOST = 25;

/**
 * Batches of jobs to share out, each in the order of the plan. Large stacks come first: one that starts last would be
 * waited for by all other threads.
 */
export function batchesOf(jobs: readonly PlacedJob[], threads: number): PlacedJob[][] {
  const large = jobs.filter(({ text }) => text.length >= LARGE).sort((a, b) => b.text.length - a.text.length);
  const small = jobs.filter(({ text }) => text.length < LARGE);
  const size = Math.max(1, Math.min(MOST, Math.ceil(small.length / (threads * 4))));
  const batches = large.map((job) => [job]);
  for (let start = 0; start < small.length; start += size) batches.push(small.slice(start, start + size));
  return batches;
}
