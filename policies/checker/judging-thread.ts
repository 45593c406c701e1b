import { Worker } from "node:worker_threads";
import type { DocumentFile } from "./documents";
import type { PolicyParts } from "./evaluator";
import { type JudgedFile, unjudgeable } from "./judge-file";

/**
 * A worker thread that judges files. If the thread dies, for want of memory or by a defect, the file that it was
 * judging cannot be judged, and the next file gets a new thread.
 */
export class JudgingThread {
  private worker: Worker | undefined;
  /** Takes what becomes of the file that is being judged. */
  private settle: ((judged: JudgedFile) => void) | undefined;
  private source = "";

  /**
   * @param script the worker: it answers each {@link DocumentFile} with a {@link JudgedFile}.
   * @param parts what it judges by.
   */
  constructor(
    private readonly script: string,
    private readonly parts: PolicyParts,
  ) {}

  /** Judges a file. The thread judges one at a time. */
  judge(file: DocumentFile): Promise<JudgedFile> {
    return new Promise((resolve) => {
      this.worker ??= this.start();
      this.settle = resolve;
      this.source = file.source;
      this.worker.postMessage(file);
    });
  }

  /** Ends the thread, whatever it is doing. A file that it was judging cannot be judged. */
  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.script, { workerData: this.parts });
    const died = (why: string) => {
      // A thread that dies by an error also says that it ended: there may be another by then.
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.settle?.({ source: this.source, verdict: unjudgeable(why) });
    };
    worker.on("message", (judged: JudgedFile) => this.settle?.(judged));
    worker.on("messageerror", (error) => died(reasonOf(error)));
    worker.on("error", (error) => died(reasonOf(error)));
    worker.on("exit", () => died("the checker failed: its thread ended. Please report it as a defect."));
    return worker;
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "the checker ran out of memory on this document: judge its parts by themselves"
    : `the checker failed: ${error.message}. Please report it as a defect.`;
}
