import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { shown } from "../support/shown";
import { KEY_EXPECTATION, KEY_PATTERN } from "./fields";
import type { Problem } from "./problem";

/** A folder of an environment that has a file for each of something. */
export interface FolderOfFiles {
  /** Name of the folder. */
  readonly folder: string;
  /** What there is a file for, such as `consumer`. */
  readonly noun: string;
  /** What the files' names end with, such as `.yaml`. */
  readonly extension: string;
}

/** A file, and the name of what it is for. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/** The files in a folder of an environment, by name; none where there is no folder. Others, and bad names, are noted. */
export function filesIn(
  environment: string,
  { folder, noun, extension }: FolderOfFiles,
  problems: Problem[],
): NamedFile[] {
  const where = join(environment, folder);
  if (!existsSync(where)) return [];
  if (!statSync(where).isDirectory()) {
    problems.push(fileProblem(where, `a folder with a file a ${noun}`, "a file", "move the file away"));
    return [];
  }
  const entries = readdirSync(where).filter((entry) => !isAside(entry));
  return entries.sort().flatMap((entry) => {
    const path = join(where, entry);
    if (!entry.endsWith(extension)) {
      const fix =
        extension === ".yaml" && entry.endsWith(".yml")
          ? `rename it to ${entry.replace(/yml$/, "yaml")}`
          : "move it away";
      problems.push(fileProblem(path, `files named <${noun}>${extension}, one a ${noun}`, entry, fix));
      return [];
    }
    const name = entry.slice(0, -extension.length);
    if (!KEY_PATTERN.test(name)) problems.push(fileProblem(path, KEY_EXPECTATION, name, "rename the file"));
    return [{ name, path }];
  });
}

/** Whether a file is no part of an environment: hidden, or there to be read by people. */
export function isAside(entry: string): boolean {
  return entry.startsWith(".") || entry.endsWith(".md");
}

/** A problem with a file or folder as a whole. */
export function fileProblem(path: string, expected: string, found: string, fix: string): Problem {
  return { file: shown(path), line: 1, column: 1, path: "", expected, found, fix };
}
