import type { StatusReport } from "../../ledger/status-report";
import { counted } from "../../support/counted";
import { plain, table as tableLines } from "../../support/markdown";
import { byKind } from "./order";
import { differencesOf, type StatusDifference, shownConnections } from "./summarize";

/** Differences of a kind that the table has before the rest is counted. */
const LISTED = 20;

/** Differences of all kinds that the table has: a comment of a pull request holds some 65,000 letters. */
const LISTED_IN_ALL = 150;

/** A difference, with its service. */
interface Found extends StatusDifference {
  /** `<environment>/<service>` */
  readonly place: string;
}

/** A report as Markdown, for a comment of a pull request: the services, and what differs, the most serious first. */
export function statusMarkdown(report: StatusReport, selected: ReadonlySet<string> | undefined): string {
  const services = report.services.map((service) => {
    const shown = shownConnections(service, selected);
    const count = (state: string) => shown.filter(({ observed }) => observed === state).length;
    return [
      `${service.environment}/${service.service}`,
      service.service_id ?? "not found",
      ...(service.is_known
        ? [count("available"), count("waiting"), differencesOf(service, selected).length]
        : ["?", "?", "?"]),
    ].map(String);
  });
  const differences = report.services.flatMap((service) =>
    differencesOf(service, selected).map(
      (each): Found => ({
        ...each,
        place: `${service.environment}/${service.service}`,
      }),
    ),
  );
  const problems = report.services.flatMap(({ environment, service, problem }) =>
    problem === null ? [] : [`- ${plain(`${environment}/${service}`)}: ${plain(problem)}`],
  );
  return [
    `### PrivateLink connections: ${counted(report.summary.differences, "difference")}`,
    table(["service", "id", "connected", "waiting", "differences"], services),
    ...(problems.length === 0 ? [] : [`**Could not ask**\n\n${problems.join("\n")}`]),
    ...differenceTables(differences),
    `${report.source === "aws" ? "Asked AWS" : "Read from files, each as old as its last refresh,"} at ${report.generated_at}.\n`,
  ].join("\n\n");
}

/** How many differences there are of each kind, and the first ones of each. */
function differenceTables(differences: readonly Found[]): string[] {
  if (differences.length === 0) return [];
  const groups = byKind(differences);
  const rows = groups.flatMap(({ all }) => all.slice(0, LISTED).map(row)).slice(0, LISTED_IN_ALL);
  return [
    table(
      ["difference", "count"],
      groups.map(({ kind, all }) => [kind, String(all.length)]),
    ),
    table(["difference", "service", "customer", "endpoint", "account", ""], rows),
    ...(rows.length < differences.length
      ? [`This table has ${rows.length} of ${counted(differences.length, "difference")}: \`--format csv\` has all.`]
      : []),
  ];
}

function row({ kind, place, customer, connection, endpoint, says }: Found): string[] {
  return [
    ...[kind, place, customer === null ? "no record" : `${customer}/${connection}`],
    ...(endpoint === undefined ? ["", ""] : [endpoint.endpoint_id, endpoint.owner]),
    says,
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableLines(
    heads,
    rows.map((each) => each.map(plain)),
  ).join("\n");
}
