import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Problem, renderProblems } from "../../../config/problem";
import { causeOf } from "../../../config/text-file";
import { JsonError, scanJson } from "../../../support/json";
import { shown } from "../../../support/shown";
import { UserError } from "../../../support/user-error";
import { type ResourceValues, resourcesOf } from "./resources";

/** Resources of a state, or of the state that a plan began with. */
export interface StateDocument {
  /** File, as the user would name it. */
  readonly file: string;
  readonly resources: readonly ResourceValues[];
}

const EXPECTED = "a Terraform state (version 4), or what `terraform show -json` prints of a state or a plan";
const FIX = "write it with `terraform state pull > FILE` or `terraform show -json > FILE`";

/**
 * Reads states and plans.
 *
 * @param paths files; or folders, of which the files `*.tfstate` and `*.json` that are one count, at any depth.
 * @throws UserError with all files that are none, and all folders that have none.
 */
export function findDocuments(paths: readonly string[]): StateDocument[] {
  const problems: Problem[] = [];
  const documents = paths.flatMap((path) => {
    try {
      const found = statSync(path);
      if (found.isDirectory()) return documentsIn(path, problems);
      if (found.isFile()) return documentOf(path, problems) ?? [];
      // It may never end.
      problems.push(problemIn(path, "a regular file or a folder", "a device, a pipe or a socket", FIX));
      return [];
    } catch (error) {
      problems.push(problemIn(path, "a file or folder that can be read", noSuchFile(error), FIX));
      return [];
    }
  });
  if (problems.length > 0) throw new UserError(renderProblems(problems, "nothing can be said of the connections"));
  return documents;
}

function documentsIn(folder: string, problems: Problem[]): StateDocument[] {
  const files = filesIn(folder);
  const found = files.flatMap((file) => {
    // Beside states there may be JSON of any kind.
    const isState = file.endsWith(".tfstate");
    return documentOf(file, isState ? problems : []) ?? [];
  });
  if (found.length === 0) problems.push(problemIn(folder, `a folder with ${EXPECTED}`, "none", FIX));
  return found;
}

/** Files that may be states or plans. What begins with a dot is Terraform's own, such as `.terraform/`. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() && /\.(tfstate|json)$/.test(entry.name) ? [path] : [];
    });
}

function documentOf(path: string, problems: Problem[]): StateDocument | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    problems.push(problemIn(path, "a file that can be read", noSuchFile(error), FIX));
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    const resources = resourcesOf(value);
    if (resources !== undefined) return { file: shown(path), resources };
    problems.push(problemIn(path, EXPECTED, "JSON of another kind", FIX));
  } catch {
    problems.push({ ...problemIn(path, EXPECTED, "no JSON", FIX), ...placeIn(text) });
  }
  return undefined;
}

/** Where a text is no JSON, and what is there. */
function placeIn(text: string): Partial<Problem> {
  try {
    scanJson(text);
    return {};
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { line: error.line, column: error.column, found: `no JSON: ${error.message}` };
  }
}

function problemIn(path: string, expected: string, found: string, fix: string): Problem {
  return { ...{ file: shown(path), line: 1, column: 1, path: "" }, expected, found, fix };
}

function noSuchFile(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "none" : causeOf(error);
}
