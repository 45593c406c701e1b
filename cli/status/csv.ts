import type { ServiceStatus, StatusReport } from "../../ledger/status-report";
import { byCustomer } from "./order";
import { shownConnections } from "./summarize";

const HEADS = [
  ...["environment", "service", "service_id", "customer", "connection", "managed", "declared", "since", "until"],
  ...["endpoint_id", "owner", "region", "state", "observed", "action", "difference", "says", "problem"],
] as const;

type Row = Partial<Record<(typeof HEADS)[number], string | boolean | null | undefined>>;

/**
 * A report as CSV (RFC 4180): a row for each endpoint, for each customer without one, and for what could not be asked.
 */
export function statusCsv({ services }: StatusReport, selected: ReadonlySet<string> | undefined): string {
  const rows = services.flatMap((service) => rowsOf(service, selected));
  return [HEADS, ...rows.map((row) => HEADS.map((head) => row[head] ?? ""))]
    .map((cells) => `${cells.map((cell) => quoted(String(cell))).join(",")}\n`)
    .join("");
}

function rowsOf(status: ServiceStatus, selected: ReadonlySet<string> | undefined): Row[] {
  const { environment, service, service_id, customers, problem } = status;
  const records = new Map(customers.map((each) => [`${each.customer}/${each.connection}`, each]));
  const common = { environment, service, service_id };
  const endpoints = shownConnections(status, selected).map((each): Row => {
    const { managed, since, until } = records.get(`${each.customer}/${each.connection}`) ?? {};
    return { ...common, ...each, managed, since, until };
  });
  const without = customers
    .filter(({ endpoint_ids }) => endpoint_ids.length === 0)
    .map((each): Row => ({ ...common, ...each }));
  const sorted = byCustomer([...endpoints, ...without], ({ customer, endpoint_id }) => ({
    customer: typeof customer === "string" ? customer : null,
    endpointId: typeof endpoint_id === "string" ? endpoint_id : undefined,
  }));
  return [...(problem === null ? [] : [{ ...common, problem }]), ...sorted];
}

/**
 * A cell, in quotes where it has to be. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
