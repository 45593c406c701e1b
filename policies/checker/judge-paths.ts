import { CouldNotJudge } from "./could-not-judge";
import { type ReadDocument, readDocuments } from "./documents";
import { loadPolicy, type Policy } from "./policy";
import type { Verdict } from "./verdict";

/** What was judged, one by one and together. */
export interface Report {
  /** unjudgeable if any document is, else violations if any has some. */
  readonly verdict: Verdict["verdict"];
  readonly counts: {
    readonly documents: number;
    readonly clean: number;
    readonly violations: number;
    readonly unjudgeable: number;
  };
  readonly documents: readonly JudgedDocument[];
}

/** The verdict on one file. */
export interface JudgedDocument {
  /** The file; with line and column where it is not valid JSON. */
  readonly source: string;
  /** Name of the stack, where the document has it. */
  readonly stack: string | null;
  readonly verdict: Verdict;
}

/** Judges all documents that paths name. One that cannot be judged does not keep the others from it. */
export async function judgePaths(paths: readonly string[]): Promise<Report> {
  const policy = await loadPolicy();
  const documents = readDocuments(paths).map((read) => judgeOne(policy, read));
  const count = (word: Verdict["verdict"]) => documents.filter(({ verdict }) => verdict.verdict === word).length;
  const counts = {
    documents: documents.length,
    clean: count("clean"),
    violations: count("violations"),
    unjudgeable: count("unjudgeable"),
  };
  return { verdict: together(counts), counts, documents };
}

function together(counts: Report["counts"]): Report["verdict"] {
  if (counts.unjudgeable > 0 || counts.documents === 0) return "unjudgeable";
  return counts.violations > 0 ? "violations" : "clean";
}

function judgeOne(policy: Policy, { source, document, problem }: ReadDocument): JudgedDocument {
  if (problem !== undefined) return { source, stack: null, verdict: unjudgeable(problem) };
  try {
    return { source, stack: stackName(document), verdict: policy.judge(document) };
  } catch (error) {
    if (!(error instanceof CouldNotJudge)) throw error;
    return { source, stack: null, verdict: unjudgeable(error.message) };
  }
}

function unjudgeable(why: string): Verdict {
  return { verdict: "unjudgeable", form: "unknown", why: [why] };
}

/** CDKTF writes the stack's name into a comment. */
function stackName(document: unknown): string | null {
  const comment = (document as { "//"?: { metadata?: { stackName?: unknown } } })?.["//"];
  const name = comment?.metadata?.stackName;
  return typeof name === "string" ? name : null;
}
