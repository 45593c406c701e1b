import { DEFAULT_STATE, STATES, type State } from "../../ledger/state";
import { asMapping, isMapping, part } from "../fields";
import { ledgerKeys } from "../ledger-keys";
import type { Problem } from "../problem";
import type { YamlFile } from "../yaml-file";

/** Keys that say what a connection of an external consumer leads to. */
const WAYS = ["service", "resource", "appliance"] as const;

/** A connection of an external consumer. */
export interface PromisedConnection {
  /** What it leads to, such as `service orders`. */
  readonly to: string;
  /** Ids of the endpoints, of both keys. */
  readonly endpointIds: readonly string[];
}

/** What a record lets a consumer have. */
export interface PromiseOfRecord {
  readonly state: State;
  readonly external: boolean;
  /** Accounts of an external consumer. */
  readonly accounts: readonly string[];
  /** Connections of an external consumer, by name. */
  readonly connections: ReadonlyMap<string, PromisedConnection>;
}

/**
 * What an earlier record lets a consumer have. Only the keys that are compared are read: another version of this
 * program may have other rules for the rest.
 *
 * @returns the problems where one of these keys cannot be read.
 */
export function promiseIn(file: YamlFile): PromiseOfRecord | Problem[] {
  const { value } = file;
  if (!isMapping(value)) return [file.problemAt([], "the keys of a consumer")];
  const problems: Problem[] = [];
  const state = part(ledgerKeys.state, value.state ?? DEFAULT_STATE);
  if (state === undefined) problems.push(file.problemAt(["state"], `one of ${STATES.join(", ")}`));
  const external = value.external === true || value.external === "true";
  const texts = (key: string, path: readonly string[], given: unknown): string[] => {
    if (given === undefined) return [];
    const all = key.endsWith("s") ? given : [given];
    if (Array.isArray(all) && all.every((each): each is string => typeof each === "string")) return all;
    problems.push(file.problemAt([...path, key], key.endsWith("s") ? "a list of texts" : "a text, in quotes"));
    return [];
  };
  const accounts = external ? ["account", "accounts"].flatMap((key) => texts(key, [], value[key])) : [];
  const connections = external ? Object.entries(asMapping(value.connections)) : [];
  if (external && !isMapping(value.connections)) problems.push(file.problemAt(["connections"], "connections by name"));
  const promised = connections.map(([name, given]): [string, PromisedConnection] => {
    const connection = asMapping(given);
    const path = ["connections", name];
    if (!isMapping(given)) problems.push(file.problemAt(path, "the keys of a connection"));
    const ids = ["endpointId", "endpointIds"].flatMap((key) => texts(key, path, connection[key]));
    return [name, { to: targetOf(connection), endpointIds: ids }];
  });
  if (state === undefined || problems.length > 0) return problems;
  return { state, external, accounts, connections: new Map(promised) };
}

/** What a connection leads to, as messages have it. */
export function targetOf(connection: Readonly<Record<string, unknown>> | object): string {
  const given: Readonly<Record<string, unknown>> = { ...connection };
  return WAYS.flatMap((way) => (given[way] === undefined ? [] : [`${way} ${String(given[way])}`])).join(", ");
}
