import type { ServiceStatus, StatusReport } from "../../ledger/status-report";
import { counted } from "../../support/counted";
import { printable } from "../../support/printable";
import type { colours } from "../colours";
import { byKind } from "./order";
import { differencesOf, type StatusDifference, shownConnections } from "./summarize";

/**
 * Services that are as declared, and differences and customers of a service, that are listed before the rest is
 * counted.
 */
const LISTED = 20;

/** What has the lines that are only counted. */
const ALL = "`--format csv` has all";

/** How a report is shown to people. */
export interface TextOptions {
  readonly colours: Pick<typeof colours, "bold" | "red" | "green" | "yellow" | "dim">;
  /** Only these customers are shown. @default - all */
  readonly selected?: ReadonlySet<string> | undefined;
  /** Whether each customer has a line, not only those that differ. @default false */
  readonly isDetailed?: boolean;
  /** Calls that AWS answered. @default - none were made */
  readonly calls?: number | undefined;
}

/** A report for people: a paragraph for each service, what differs first. */
export function statusText(report: StatusReport, options: TextOptions): string {
  const { selected } = options;
  const isQuiet = (service: ServiceStatus) => service.is_known && differencesOf(service, selected).length === 0;
  const quiet = report.services.filter(isQuiet);
  const unlisted = new Set(quiet.slice(LISTED));
  const paragraphs = report.services
    .filter((service) => !unlisted.has(service))
    .map((service) => serviceText(service, options).join("\n"));
  const rest = unlisted.size === 0 ? [] : [`and ${counted(unlisted.size, "more service")} as declared`];
  return `${[...paragraphs, ...rest, footer(report, options)].join("\n\n")}\n`;
}

/** The verdict in a line: what differs or could not be asked, and what there is in all. */
export function statusLine({ summary }: StatusReport, paint: TextOptions["colours"]): string {
  const { services, unknown_services, connections, connected, differences, customers } = summary;
  const colour = differences + unknown_services > 0 ? paint.red : paint.green;
  const parts = [
    ...(unknown_services > 0 ? [`${counted(unknown_services, "service")} could not be asked`] : []),
    counted(differences, "difference"),
  ];
  const sums = `${counted(services, "service")}, ${counted(customers, "record")}, ${counted(connections, "endpoint")} (${connected} connected)`;
  return `${colour(parts.join("; "))}: ${sums}`;
}

/** The last lines: the verdict, and what was read. */
function footer(report: StatusReport, { colours: paint, calls }: TextOptions): string {
  const read =
    report.source === "aws"
      ? `Asked AWS${calls === undefined ? "" : ` in ${counted(calls, "call")}`}.`
      : "Read from files: an endpoint that is in no state is not seen. Each state is as old as its last refresh, also where\n" +
        "an acceptor or `reconcile` accepted the endpoint since: `terraform apply -refresh-only` refreshes it.";
  return `${statusLine(report, paint)}\n${read}`;
}

function serviceText(service: ServiceStatus, options: TextOptions): string[] {
  const { environment, service: key, service_id, account, region, is_known, problem } = service;
  const { colours: paint, selected, isDetailed = false } = options;
  const id = service_id === null ? "" : `${service_id} in `;
  const head = `${paint.bold(`${environment}/${key}`)}  ${id}${account}, ${region}`;
  if (!is_known) return [head, paint.red("  could not ask"), ...problemLines(problem ?? "")];
  const differences = differencesOf(service, selected);
  return [
    head,
    ...differenceLines(differences, paint),
    ...(isDetailed ? detailLines(service) : []),
    ...asDeclaredLines(service),
    ...waitingLine(service, selected),
  ];
}

/** A problem, with what was expected, what was found and what to do on a line each. */
function problemLines(problem: string): string[] {
  return problem.split(/; (?=found: |fix: )/).map((line) => `    ${printable(line)}`);
}

function differenceLines(differences: readonly StatusDifference[], paint: TextOptions["colours"]): string[] {
  return byKind(differences).flatMap(({ kind, all }) => [
    paint.yellow(`  ${kind} (${all.length})`),
    ...all.slice(0, LISTED).map((each) => `    ${printable(differenceText(each))}`),
    ...(all.length > LISTED ? [`    and ${all.length - LISTED} more; ${ALL}`] : []),
  ]);
}

function differenceText({ customer, connection, endpoint, says }: StatusDifference): string {
  const who = customer === null ? "no record" : `${customer}/${connection}`;
  const what = endpoint === undefined ? [] : [endpoint.endpoint_id, endpoint.owner, endpoint.state];
  return `${[who, ...what].join("  ")}: ${says}`;
}

/** A line for each customer. */
function detailLines({ customers, connections }: ServiceStatus): string[] {
  const states = new Map(connections.map(({ endpoint_id, state }) => [endpoint_id, state]));
  const lines = customers.slice(0, LISTED).map((each) => {
    const endpoints = each.endpoint_ids.map((id) => `${id} ${states.get(id) ?? ""}`).join(", ") || "no endpoint";
    const period = [each.since && `since ${each.since}`, each.until && `until ${each.until}`].filter(Boolean);
    const declared = [each.declared, ...period].join(" ");
    return `    ${printable(`${each.customer}/${each.connection}  ${declared}: ${endpoints}. ${each.says}`)}`;
  });
  const rest = customers.length - LISTED;
  return ["  customers", ...lines, ...(rest > 0 ? [`    and ${rest} more; ${ALL}`] : [])];
}

/** How many customers are as declared, by what is declared and observed. */
function asDeclaredLines({ customers }: ServiceStatus): string[] {
  const kinds = new Map<string, number>();
  for (const { declared, observed, difference } of customers)
    if (difference === null) {
      const kind = `${declared}, ${observed === "none" ? "no endpoint" : observed}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  const counts = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} (${kind})`);
  return counts.length === 0 ? [] : [`  as declared: ${counts.join("; ")}`];
}

/** How many endpoints are connected, and how many wait. */
function waitingLine(service: ServiceStatus, selected: ReadonlySet<string> | undefined): string[] {
  const shown = shownConnections(service, selected);
  const count = (state: string) => shown.filter(({ observed }) => observed === state).length;
  return [`  endpoints: ${count("available")} connected, ${count("waiting")} waiting, ${shown.length} in all`];
}
