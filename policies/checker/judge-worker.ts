import { parentPort, workerData } from "node:worker_threads";
import type { DocumentFile } from "./documents";
import { Evaluator, type PolicyParts } from "./evaluator";
import { judgeFile } from "./judge-file";

/**
 * A worker thread: it judges one file after another by the policies that it was started with, and answers with each
 * verdict.
 */

const evaluator = new Evaluator(workerData as PolicyParts);
parentPort?.on("message", (file: DocumentFile) => parentPort?.postMessage(judgeFile(evaluator, file)));
