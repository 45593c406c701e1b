import { listed } from "../support/listed";
import type { Problem } from "./problem";

/** Problems of one kind that are shown in full before the rest is counted. */
const SHOWN = 20;

/** Problems to show in full, and a sentence for those of each kind that are left. */
export interface ShortenedProblems {
  readonly shown: readonly Problem[];
  readonly rest: readonly string[];
}

/**
 * The first problems of each kind: those at the same key with the same expectation. The same mistake in thousands of files
 * is one thing to understand, and usually one command to mend.
 */
export function shortenProblems(problems: readonly Problem[]): ShortenedProblems {
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = `${lastKey(problem)}\n${problem.expected}`;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [problem]);
    else same.push(problem);
  }
  const hidden = new Set([...kinds.values()].flatMap((kind) => kind.slice(SHOWN)));
  const rest = [...kinds.values()].filter((kind) => kind.length > SHOWN).map((kind) => restOf(kind.slice(SHOWN)));
  return { shown: problems.filter((problem) => !hidden.has(problem)), rest };
}

function restOf(problems: readonly Problem[]): string {
  const [first] = problems;
  const where = first === undefined || first.path === "" ? "" : ` at \`${lastKey(first)}\``;
  const files = [...new Set(problems.map(({ file }) => file))];
  return `and ${problems.length} more such problems${where} (expected: ${first?.expected}), in: ${listed(files)}`;
}

/** The last key of a path, without an index. */
function lastKey({ path }: Problem): string {
  return (
    path
      .replace(/\[\d+\]/g, "")
      .split(".")
      .at(-1) ?? ""
  );
}
