import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TERRAFORM_FILE } from "./documents";
import type { JudgedDocument } from "./report/report-schema";

/** Room for as much of a file as tells whether it is a plan. */
const HEAD = Buffer.alloc(4096);

/** A run, as far as it tells what was left out. */
interface Run {
  readonly paths: readonly string[];
  /** Files of the folders among the paths that are no document. */
  readonly others: readonly string[];
  /** Documents that were judged. */
  readonly documents: readonly JudgedDocument[];
}

/**
 * Terraform files and plans in the folders among paths that are not judged with them. Who gives a folder takes all in
 * it as judged, so that the report names these. A plan in Terraform's own format is judged if the JSON of its stack's
 * plan is.
 */
export function leftOut({ paths, others, documents }: Run): string[] {
  const given = new Set(paths.map((path) => resolve(path)));
  const isJudged = judgedPlans(documents);
  return [...new Set(others)].filter((file) => {
    if (given.has(resolve(file))) return false;
    if (TERRAFORM_FILE.test(file)) return true;
    const head = headOf(file);
    return isPlan(head) || (isSavedPlan(head) && !isJudged(file));
  });
}

/**
 * Tells of a plan in Terraform's own format whether the plan of the stack in its folder is among the documents, or the
 * JSON of a plan beside it.
 */
function judgedPlans(documents: readonly JudgedDocument[]): (file: string) => boolean {
  const plans = documents.filter(({ verdict }) => verdict.form === "plan");
  const folders = new Set(plans.map(({ source }) => dirname(resolve(source))));
  const stacks = new Set(plans.map(({ stack }) => stack));
  const planned = documents.filter(({ stack }) => stack !== null && stacks.has(stack));
  for (const { source } of planned) folders.add(dirname(resolve(source)));
  return (file) => folders.has(dirname(resolve(file)));
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
  try {
    // What is no file may block whoever opens it.
    if (!statSync(path).isFile()) return "";
    const file = openSync(path, "r");
    try {
      return HEAD.toString("latin1", 0, readSync(file, HEAD, 0, HEAD.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
