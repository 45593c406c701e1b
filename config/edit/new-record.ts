import { stringify } from "yaml";
import { withoutMark } from "../text-file";
import { rowsOf, withRow } from "./csv-text";

/** A new external customer. */
export interface NewCustomer {
  readonly name: string;
  /** Accounts, 12 digits each: at least one. */
  readonly accounts: readonly string[];
  readonly principals: readonly string[];
  readonly contact?: string | undefined;
  readonly state: string;
  readonly since: string;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  /** What the customer connects to. */
  readonly connections: readonly { readonly kind: "service" | "resource" | "appliance"; readonly key: string }[];
}

/** The file of a new external customer. @param schema path of the JSON Schema for editors. @default - none */
export function newFile(customer: NewCustomer, schema?: string): string {
  const comment = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`;
  return comment + stringify(recordOf(customer), { lineWidth: 0 });
}

/** Keys of a record in the order that people write them in. */
function recordOf(customer: NewCustomer): Record<string, unknown> {
  const { accounts, principals, contact, state, since, reason, until, connections } = customer;
  return defined({
    external: true,
    ...(accounts.length === 1 ? { account: accounts[0] } : { accounts }),
    ...(principals.length === 0 ? {} : principals.length === 1 ? { principal: principals[0] } : { principals }),
    contact,
    state,
    since,
    reason,
    until,
    connections: Object.fromEntries(connections.map(({ kind, key }) => [key, { [kind]: key }])),
  });
}

/** The text of a JSON Lines file with a line for a new customer. */
export function withJsonLine(text: string, customer: NewCustomer): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { external: _, ...record } = recordOf(customer);
  const line = JSON.stringify({ name: customer.name, ...record });
  return `${text}${text === "" || text.endsWith("\n") ? "" : newline}${line}${newline}`;
}

/** The text of a table with a row for a new customer. One account fits into a column of several, too. */
export function withCsvRow(text: string, customer: NewCustomer): string {
  const body = withoutMark(text);
  const columns = new Set(rowsOf(body)[0]?.cells.map(({ value }) => value));
  const column = (one: string, several: string, count: number) =>
    count > 1 || (!columns.has(one) && columns.has(several)) ? several : one;
  const { name, accounts, principals, contact, state, since, reason, until, connections } = customer;
  const services = connections.filter(({ kind }) => kind === "service").map(({ key }) => key);
  const others = connections.filter(({ kind }) => kind !== "service");
  const row = defined({
    name,
    [column("account", "accounts", accounts.length)]: accounts.join(";"),
    [column("principal", "principals", principals.length)]: principals.length === 0 ? undefined : principals.join(";"),
    contact,
    state,
    since,
    reason,
    until,
    services: services.length === 0 ? undefined : services.join(";"),
    ...Object.fromEntries(others.map(({ kind, key }) => [`connections.${key}.${kind}`, key])),
  }) as Record<string, string>;
  return text.slice(0, text.length - body.length) + withRow(body, row);
}

function defined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
