import { availableParallelism } from "node:os";
import { buildInWorkers } from "./build-in-workers";
import type { BuiltStack } from "./build-one";
import { letYoungGrow } from "./free-memory";
import type { Job } from "./job";

/** How stacks are built. */
interface Options {
  /** Called after each stack. */
  readonly onBuilt: () => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Size of blueprints, in characters, from which worker threads are quicker: each takes a quarter of a second to load
 * cdktf.
 */
const WORTH_A_THREAD = 200_000;

/** Most worker threads: each takes some 65 MiB. */
const MOST_THREADS = 8;

/**
 * Builds stacks: many in worker threads, as many as there are cores; few in this thread.
 *
 * @param jobs in the order of the plan.
 * @param folder to write to.
 * @returns what building each stack gave, by name.
 * @throws the error of the first stack, by the order of the plan, that fails.
 */
export async function buildJobs(
  jobs: readonly Job[],
  folder: string,
  { onBuilt, signal }: Options,
): Promise<ReadonlyMap<string, BuiltStack>> {
  letYoungGrow();
  if (jobs.length === 0) return new Map();
  const threads = threadsFor(jobs);
  if (threads > 1) return await buildInWorkers(jobs, folder, { threads, onBuilt, signal });
  // Only now: it loads cdktf.
  const { buildInThisThread } = require("./build-here") as typeof import("./build-here");
  return await buildInThisThread(jobs, folder, onBuilt, signal);
}

function threadsFor(jobs: readonly Job[]): number {
  const size = jobs.reduce((sum, { text }) => sum + text.length, 0);
  if (jobs.length < 2 || size < WORTH_A_THREAD) return 1;
  return Math.min(availableParallelism(), MOST_THREADS, jobs.length);
}
