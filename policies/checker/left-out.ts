import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { filesBelow, STACK_FILE, TERRAFORM_FILE } from "./documents";
import type { JudgedDocument } from "./report/report-schema";

/** How much of a file tells whether it is a plan. */
const HEAD = 4096;

/**
 * Terraform files and plans in the folders among paths that are not judged with them. Who gives a folder takes all in it as
 * judged, so that the report names these. A plan in Terraform's own format is judged if the JSON of its stack's plan is.
 *
 * @param documents that were judged.
 */
export function leftOut(paths: readonly string[], documents: readonly JudgedDocument[]): string[] {
  const given = new Set(paths.map((path) => resolve(path)));
  const folders = paths.filter((path) => path !== "-" && isKind(path, "isDirectory"));
  const files = folders.flatMap(readableFiles);
  return [...new Set(files)].filter(
    (file) =>
      basename(file) !== STACK_FILE &&
      !given.has(resolve(file)) &&
      (TERRAFORM_FILE.test(file) || isPlan(headOf(file)) || (isSavedPlan(headOf(file)) && !isJudged(file, documents))),
  );
}

/** Whether the plan of the stack in the folder of a file is among the documents, or the JSON of a plan beside it. */
function isJudged(file: string, documents: readonly JudgedDocument[]): boolean {
  const folder = dirname(resolve(file));
  const isBeside = ({ source }: JudgedDocument) => dirname(resolve(source)) === folder;
  const stacks = documents.filter((one) => isBeside(one) && one.stack !== null).map(({ stack }) => stack);
  return documents.some((one) => one.verdict.form === "plan" && (isBeside(one) || stacks.includes(one.stack)));
}

/** Files below a folder; none of one that cannot be read, which is told as a document that cannot be judged. */
function readableFiles(folder: string): string[] {
  try {
    return filesBelow(folder);
  } catch {
    return [];
  }
}

function isKind(path: string, kind: "isDirectory" | "isFile"): boolean {
  try {
    return statSync(path)[kind]();
  } catch {
    return false;
  }
}

/** Whether a file begins as the JSON of a plan. */
function isPlan(head: string): boolean {
  return (
    /^\s*\{\s*"[a-z_]+"\s*:/.test(head) &&
    /"(format_version|planned_values|resource_changes|provider_config)"\s*:/.test(head)
  );
}

/** Whether a file begins as a plan in Terraform's own format: an archive whose first file is `tfplan`. */
function isSavedPlan(head: string): boolean {
  return head.startsWith("PK") && head.includes("tfplan");
}

/** The beginning of a file; empty of what is none, or cannot be read. */
function headOf(path: string): string {
  if (!isKind(path, "isFile")) return "";
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(HEAD);
      return head.toString("latin1", 0, readSync(file, head, 0, HEAD, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
