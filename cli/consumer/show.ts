import { namedEndpoints } from "../../config/connection/named-endpoints";
import { type Environment, isManaged } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import { declaredOn } from "../../ledger/decide";
import { today } from "../../support/date";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { customerRecord } from "../customer-record";
import type { ConsumerOptions } from "./options";
import { recordNamed } from "./selected-environments";
import { stacksOf } from "./stacks-of";

/** Shows the record of a customer. @returns what to tell. */
export function showCustomer(name: string, options: ConsumerOptions): string {
  const place = recordNamed(name, options);
  const [environment] = loadEnvironments(options.environments, [place.environment]);
  const spec = environment?.consumers[name];
  if (environment === undefined || spec === undefined) return "";
  const record = customerRecord(spec, environment.region);
  const stacks = stacksOf(environment, name, spec);
  const declared = declaredOn(record, today());
  const rows: [string, string | undefined][] = [
    ["record", `${shown(place.path)}:${place.line}`],
    ["environment", environment.name],
    ["kind", isManaged(spec) ? "managed: this project builds their side" : "external: they run their own side"],
    ["state", declared === "ended" ? `${record.state}; ended, not revoked yet` : record.state],
    ["since", record.since],
    ["reason", record.reason],
    ["until", record.until],
    ["contact", record.contact],
    ["accounts", record.accounts.join(", ")],
    ["principals", record.principals.join(", ")],
    ...connections(environment, name),
    ["stacks", [...stacks.providers, ...stacks.acceptances].join(", ") || "none"],
    ["own stacks", isManaged(spec) ? ownStacks(record.state, [...stacks.consumer, ...stacks.dns]) : undefined],
  ];
  return [
    name,
    ...rows.flatMap(([key, value]) => (value === undefined ? [] : [`  ${key.padEnd(12)}  ${printable(value)}`])),
    "",
  ].join("\n");
}

function ownStacks(state: string, stacks: readonly string[]): string {
  const isBuilt = state === "allowed" || state === "draining";
  return isBuilt ? stacks.join(", ") : `none while ${state} (else ${stacks.join(", ")})`;
}

/** What is read here of a connection of either kind. */
interface Connection {
  readonly endpointId?: string | undefined;
  readonly endpointIds?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly [way: string]: unknown;
}

/** Keys that say what a connection leads to. */
const WAYS = ["service", "resource", "appliance", "shared", "card", "awsService", "serviceName", "serviceArn"];

function connections({ consumers }: Environment, name: string): [string, string][] {
  const all: [string, Connection][] = Object.entries(
    (consumers[name]?.connections ?? {}) as Record<string, Connection>,
  );
  return all.map(([key, connection], index) => {
    const way = WAYS.find((each) => connection[each] !== undefined);
    const ids = namedEndpoints(connection) ?? [];
    const details = [
      way === undefined ? "" : `${way} ${String(connection[way])}`,
      ...(ids.length === 0 ? [] : [`endpoints ${ids.join(", ")}`]),
      ...(connection.regions === undefined ? [] : [`regions ${connection.regions.join(", ")}`]),
    ].filter((each) => each !== "");
    return [index === 0 ? "connections" : "", `${key}: ${details.join("; ")}`];
  });
}
