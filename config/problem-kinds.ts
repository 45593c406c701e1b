import { counted } from "../support/counted";
import { listed } from "../support/listed";
import type { Problem } from "./problem";

/** Problems of one kind that are shown in full before the rest is counted. */
const SHOWN_OF_KIND = 20;

/** Problems of all kinds that are shown in full before the rest is counted. */
const SHOWN = 100;

/** Kinds whose rest is counted in a sentence of its own before all others are counted together. */
const KINDS = 20;

/** Problems to show in full, and sentences that count all others. */
export interface ShortenedProblems {
  readonly shown: readonly Problem[];
  readonly rest: readonly string[];
}

/**
 * The first problems of each kind: those at the same key with the same expectation. The same mistake in thousands of files
 * is one thing to understand, and usually one command to mend. Of very many kinds, the first ones.
 */
export function shortenProblems(problems: readonly Problem[]): ShortenedProblems {
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = `${lastKey(problem)}\n${problem.expected}`;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [problem]);
    else same.push(problem);
  }
  const rests = [...kinds.values()].map((kind) => kind.slice(SHOWN_OF_KIND)).filter((rest) => rest.length > 0);
  const hidden = new Set(rests.flat());
  const first = problems.filter((problem) => !hidden.has(problem));
  const untold = [...first.slice(SHOWN), ...rests.slice(KINDS).flat()];
  return {
    shown: first.slice(0, SHOWN),
    rest: [...rests.slice(0, KINDS).map(restOf), ...(untold.length === 0 ? [] : [`and ${countText(untold)}`])],
  };
}

/** `900 more problems in 880 files`. */
function countText(problems: readonly Problem[]): string {
  const files = new Set(problems.map(({ file }) => file)).size;
  return `${counted(problems.length, "more problem")} in ${counted(files, "file")}`;
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
