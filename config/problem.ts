import { compare } from "../support/compare";
import { counted } from "../support/counted";
import { printable } from "../support/printable";
import { UserError } from "../support/user-error";
import { shortenProblems } from "./problem-kinds";

/** Something wrong with an environment's files. Lines and columns count from 1. */
export interface Problem {
  /** File, as the user would name it from where they are. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Column in the line, from 1. */
  readonly column: number;
  /** Path of the key, such as `services.orders.listeners.http.port`; empty for the whole file. */
  readonly path: string;
  /** What was expected there. */
  readonly expected: string;
  /** What was found instead. */
  readonly found: string;
  /** What to do, where it does not follow from what was expected. */
  readonly fix?: string;
}

/** Everything wrong with the environments that were read, in one message, in the order of the files. */
export class EnvironmentError extends UserError {
  /** Always `EnvironmentError`. */
  override readonly name = "EnvironmentError";
  /** Everything that is wrong, in the order of files and lines. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(renderProblems(sorted, "nothing was written"));
    this.problems = sorted;
  }
}

/** Problems in the order of their files and places. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.path, b.path),
  );
}

/** Problems as one message. @param consequence what was not done because of them. */
export function renderProblems(problems: readonly Problem[], consequence: string): string {
  const files = new Set(problems.map((problem) => problem.file)).size;
  const head = `${counted(problems.length, "problem")} in ${counted(files, "file")}; ${consequence}.`;
  const { shown, rest } = shortenProblems(problems);
  return [head, ...shown.map(renderProblem), ...rest.map(printable)].join("\n\n");
}

function renderProblem({ file, line, column, path, expected, found, fix }: Problem): string {
  return [
    `${file}:${line}:${column}${path === "" ? "" : `  ${path}`}`,
    `  expected: ${expected}`,
    `  found:    ${found}`,
    ...(fix === undefined ? [] : [`  fix:      ${fix}`]),
  ]
    .map(printable)
    .join("\n");
}
