import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { ORDER_FILE } from "../../pipeline/order-file";
import { JsonError } from "../../support/json";
import { CouldNotJudge } from "./could-not-judge";
import { type FileBelow, filesBelow, STACK_FILE } from "./files-below";
import { checkedJson } from "./json";
import { orderedFiles } from "./ordered-stacks";
import { isPlansFolder, plansIn } from "./plans-folder";
import { readFile } from "./read-file";

/** A file to judge, or why there is none. It is read when its turn comes: of many, one is in memory at a time. */
export interface DocumentFile {
  /** The file, or the path that was given where there is no file to judge. */
  readonly source: string;
  /** Name of the stack that an index of plans names it for. @default - no index names it */
  readonly stack?: string;
  /** Why there is nothing to read. */
  readonly problem?: string;
}

/** A document that was read, or why it was not. */
export interface ReadDocument {
  /** The file; with line and column where it is not valid JSON. */
  readonly source: string;
  /** The document as JSON: an object, see {@link checkedJson}. */
  readonly json?: Uint8Array;
  /** All that the file has. */
  readonly content?: Uint8Array;
  /** Why there is no document. */
  readonly problem?: string;
}

/** Names of the files that Terraform and OpenTofu read as configuration. */
export const TERRAFORM_FILE = /\.(tf|tofu)(\.json)?$/;

/** The documents that paths name, and what stands beside them. */
export interface Found {
  /**
   * All documents, each once: in the order of the paths, and sorted within a folder. What cannot be read is among them
   * with its problem, so that the others are judged.
   */
  readonly documents: readonly DocumentFile[];
  /** All other files in the folders among the paths, and below them. */
  readonly others: readonly string[];
}

/** What a path names: see {@link Found}. */
interface Named {
  readonly documents: readonly Identified[];
  readonly others: readonly string[];
}

interface Identified extends DocumentFile {
  /** The same for each path of one file. */
  readonly identity: string;
}

/**
 * All documents that paths name: a file, `-` for standard input, a folder with cdk.tf.json files in or below it, or a
 * folder of plans. Each folder is walked once.
 */
export function findDocuments(paths: readonly string[]): Found {
  if (paths.length === 0)
    return {
      documents: [{ source: "(no path)", problem: "expected the path of a folder, a cdk.tf.json or a plan" }],
      others: [],
    };
  const found = paths.map(namedBy);
  const all = found.flatMap(({ documents }) => documents);
  const distinct = [...new Map([...all].reverse().map((file) => [file.identity, file])).values()].reverse();
  return {
    documents: distinct.map(({ identity: _, ...file }) => file),
    others: found.flatMap(({ others }) => others),
  };
}

function namedBy(path: string): Named {
  try {
    if (path !== "-" && statSync(path).isDirectory()) return inFolder(path);
    return { documents: [{ source: path, identity: identityOf(path) }], others: [] };
  } catch (error) {
    return { documents: [{ source: path, problem: systemReason(error), identity: identityOf(path) }], others: [] };
  }
}

function identityOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function inFolder(folder: string): Named {
  const files = filesBelow(folder);
  const paths = files.map(({ path }) => path);
  if (isPlansFolder(paths, folder)) return ofPlans(folder, paths);
  const stacks = files.filter(isStackFile);
  const missing = missingStacks(folder, new Set(stacks.map(({ path }) => path)));
  const others = files.filter((file) => !isStackFile(file)).map(({ path }) => path);
  if (stacks.length === 0 && missing.length === 0)
    return { documents: [{ source: folder, problem: nothingIn(folder), identity: identityOf(folder) }], others };
  const documents = stacks.map(({ path, real }) => ({ source: path, identity: real }));
  return { documents: [...documents, ...missing.map((file) => ({ ...file, identity: file.source }))], others };
}

/** What a folder of plans names. One without a plan has nothing to judge, and that is no problem. */
function ofPlans(folder: string, files: readonly string[]): Named {
  const plans = plansIn(folder, files);
  const sources = new Set(plans.map(({ source }) => source));
  return {
    documents: plans.map((file) => ({ ...file, identity: identityOf(file.source) })),
    others: files.filter((file) => !sources.has(file) && TERRAFORM_FILE.test(file)),
  };
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
  return filesBelow(folder)
    .filter(isStackFile)
    .map(({ path }) => path);
}

function isStackFile({ path }: FileBelow): boolean {
  return basename(path) === STACK_FILE;
}

/** Stacks that were written to this folder, and that are not among the files found. */
function missingStacks(folder: string, found: ReadonlySet<string>): DocumentFile[] {
  const inManifest = missingInManifest(folder, found);
  const told = new Set(inManifest.map(({ source }) => dirname(source)));
  const inOrder = orderedFiles(folder)
    .filter(({ source }) => !found.has(source) && !told.has(dirname(source)))
    .map((file) => ({ problem: `${ORDER_FILE} names this stack, and it is not there`, ...file }));
  return [...inManifest, ...inOrder];
}

/** Those that CDKTF says it wrote. */
function missingInManifest(folder: string, found: ReadonlySet<string>): DocumentFile[] {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) return [];
  const { source, json, problem } = readDocument({ source: manifest });
  if (json === undefined) return [{ source, problem: problem ?? "" }];
  return stackPaths(JSON.parse(new TextDecoder().decode(json)))
    .map((path) => join(folder, path))
    .filter((file) => !found.has(file))
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
    const content = readFile(source);
    const json = checkedJson(content);
    const others = otherTerraformFiles(source);
    if (others.length > 0) {
      throw new CouldNotJudge(
        `Terraform reads ${others.join(", ")} in the same folder as part of this stack, and the policies do not: ` +
          "move it away, or check the plan (`terraform show -json`)",
      );
    }
    return { source, json, content };
  } catch (error) {
    if (error instanceof JsonError) {
      return { source: `${source}:${error.line}:${error.column}`, problem: `not valid JSON: ${error.message}` };
    }
    return { source, problem: error instanceof CouldNotJudge ? error.message : systemReason(error) };
  }
}

/**
 * Names of the files in the folder of a stack that Terraform reads as part of it; none for a document that is no stack.
 */
export function otherTerraformFiles(source: string): string[] {
  if (!source.endsWith(".tf.json")) return [];
  return readdirSync(dirname(source))
    .filter((name) => name !== basename(source) && TERRAFORM_FILE.test(name))
    .sort();
}

function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EACCES") return "no permission to read it";
  return `it cannot be read (${message})`;
}
