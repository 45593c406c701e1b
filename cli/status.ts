import pc from "picocolors";
import { askEstate } from "../connections/ask-estate";
import { today } from "../support/date";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { writeReport } from "../support/write-report";
import { colours } from "./colours";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import { type Outside, outside } from "./status/aws";
import { buildReport } from "./status/build-report";
import { statusCsv } from "./status/csv";
import { findDocuments } from "./status/files/find-documents";
import { observeFiles } from "./status/files/observe-files";
import { loadServices } from "./status/load-services";
import { statusMarkdown } from "./status/markdown";
import type { OfferedService } from "./status/offered-services";
import type { StatusOptions } from "./status/options";
import { statusLine, statusText } from "./status/text";
import { type Asked, watch } from "./status/watch";
import type { Streams } from "./streams";

/**
 * Says who is connected beside who may be.
 *
 * @returns the exit code: 0 as declared, 1 differences, 2 something could not be asked.
 */
export async function statusCommand(
  options: StatusOptions,
  { out, error }: Streams,
  work: Work,
  around: Outside = outside(),
): Promise<number> {
  const { from, now = today(), consumer, watch: isWatching = false } = options;
  if (from !== undefined && isWatching)
    throw new UserError("--watch: expected AWS to be asked; found --from, whose files do not change. Leave out one.");
  const counter = { calls: 0 };
  const ask = async (services: readonly OfferedService[]): Promise<Asked> => {
    const observations = from
      ? observeFiles(services, findDocuments(from))
      : await askEstate(services, {
          ...{ counter, access: around.access, signal: work.signal },
          onProgress: (done, total) => work.onProgress("asking about services", done, total),
        });
    const source = from ? "files" : "aws";
    const about = { source, generatedAt: around.now(), today: now, consumers: consumer } as const;
    return {
      report: buildReport(services, observations, about),
      problems: observations.flatMap(({ problem }) => problem ?? []),
    };
  };
  const services = await loadServices(options, work, options.planRole);
  const result = isWatching
    ? await watch(() => ask(services), { options, error, work, around })
    : { ...(await orInterrupted(work.signal, "Interrupted. Nothing is said.", () => ask(services))), exitCode: 0 };
  const text = rendered(result.report, options, from ? undefined : counter.calls);
  if (options.output === undefined) out(text);
  else {
    writeReport(options.output, text);
    error(`${statusLine(result.report, PLAIN)}; written to ${shown(options.output)}\n`);
  }
  return Math.max(result.report.exit_code, result.exitCode);
}

function rendered(
  report: Asked["report"],
  { format, service, consumer, output }: StatusOptions,
  calls?: number,
): string {
  const selected = consumer && new Set(consumer);
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "csv":
      return statusCsv(report, selected);
    case "markdown":
      return statusMarkdown(report, selected);
    default:
      return statusText(report, {
        colours: output === undefined ? colours : PLAIN,
        ...{ selected, isDetailed: service !== undefined || consumer !== undefined, calls },
      });
  }
}

/** For a file: it has no colours. */
const PLAIN = pc.createColors(false);
