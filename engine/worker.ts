import { parentPort, workerData } from "node:worker_threads";
import { type BuiltStack, buildOne } from "./build-one";
import { type Failure, failureOf } from "./failure";
import type { Job } from "./job";

/** What a worker thread is made with. */
export interface WorkerData {
  /** Folder to write to. */
  readonly folder: string;
}

/** What a worker thread says of a job. */
export interface Outcome {
  readonly name: string;
  readonly built?: BuiltStack;
  readonly failure?: Failure;
}

// A worker thread builds the stacks that it is handed, and tells of each. After the first that fails, it leaves the
// rest of the batch: they come later in the plan, and the first one is told.
const { folder } = workerData as WorkerData;
parentPort?.on("message", (jobs: readonly Job[]) => {
  for (const { name, text } of jobs) {
    const outcome = tryBuild({ name, text });
    parentPort?.postMessage(outcome);
    if (outcome.failure !== undefined) break;
  }
  parentPort?.postMessage(undefined);
});

function tryBuild(job: Job): Outcome {
  try {
    return { name: job.name, built: buildOne(job, folder) };
  } catch (error) {
    return { name: job.name, failure: failureOf(error) };
  }
}
