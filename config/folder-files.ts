import { lstatSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { shown } from "../support/shown";
import { KEY_EXPECTATION, KEY_PATTERN } from "./fields";
import type { Problem } from "./problem";
import { causeOf } from "./text-file";

/** A folder of an environment that has a file for each of something. */
export interface FolderOfFiles {
  /** Name of the folder. */
  readonly folder: string;
  /** What there is a file for, such as `consumer`. */
  readonly noun: string;
  /** What the files' names end with, such as `.yaml`. */
  readonly extension: string;
  /**
   * What the names of files end with that hold one a row. Such a file has a name of its user's choice.
   *
   * @default - there are none
   */
  readonly tables?: readonly string[];
}

/** A file, and the name of what it is for. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
  /** Whether it is a table, whose name is not that of what is in it. */
  readonly isTable: boolean;
}

/** The files in a folder of an environment, by name; none where there is no folder. Others, and bad names, are noted. */
export function filesIn(environment: string, kind: FolderOfFiles, problems: Problem[]): NamedFile[] {
  const { folder, noun, extension, tables = [] } = kind;
  const where = join(environment, folder);
  // A link that leads nowhere is there, and is told of.
  if (lstatSync(where, { throwIfNoEntry: false }) === undefined) return [];
  if (!mayBeFolder(where)) {
    problems.push(fileProblem(where, `a folder with a file for each ${noun}`, "a file", "move the file away"));
    return [];
  }
  const entries = namesIn(where, problems).filter((entry) => !isAside(entry));
  return entries.flatMap((entry): NamedFile[] => {
    // `where` is as join() leaves it: to join thousands of names to it one by one takes longer than to list them.
    const path = `${where}${sep}${entry}`;
    if (tables.some((each) => entry.endsWith(each))) return [{ name: entry, path, isTable: true }];
    if (!entry.endsWith(extension)) {
      problems.push(fileProblem(path, expectedNames(kind), entry, renameFix(kind, entry)));
      return [];
    }
    const name = entry.slice(0, -extension.length);
    if (!KEY_PATTERN.test(name)) problems.push(fileProblem(path, KEY_EXPECTATION, name, "rename the file"));
    return [{ name, path, isTable: false }];
  });
}

function expectedNames({ noun, extension, tables = [] }: FolderOfFiles): string {
  const single = `files named <${noun}>${extension}, one a ${noun}`;
  return tables.length === 0 ? single : `${single}; or ${tables.map((each) => `*${each}`).join(" and ")}, one a row`;
}

/** What to do about a file that is named otherwise. */
function renameFix({ extension, tables = [] }: FolderOfFiles, entry: string): string {
  if (extension === ".yaml" && entry.endsWith(".yml")) return `rename it to ${entry.replace(/yml$/, "yaml")}`;
  const same = tables.find((each) => entry.toLowerCase().endsWith(each));
  if (same !== undefined) return `rename it to ${entry.slice(0, -same.length)}${same}`;
  if (tables.includes(".jsonl") && entry.endsWith(".ndjson"))
    return `rename it to ${entry.replace(/ndjson$/, "jsonl")}`;
  return tables.includes(".csv") && /\.(tsv|xlsx?|ods)$/.test(entry)
    ? `export it as ${entry.replace(/\.\w+$/, ".csv")}, with commas`
    : "move it away";
}

/** Whether a path leads to a folder. Of one that leads nowhere, such as a broken link, {@link namesIn} says so. */
export function mayBeFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return true;
  }
}

/** Names in a folder, sorted; none, and a problem noted, where it cannot be read. */
export function namesIn(folder: string, problems: Problem[]): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const fix = "correct the link or the permissions, or delete it";
    problems.push(fileProblem(folder, "a folder that can be read", causeOf(error), fix));
    return [];
  }
}

/** Whether a file is no part of an environment: hidden, or there to be read by people. */
export function isAside(entry: string): boolean {
  return entry.startsWith(".") || entry.endsWith(".md");
}

/** A problem with a file or folder as a whole. */
export function fileProblem(path: string, expected: string, found: string, fix: string): Problem {
  return { file: shown(path), line: 1, column: 1, path: "", expected, found, fix };
}
