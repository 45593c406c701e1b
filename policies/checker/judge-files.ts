import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { StopSignal } from "../../support/stop-signal";
import { turns } from "../../support/turns";
import type { DocumentFile } from "./documents";
import { Evaluator, type PolicyParts } from "./evaluator";
import { type JudgedFile, judgeFile } from "./judge-file";
import { JudgingThread } from "./judging-thread";
import { SMALL_DOCUMENT } from "./read-file";
import { SharedParts } from "./shared-parts";

/** How files are judged. None of it changes a verdict. */
export interface JudgeFilesOptions {
  /** Stops the work: what is called then fails with the reason of the signal. */
  readonly signal?: StopSignal;
  /** Is called for each file that was judged. */
  readonly onJudged?: () => void;
  /** Worker threads to share the work; 0: this thread does it. @default - as many as pay, see {@link threadsFor} */
  readonly threads?: number;
  /** The compiled worker. @default - the one beside this file */
  readonly worker?: string;
}

/** The compiled worker. It is not there where tests run the sources. */
const WORKER = join(__dirname, "judge-worker.js");

/** Most worker threads: each has an instance of the module, of some 35 MB. */
const MOST_THREADS = 8;

/** Bytes of documents that are worth another thread: below, it takes longer to start than to judge them. */
const BYTES_PER_THREAD = 1 << 20;

/** Size in bytes from which on a file takes more memory than several threads: see {@link judgeOnThreads}. */
const HUGE = 4 << 20;

/** A file with its place among all, and its size in bytes: undefined for what is no file, such as a pipe. */
interface Task {
  readonly index: number;
  readonly file: DocumentFile;
  readonly size: number | undefined;
}

/**
 * Judges files, in this thread or shared by worker threads.
 *
 * @returns the verdicts in the order of the files.
 */
export async function judgeFiles(
  files: readonly DocumentFile[],
  parts: PolicyParts,
  options: JudgeFilesOptions = {},
): Promise<JudgedFile[]> {
  const { worker = WORKER } = options;
  const tasks = files.map((file, index) => ({ index, file, size: sizeOf(file) }));
  const { threads = threadsFor(tasks, worker) } = options;
  return threads === 0 ? judgeHere(files, parts, options) : judgeOnThreads(tasks, parts, worker, threads, options);
}

/** How many worker threads pay for files: none for a few. */
function threadsFor(tasks: readonly Task[], worker: string): number {
  const bytes = tasks.filter(isSmall).reduce((sum, { size = 0 }) => sum + size, 0);
  const most = Math.min(availableParallelism(), MOST_THREADS, Math.floor(bytes / BYTES_PER_THREAD));
  return most > 1 && existsSync(worker) ? most : 0;
}

function sizeOf({ source, problem }: DocumentFile): number | undefined {
  if (problem !== undefined) return 0;
  try {
    const stat = statSync(source);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return 0;
  }
}

function isSmall({ size }: Task): boolean {
  return size !== undefined && size <= SMALL_DOCUMENT;
}

function isHuge({ size }: Task): boolean {
  return size === undefined || size > HUGE;
}

async function judgeHere(
  files: readonly DocumentFile[],
  parts: PolicyParts,
  { signal, onJudged }: JudgeFilesOptions,
): Promise<JudgedFile[]> {
  const evaluator = new Evaluator(parts);
  const judged: JudgedFile[] = [];
  const turn = turns(signal);
  for (const file of files) {
    await turn();
    judged.push(judgeFile(evaluator, file));
    onJudged?.();
  }
  return judged;
}

/**
 * Huge files, and those of unknown size, come first, one after the other: each takes as much memory as all threads have
 * otherwise, which ends with its thread. Of the others, the first thread takes the large ones before it helps with the
 * small ones, so that no two large ones are in memory at once.
 */
async function judgeOnThreads(
  tasks: readonly Task[],
  parts: PolicyParts,
  script: string,
  count: number,
  { signal, onJudged }: JudgeFilesOptions,
): Promise<JudgedFile[]> {
  const judged = new Array<JudgedFile>(tasks.length);
  const shared = new SharedParts();
  const threads = Array.from({ length: count }, () => new JudgingThread(script, parts));
  const [first] = threads;
  const work = async (thread: JudgingThread, queue: Iterator<Task>) => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const { file, index } = next.value;
      const { verdict, ...rest } = await thread.judge(file);
      signal?.throwIfAborted();
      judged[index] = { ...rest, verdict: shared.in(verdict) };
      onJudged?.();
    }
  };
  const end = () => Promise.all(threads.map((thread) => thread.end()));
  const small = tasks.filter(isSmall).values();
  const large = tasks.filter((task) => !isSmall(task) && !isHuge(task)).values();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", end, { once: true });
  try {
    for (const task of tasks.filter(isHuge)) {
      await work(first as JudgingThread, [task].values());
      await first?.end();
    }
    await Promise.all(
      threads.map(async (thread) => {
        if (thread === first) await work(thread, large);
        await work(thread, small);
      }),
    );
    return judged;
  } finally {
    signal?.removeEventListener("abort", end);
    await end();
  }
}
