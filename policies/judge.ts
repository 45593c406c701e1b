import type { StackRole } from "../modules/aws/marks";
import type { StopSignal } from "../support/stop-signal";
import { CouldNotJudge, problemIn } from "./checker/could-not-judge";
import { findDocuments, readDocument } from "./checker/documents";
import { Evaluator } from "./checker/evaluator";
import { checkedJson } from "./checker/json";
import { type JudgedFile, unjudgeable } from "./checker/judge-file";
import { judgePaths as judgeFilesAt, reportOn } from "./checker/judge-paths";
import { kindOf, loadPartsNow, toldByUser } from "./checker/policy";
import { type PolicyData, readPolicyData } from "./checker/policy-data";
import { withStackRoleInJson } from "./checker/stack-role";
import { verdictOf } from "./checker/verdict";
import type { PolicyDataContent } from "./data-types";
import { checkDocuments, checkOptions, checkPaths, DOCUMENT_OPTIONS, PATH_OPTIONS } from "./given";
import type { Report } from "./report-types";

/** What documents are judged by. */
export interface JudgeOptions {
  /**
   * Policy data: the path of a file (YAML or JSON), what such a file says, or several of them, which are joined.
   *
   * @default - none
   */
  readonly data?: string | PolicyDataContent | readonly (string | PolicyDataContent)[];
  /**
   * Whether there are more documents than these that the policy data are about. A name or a waiver that nothing here
   * needs is then no error.
   *
   * @default - true where a file of policy data is named; otherwise false
   */
  readonly isSelection?: boolean;
  /** Day (UTC) by which waivers expire, as YYYY-MM-DD. @default - today */
  readonly now?: string;
}

/** How documents in memory are judged. */
export interface JudgeDocumentsOptions extends JudgeOptions {
  /**
   * What the stacks are for, if they do not say it by their output `privatelink_stack_role`. With `consumer`, every
   * VPC is a consumer's, and everything counts as in it.
   *
   * @default - what each document says
   */
  readonly role?: StackRole;
}

/** How files are judged. */
export interface JudgePathsOptions extends JudgeOptions {
  /** Reports of `privatelink status --format json`: who is connected. @default - none */
  readonly status?: readonly string[];
  /** Folder of the environments, where findings come from. @default "environments" */
  readonly environments?: string;
  /** Folders with the stacks that plans are of. @default - none */
  readonly stacks?: readonly string[];
  /** Stops the work: the call then fails with the reason of the signal. @default - it goes on to the end */
  readonly signal?: StopSignal;
}

/**
 * Judges files: a cdk.tf.json, a plan as `terraform show -json` prints it, or a folder with such files in or below it.
 * What cannot be judged is part of the report, and never a pass.
 *
 * @param paths files and folders.
 * @throws PolicyDataError with everything that is wrong in the policy data.
 * @throws CouldNotJudge if the paths are no list, or there is no such option.
 */
export async function judgePaths(paths: readonly string[], options: JudgePathsOptions = {}): Promise<Report> {
  checkPaths(paths);
  checkOptions(options, PATH_OPTIONS);
  const { status, environments, stacks, signal } = options;
  const given = {
    ...(environments === undefined ? {} : { environments }),
    ...(stacks === undefined ? {} : { stacks }),
  };
  return judgeFilesAt(paths, {
    ...given,
    ...(signal === undefined ? {} : { signal }),
    data: policyDataOf(options, status),
    isSelection: isSelection(options),
  });
}

/**
 * Judges documents in memory, at once.
 *
 * @param documents by the name that the report gives each: the content of a cdk.tf.json or of a plan, as an object or
 *   as JSON text.
 * @throws PolicyDataError with everything that is wrong in the policy data.
 * @throws CouldNotJudge if the documents are no object, or there is no such option.
 */
export function judgeDocuments(
  documents: Readonly<Record<string, unknown>>,
  options: JudgeDocumentsOptions = {},
): Report {
  checkDocuments(documents);
  checkOptions(options, DOCUMENT_OPTIONS);
  const data = policyDataOf(options);
  const judged = Object.entries(documents).map(([source, document]) =>
    judgeOne(source, () => jsonOf(document), data, options),
  );
  return reportOn(judged, { data, isSelection: isSelection(options), paths: [], others: [] });
}

/** Judges the files that a path names as {@link judgePaths} does, but at once, and with a role. */
export function judgePathNow(path: string, options: JudgeDocumentsOptions = {}): Report {
  checkOptions(options, DOCUMENT_OPTIONS);
  const data = policyDataOf(options);
  const { documents, others } = findDocuments([path]);
  const judged = documents.map((file): JudgedFile => {
    const { source, json, problem } = readDocument(file);
    if (json === undefined) return { source, verdict: unjudgeable(problem ?? "it cannot be read") };
    return judgeOne(source, () => json, data, options);
  });
  return reportOn(judged, { data, isSelection: isSelection(options), paths: [path], others });
}

function judgeOne(
  source: string,
  json: () => Uint8Array,
  data: PolicyData,
  { role }: JudgeDocumentsOptions,
): JudgedFile {
  try {
    const said = role === undefined ? json() : withStackRoleInJson(json(), role);
    return { source, verdict: verdictOf(evaluatorFor(data).evaluate(said)) };
  } catch (error) {
    return { source, verdict: unjudgeable(problemIn(error)) };
  }
}

function jsonOf(document: unknown): Uint8Array {
  if (typeof document === "string") return checkedJson(Buffer.from(document));
  if (typeof document !== "object" || document === null || Array.isArray(document) || ArrayBuffer.isView(document))
    throw new CouldNotJudge(`a document must be a JSON object, or the text of one; got: ${kindOf(document)}.`);
  return new TextEncoder().encode(textOf(document));
}

/** A document as JSON, which holds neither circles nor bigints. */
function textOf(document: object): string {
  try {
    return JSON.stringify(document);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    throw new CouldNotJudge(`a document must be one that JSON can hold; got another: ${reason}.`);
  }
}

function policyDataOf({ data, now }: JudgeOptions, status?: readonly string[]): PolicyData {
  return readPolicyData(sourcesOf(data), now, status);
}

function sourcesOf(data: JudgeOptions["data"] = []): readonly (string | object)[] {
  return Array.isArray(data) ? data : [data as string | object];
}

function isSelection({ data, ...options }: JudgeOptions): boolean {
  return options.isSelection ?? sourcesOf(data).some((source) => typeof source === "string");
}

/** The evaluator of the last policy data: to load them takes as long as to judge many small documents. */
let last: { readonly told: string; readonly evaluator: Evaluator } | undefined;

function evaluatorFor(data: PolicyData): Evaluator {
  const told = JSON.stringify(toldByUser(data));
  if (last?.told !== told) last = { told, evaluator: new Evaluator(loadPartsNow(data)) };
  return last.evaluator;
}
