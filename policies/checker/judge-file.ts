import { sha256 } from "../../support/sha256";
import { problemIn } from "./could-not-judge";
import { type DocumentFile, readDocument } from "./documents";
import { type UnjudgeableVerdict, type Verdict, verdictOf } from "./verdict";

/** A file, and what the policies say of it. */
export interface JudgedFile {
  /** The file; with line and column where it is not valid JSON. */
  readonly source: string;
  /** SHA-256 of all that the file has; undefined where it could not be judged. */
  readonly digest?: string;
  readonly verdict: Verdict;
}

/** What evaluates the policies for a document: see Evaluator. */
interface Evaluates {
  evaluate(json: Uint8Array): unknown;
}

/** Reads and judges a file. Whatever keeps it from being judged is its verdict. */
export function judgeFile(evaluator: Evaluates, file: DocumentFile): JudgedFile {
  const { source, json, content, problem } = readDocument(file);
  if (json === undefined || content === undefined)
    return { source, verdict: unjudgeable(problem ?? "it cannot be read") };
  try {
    const verdict = verdictOf(evaluator.evaluate(json));
    if (verdict.verdict === "unjudgeable") return { source, verdict };
    const other = otherStack(verdict.stack, file.stack);
    return other === undefined
      ? { source, digest: sha256(content), verdict }
      : {
          source,
          verdict: unjudgeable(`it is a plan of the stack ${other}, and plans.json names it for ${file.stack}`),
        };
  } catch (error) {
    return { source, verdict: unjudgeable(problemIn(error)) };
  }
}

/**
 * Name of another stack than the expected one that a document says it is of; undefined where it says none, or nothing
 * is expected.
 *
 * @param found name in the document; null where it has none.
 * @param expected name in an index of plans.
 */
export function otherStack(found: string | null, expected: string | undefined): string | undefined {
  return found === null || expected === undefined || found === expected ? undefined : found;
}

/** The verdict on what cannot be judged. */
export function unjudgeable(why: string): UnjudgeableVerdict {
  return { verdict: "unjudgeable", form: "unknown", why: [why] };
}
