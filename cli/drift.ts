import { availableParallelism } from "node:os";
import pc from "picocolors";
import { environmentNames } from "../config/environments-folder";
import { findDrift } from "../pipeline/drift/find-drift";
import type { DriftFile } from "../pipeline/drift-file";
import { notedHead } from "../pipeline/plan/check-head";
import { readPolicyData } from "../policies/checker/policy-data";
import { today } from "../support/date";
import { printable } from "../support/printable";
import { writeReport } from "../support/write-report";
import { colours } from "./colours";
import { driftMarkdown } from "./drift/markdown";
import type { DriftFormat, DriftOptions } from "./drift/options";
import { driftText } from "./drift/text";
import { RESULT_WORDS } from "./drift/words";
import { orInterrupted } from "./interrupt";
import { projectLocks } from "./plan/project-lock";
import { tellLine } from "./plan/tell-line";
import { programsOptions } from "./programs";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Tells which stacks are not as they were applied, or wait for a deployment, and which connections differ. It writes
 * nothing but reports.
 *
 * @param patterns names of stacks, or patterns with `*`; none: all.
 * @returns exit code: 0, 1 where something drifted, 2 where something is not known.
 */
export async function driftCommand(
  patterns: readonly string[],
  options: DriftOptions,
  { out, error }: Streams,
  { env }: Called,
  { signal, onProgress }: Work,
): Promise<number> {
  const { stacks, env: environments, format = [{ format: "text" }], environments: folder } = options;
  const programs = programsOptions(options.terraform, env, signal);
  const report = await orInterrupted(signal, "Interrupted. Nothing is said.", () =>
    findDrift({
      selection: { stacks, patterns, environments },
      deployed: options.deployed,
      environments: () => environmentNames(folder),
      status: options.status ?? [],
      data: () => readPolicyData(options.data, today(), options.status),
      folder,
      values: options.values ?? false,
      strict: options.strict ?? false,
      programs,
      lockOf: projectLocks(options.environments),
      parallel: options.parallel ?? Math.max(2, availableParallelism()),
      head: notedHead(stacks, folder, (text) => error(`note: ${text}\n`)),
      now: new Date(),
      onProgress: (done, total, stack) => {
        if (stack !== undefined) tellLine(error, `${printable(stack.name)}: ${RESULT_WORDS[stack.result]}`);
        onProgress("looking for drift", done, total);
      },
      onWait: (message) => error(`${message}\n`),
    }),
  );
  for (const { format: form, file } of format) {
    if (file === undefined) out(rendered(report, form, colours));
    else writeReport(file, rendered(report, form, PLAIN));
  }
  return report.exit_code;
}

/** For a file: it has no colours. */
const PLAIN = pc.createColors(false);

function rendered(report: DriftFile, format: DriftFormat["format"], paint: typeof colours): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "markdown":
      return driftMarkdown(report);
    default:
      return driftText(report, paint);
  }
}
