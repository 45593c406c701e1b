import { parentPort, workerData } from "node:worker_threads";
import { type BuiltStack, buildOne } from "./build-one";
import { type Failure, failureOf } from "./failure";
import type { Job } from "./job";

/** What a worker thread is made with. */
export interface WorkerData {
  /** Folder to write to. */
  readonly folder: string;
}

/** What became of a job. A worker thread says it of a whole batch at once, in order: each message takes 0.2 ms. */
export interface Outcome {
  readonly built?: BuiltStack;
  readonly failure?: Failure;
}

// A worker thread builds the batches of stacks that it is handed. After the first that fails, it leaves the rest of the
// batch: they come later in the plan, and the first one is told.
const { folder } = workerData as WorkerData;
parentPort?.on("message", (jobs: readonly Job[]) => {
  const outcomes: Outcome[] = [];
  for (const { name, text } of jobs) {
    const outcome = tryBuild({ name, text });
    outcomes.push(outcome);
    if (outcome.failure !== undefined) break;
  }
  parentPort?.postMessage(outcomes);
});

function tryBuild(job: Job): Outcome {
  try {
    return { built: buildOne(job, folder) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
