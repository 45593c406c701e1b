import { mkdtempSync, rmSync } from "node:fs";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { batchesOf, type PlacedJob } from "./batches";
import type { BuiltStack } from "./build-one";
import { errorOf } from "./failure";
import { collectWithoutHelpers, freeMemory } from "./free-memory";
import type { Job } from "./job";
import type { Outcome, WorkerData } from "./worker";

/** How stacks are built, and who hears of it. */
export interface BuildOptions {
  /** Worker threads to use. */
  readonly threads: number;
  /** Called after each stack. */
  readonly onBuilt: () => void;
  /** Ends the build early, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Memory that a thread may take for its objects, in MiB: cdktf takes 25 with the constructs of consumers and 40 with
 * those of all stacks, and a stack takes some 45 for each million characters of its blueprint. Without a bound, V8
 * collects garbage late, and each thread takes twice as much.
 */
const OLD_MIB = { base: 80, perMillionCharacters: 50 } as const;

/** Memory of a thread for its youngest objects, in MiB: with 4, it collects garbage so often that it takes longer. */
const YOUNG_MIB = 12;

/** Size of a blueprint, in characters, up to which every thread has room for its stack. */
const ORDINARY = 200_000;

/** Size of a blueprint, in characters, up to which a stack is built while other threads build theirs. */
const LARGEST_BESIDE_OTHERS = 500_000;

/**
 * Builds stacks in worker threads. All threads have ended when this settles.
 *
 * It is no pool of a library: the queue is known from the start, each thread serves one call, and what is needed beyond
 * `Worker`, that the first failure by the order of the plan is told, a pool would not do.
 *
 * @param jobs in the order of the plan.
 * @param folder to write to.
 * @returns what building each stack gave, by name.
 * @throws the error of the first stack, by the order of the plan, that fails.
 */
export async function buildInWorkers(
  jobs: readonly Job[],
  folder: string,
  { threads, onBuilt, signal }: BuildOptions,
): Promise<Map<string, BuiltStack>> {
  const placed = jobs.map((job, place) => ({ ...job, place }));
  const queue = new Queue(batchesOf(placed, threads));
  const built = new Map<string, BuiltStack>();
  const take = ({ built: result, failure }: Outcome, { name, place }: PlacedJob) => {
    if (failure !== undefined) queue.fail(place, errorOf(failure));
    if (result === undefined) return;
    built.set(name, result);
    onBuilt();
  };
  collectWithoutHelpers();
  for (const rooms of roomsFor(jobs, threads)) {
    freeMemory();
    await buildQueue(queue, { folder, rooms, take, signal });
  }
  signal?.throwIfAborted();
  if (queue.failure !== undefined) throw queue.failure.error;
  return built;
}

/**
 * Sizes of the largest stacks that each thread has room for, of the threads that run together. Memory that is allowed
 * to all threads is soon taken by all. So the very largest stacks are built in a thread that runs by itself and ends
 * before the others start, and the large ones in one of these.
 */
function roomsFor(jobs: readonly Job[], threads: number): number[][] {
  const sizes = jobs.map(({ text }) => text.length);
  const largest = (upTo: number) =>
    sizes.reduce((most, size) => (size <= upTo ? Math.max(most, size) : most), ORDINARY);
  const [all, beside] = [largest(Number.POSITIVE_INFINITY), largest(LARGEST_BESIDE_OTHERS)];
  const together = [beside, ...Array.from({ length: threads - 1 }, () => ORDINARY)];
  return all > LARGEST_BESIDE_OTHERS ? [[all], together] : [together];
}

/** What builds stacks of a queue. */
interface Threads {
  readonly folder: string;
  /** Size of the largest stack that each thread builds. */
  readonly rooms: readonly number[];
  readonly take: (outcome: Outcome, job: PlacedJob) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Builds the stacks of a queue that threads have room for. A thread that has room for the very largest builds only
 * those. All threads have ended when this settles.
 */
async function buildQueue(queue: Queue, { folder, rooms, take, signal }: Threads): Promise<void> {
  const temporary = mkdtempSync(join(folder, "temporary-"));
  const workers = rooms.map((room) => ({ room, worker: newWorker(folder, room, temporary) }));
  const stop = () => Promise.all(workers.map(({ worker }) => worker.terminate()));
  const onAbort = () => void stop();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.all(workers.map(({ room, worker }) => serve(worker, () => queue.next(room), take)));
  } catch (error) {
    // A thread that is stopped from outside is no defect of its own.
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await stop();
    rmSync(temporary, { recursive: true, force: true });
  }
  signal?.throwIfAborted();
}

/** What is still to be built. After a failure, only what comes before it in the plan: that may fail as well. */
class Queue {
  failure: { readonly place: number; readonly error: Error } | undefined;

  constructor(private readonly batches: PlacedJob[][]) {}

  /**
   * The next batch for a thread, or undefined when none is left for it.
   *
   * @param room size of the largest stack that it builds
   */
  next(room: number): PlacedJob[] | undefined {
    const least = room > LARGEST_BESIDE_OTHERS ? LARGEST_BESIDE_OTHERS : 0;
    for (;;) {
      const index = this.batches.findIndex((batch) =>
        batch.every(({ text }) => text.length <= room && text.length > least),
      );
      const [batch] = index === -1 ? [] : this.batches.splice(index, 1);
      const before = batch?.filter(({ place }) => place < (this.failure?.place ?? Number.POSITIVE_INFINITY));
      if (before === undefined || before.length > 0) return before;
    }
  }

  fail(place: number, error: Error): void {
    if (this.failure === undefined || place < this.failure.place) this.failure = { place, error };
  }
}

function newWorker(folder: string, room: number, temporary: string): Worker {
  return new Worker(join(__dirname, `worker${extname(__filename)}`), {
    workerData: { folder } satisfies WorkerData,
    // A thread that is stopped removes no temporary files.
    env: { ...process.env, TMPDIR: temporary },
    resourceLimits: {
      maxOldGenerationSizeMb: Math.ceil(OLD_MIB.base + (OLD_MIB.perMillionCharacters * room) / 1e6),
      maxYoungGenerationSizeMb: YOUNG_MIB,
    },
  });
}

/** Hands batches to a worker thread until none is left. */
function serve(
  worker: Worker,
  nextBatch: () => PlacedJob[] | undefined,
  take: (outcome: Outcome, job: PlacedJob) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let batch: PlacedJob[] = [];
    const handOut = () => {
      const next = nextBatch();
      if (next === undefined) return resolve();
      batch = next;
      worker.postMessage(batch.map(({ name, text }): Job => ({ name, text })));
    };
    worker.on("message", (outcomes: readonly Outcome[]) => {
      for (const [index, outcome] of outcomes.entries()) {
        const job = batch[index];
        if (job !== undefined) take(outcome, job);
      }
      handOut();
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a worker thread ended with ${code} while it built stacks`)));
    handOut();
  });
}
