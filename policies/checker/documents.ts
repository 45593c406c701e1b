import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { JsonError } from "../../support/json";
import { CouldNotJudge } from "./could-not-judge";
import { parseJson } from "./json";

/** A document that was read, or why it was not. */
export interface ReadDocument {
  /** The file, or the path that was given where there is no file to judge. */
  readonly source: string;
  readonly document?: unknown;
  /** Why there is no document. */
  readonly problem?: string;
}

const STACK_FILE = "cdk.tf.json";
const SKIPPED = new Set(["node_modules", ".git", ".terraform"]);

/**
 * Reads all documents that paths name: a file, or a folder with cdk.tf.json files in or below it. In the order of the
 * paths, and sorted within a folder. What cannot be read is among them with its problem, so that the others are judged.
 */
export function readDocuments(paths: readonly string[]): ReadDocument[] {
  if (paths.length === 0)
    return [{ source: "(no path)", problem: "expected the path of a folder, a cdk.tf.json or a plan" }];
  return paths.flatMap(readPath);
}

function readPath(path: string): ReadDocument[] {
  try {
    return statSync(path).isDirectory() ? readFolder(path) : [readFile(path)];
  } catch (error) {
    return [{ source: path, problem: systemReason(error) }];
  }
}

function readFolder(folder: string): ReadDocument[] {
  const files = stackFiles(folder, new Set());
  const missing = missingStacks(folder, files);
  if (files.length === 0 && missing.length === 0) {
    return [{ source: folder, problem: `there is no ${STACK_FILE} in this folder or below it: nothing to judge` }];
  }
  return [...files.map(readFile), ...missing];
}

/** All cdk.tf.json in and below a folder. Links are followed, as Terraform does; once, for they may lead in circles. */
function stackFiles(folder: string, seen: Set<string>): string[] {
  const real = realpathSync(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (name === STACK_FILE) return [path];
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
      return isFolder && !SKIPPED.has(name) ? stackFiles(path, seen) : [];
    });
}

/** Stacks that CDKTF says it wrote to this folder, and that are not among the files found. */
function missingStacks(folder: string, found: readonly string[]): ReadDocument[] {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) return [];
  const { document, problem } = readFile(manifest);
  if (problem !== undefined) return [{ source: manifest, problem }];
  const { stacks = {} } = document as { stacks?: Record<string, { synthesizedStackPath?: string }> };
  return Object.values(stacks)
    .flatMap(({ synthesizedStackPath: path }) => (path === undefined ? [] : [join(folder, path)]))
    .filter((file) => !found.includes(file))
    .map((source) => ({ source, problem: "manifest.json names this stack, and it is not there" }));
}

function readFile(source: string): ReadDocument {
  try {
    const text = decoded(readFileSync(source));
    const document = parseJson(text);
    const others = source.endsWith(".tf.json") ? otherTerraformFiles(source) : [];
    if (others.length > 0) {
      throw new CouldNotJudge(
        `Terraform reads ${others.join(", ")} in the same folder as part of this stack, and the policies do not: ` +
          "move it away, or check the plan (`terraform show -json`)",
      );
    }
    return { source, document };
  } catch (error) {
    if (error instanceof JsonError) {
      return { source: `${source}:${error.line}:${error.column}`, problem: `not valid JSON: ${error.message}` };
    }
    return { source, problem: error instanceof CouldNotJudge ? error.message : systemReason(error) };
  }
}

function decoded(content: Buffer): string {
  if (content.subarray(0, 2).toString("latin1") === "PK") {
    throw new CouldNotJudge(
      "this is a plan in Terraform's own format: print it with `terraform show -json FILE` first",
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new CouldNotJudge("expected text in UTF-8, found another encoding (PowerShell's `>` writes UTF-16)");
  }
}

function otherTerraformFiles(source: string): string[] {
  return readdirSync(dirname(source))
    .filter((name) => name !== basename(source) && /\.(tf|tofu)(\.json)?$/.test(name))
    .sort();
}

function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EACCES") return "no permission to read it";
  return `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
