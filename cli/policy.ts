import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { refuseOneEnvironment } from "../config/environments-folder";
import { CouldNotJudge, problemIn } from "../policies/checker/could-not-judge";
import { findDocuments } from "../policies/checker/documents";
import { judgePaths, nothingJudged } from "../policies/checker/judge-paths";
import { verdictsFile } from "../policies/checker/kept-verdicts";
import { DEFAULT_DATA, readPolicyData } from "../policies/checker/policy-data";
import type { Format } from "../policies/checker/report/format-names";
import { render, renderForOutput } from "../policies/checker/report/formats";
import type { Report } from "../policies/checker/report/report-schema";
import { summaryOf } from "../policies/checker/report/words";
import { today } from "../support/date";
import { listed } from "../support/listed";
import { shellCommand } from "../support/shell";
import { shown } from "../support/shown";
import { writeReport } from "../support/write-report";
import { DEFAULT_ENVIRONMENTS, DEFAULT_OUT } from "./defaults";
import { Interrupted, orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Streams } from "./streams";

/** A report that was asked for. */
export interface FormatRequest {
  readonly format: Format;
  /** File to write it to. @default - standard output */
  readonly file?: string;
}

/** Options of `npm run policy`. */
export interface PolicyOptions {
  /** Reports to give. @default - text */
  readonly format?: readonly FormatRequest[];
  /** File for the one report that names none. @default - standard output */
  readonly output?: string;
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
  /** Files that `privatelink status --format json` wrote: who is connected. @default - none */
  readonly status?: readonly string[];
  /** Day (UTC) by which waivers expire, as YYYY-MM-DD. @default - today */
  readonly now?: string;
  /** Folder of the environments, where findings come from. @default "environments" */
  readonly environments?: string;
  /** Folders with the stacks that plans are of. @default - `cdktf.out` */
  readonly stack?: readonly string[];
  /** Whether to judge all stacks again, also those that did not change. @default false */
  readonly force?: boolean;
  /** Whether to colour what is for people. @default false */
  readonly colour?: boolean;
}

/**
 * Judges stacks and plans, and gives the reports. Whatever goes wrong is a report as well, and no stack trace.
 *
 * @returns the exit code: 0 judged and clean, 1 violations, 2 something could not be judged.
 */
export async function policyCommand(
  paths: readonly string[],
  options: PolicyOptions,
  { out, error }: Streams,
  work: Work,
): Promise<number> {
  const requests = destinations(options);
  keepInputs(paths, requests, options);
  const report = await judge(paths, options, work);
  for (const { format, file } of requests) {
    if (file === undefined) out(renderForOutput(report, format, options.colour));
    else writeReport(file, render(report, format));
  }
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [shown(file)]));
  if (files.length === requests.length) {
    if (report.problem !== null) error(`${report.problem}\n`);
    out(`${summaryOf(report)}; written to ${files.join(", ")}\n`);
  }
  if (report.problem === null && report.documents.length === 0) error(noPlan(paths, options));
  return report.exit_code;
}

/** Only folders of plans can be without a document. */
function noPlan(paths: readonly string[], { stack: [stacks = DEFAULT_OUT] = [] }: PolicyOptions): string {
  return (
    `note: nothing was judged, because no stack has a plan in ${listed(paths.map(shown))}. ` +
    `To judge the stacks as well, name their folder: \`privatelink policy ${shellCommand([...paths, stacks])}\`.\n`
  );
}

/** Where each report goes. */
function destinations({ format = [{ format: "text" }], output }: PolicyOptions): FormatRequest[] {
  const open = format.filter(({ file }) => file === undefined);
  if (open.length > 1)
    throw new CouldNotJudge(
      `expected a file for each format but one; got none for ${open.map((each) => each.format).join(", ")}. ` +
        "Write --format FORMAT=FILE.",
    );
  if (output !== undefined && open.length === 0)
    throw new CouldNotJudge("expected a format without a file for --output; got none. Take --output out.");
  const requests = format.map((each) =>
    each.file === undefined && output !== undefined ? { ...each, file: output } : each,
  );
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const [twice] = files.filter((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new CouldNotJudge(`expected a file of its own for each format; got ${shown(twice)} twice. Name another.`);
  return requests;
}

/** Refuses a report that would be written over what it is about. */
function keepInputs(
  paths: readonly string[],
  requests: readonly FormatRequest[],
  { data, status = [] }: PolicyOptions,
): void {
  const existing = requests.flatMap(({ file }) => (file !== undefined && existsSync(file) ? [file] : []));
  if (existing.length === 0) return;
  const documents = findDocuments(paths).documents.map(({ source }) => source);
  const inputs = [...documents, ...(data ?? [DEFAULT_DATA]), ...status];
  const kept = new Set(inputs.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  for (const file of existing)
    if (kept.has(realpathSync(file)))
      throw new CouldNotJudge(
        `${shown(file)}: expected a file for the report; got a file that is judged, policy data or a status. Name another.`,
      );
}

async function judge(paths: readonly string[], options: PolicyOptions, { signal, onProgress }: Work): Promise<Report> {
  const { now = today(), environments = DEFAULT_ENVIRONMENTS, stack = [DEFAULT_OUT], force = false } = options;
  refuseOneEnvironment(environments, false);
  try {
    const data = readPolicyData(options.data, now, options.status);
    return await orInterrupted(signal, "Interrupted. No report was written.", () =>
      judgePaths(paths, {
        data,
        environments,
        stacks: stack,
        force,
        signal,
        onProgress: (done, total) => onProgress("judging", done, total),
        records: verdictsFile(paths),
      }),
    );
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return nothingJudged(problemIn(error), { files: [...(options.data ?? [])], now });
  }
}
