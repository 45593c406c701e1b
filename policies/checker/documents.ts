import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { JsonError } from "../../support/json";
import { CouldNotJudge } from "./could-not-judge";
import { checkedJson } from "./json";
import { readFile } from "./read-file";

/** A file to judge, or why there is none. It is read when its turn comes: of many, one is in memory at a time. */
export interface DocumentFile {
  /** The file, or the path that was given where there is no file to judge. */
  readonly source: string;
  /** Why there is nothing to read. */
  readonly problem?: string;
}

/** A document that was read, or why it was not. */
export interface ReadDocument {
  /** The file; with line and column where it is not valid JSON. */
  readonly source: string;
  /** The document as JSON: an object, see {@link checkedJson}. */
  readonly json?: Uint8Array;
  /** Why there is no document. */
  readonly problem?: string;
}

/** Name of the file that CDKTF writes a stack to. */
export const STACK_FILE = "cdk.tf.json";
/** Names of the files that Terraform and OpenTofu read as configuration. */
export const TERRAFORM_FILE = /\.(tf|tofu)(\.json)?$/;

const SKIPPED = new Set(["node_modules", ".git", ".terraform"]);

/**
 * All documents that paths name, each once: a file, `-` for standard input, or a folder with cdk.tf.json files in or below it. In the
 * order of the paths, and sorted within a folder. What cannot be read is among them with its problem, so that the others are
 * judged.
 */
export function findDocuments(paths: readonly string[]): DocumentFile[] {
  if (paths.length === 0)
    return [{ source: "(no path)", problem: "expected the path of a folder, a cdk.tf.json or a plan" }];
  const found = paths.flatMap((path): DocumentFile[] => {
    try {
      return path !== "-" && statSync(path).isDirectory() ? inFolder(path) : [{ source: path }];
    } catch (error) {
      return [{ source: path, problem: systemReason(error) }];
    }
  });
  return [...new Map([...found].reverse().map((file) => [identityOf(file), file])).values()].reverse();
}

/** The same for each path of one file. */
function identityOf({ source }: DocumentFile): string {
  return existsSync(source) ? realpathSync(source) : source;
}

function inFolder(folder: string): DocumentFile[] {
  const files = stackFiles(folder);
  const missing = missingStacks(folder, files);
  if (files.length === 0 && missing.length === 0) {
    return [{ source: folder, problem: nothingIn(folder) }];
  }
  return [...files.map((source) => ({ source })), ...missing];
}

/** Why a folder has nothing to judge, and what to do where it has a configuration in Terraform's own language. */
function nothingIn(folder: string): string {
  const found = `there is no ${STACK_FILE} in this folder or below it: nothing to judge`;
  return readdirSync(folder).some((name) => name.endsWith(".tf"))
    ? `${found}. Its .tf files are judged by their plan: \`terraform plan -out=FILE\`, then \`terraform show -json FILE\``
    : found;
}

/** All cdk.tf.json in and below a folder. */
export function stackFiles(folder: string): string[] {
  return filesBelow(folder).filter((path) => basename(path) === STACK_FILE);
}

/**
 * All files in and below a folder, without what tools keep there. Links are followed, as Terraform does; once, for they may
 * lead in circles.
 */
export function filesBelow(folder: string, seen: Set<string> = new Set()): string[] {
  const real = realpathSync.native(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name === STACK_FILE || !isFolder(entry, path)) return [path];
      return SKIPPED.has(entry.name) ? [] : filesBelow(path, seen);
    });
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Stacks that CDKTF says it wrote to this folder, and that are not among the files found. */
function missingStacks(folder: string, found: readonly string[]): DocumentFile[] {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) return [];
  const { source, json, problem } = readDocument({ source: manifest });
  if (json === undefined) return [{ source, problem: problem ?? "" }];
  return stackPaths(JSON.parse(new TextDecoder().decode(json)))
    .map((path) => join(folder, path))
    .filter((file) => !found.includes(file))
    .map((source) => ({ source, problem: "manifest.json names this stack, and it is not there" }));
}

/** Paths of the stacks in a manifest, whatever else it may be. */
function stackPaths({ stacks }: { stacks?: unknown }): string[] {
  if (typeof stacks !== "object" || stacks === null) return [];
  const paths = Object.values(stacks).map(
    (stack: { synthesizedStackPath?: unknown } | null) => stack?.synthesizedStackPath,
  );
  return paths.filter((path) => typeof path === "string");
}

/** Reads a document; what keeps it from being read is in place of it. */
export function readDocument({ source, problem }: DocumentFile): ReadDocument {
  if (problem !== undefined) return { source, problem };
  try {
    const json = checkedJson(readFile(source));
    const others = source.endsWith(".tf.json") ? otherTerraformFiles(source) : [];
    if (others.length > 0) {
      throw new CouldNotJudge(
        `Terraform reads ${others.join(", ")} in the same folder as part of this stack, and the policies do not: ` +
          "move it away, or check the plan (`terraform show -json`)",
      );
    }
    return { source, json };
  } catch (error) {
    if (error instanceof JsonError) {
      return { source: `${source}:${error.line}:${error.column}`, problem: `not valid JSON: ${error.message}` };
    }
    return { source, problem: error instanceof CouldNotJudge ? error.message : systemReason(error) };
  }
}

function otherTerraformFiles(source: string): string[] {
  return readdirSync(dirname(source))
    .filter((name) => name !== basename(source) && TERRAFORM_FILE.test(name))
    .sort();
}

function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EACCES") return "no permission to read it";
  return `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
