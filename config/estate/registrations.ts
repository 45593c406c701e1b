import type { ConnectionSpec } from "../connection/connection-schema";
import { namedEndpoints } from "../connection/named-endpoints";
import type { ConsumerSpec, ExternalConsumerSpec } from "../consumer-schema";
import { accountsOf, type Environment, isManaged, mayBeConnected } from "../environment";
import { inspectionConnection } from "../inspection/names";

/** A connection of a consumer to a service, or to appliances, of the same environment. */
export interface RegisteredConnection {
  /** Name of the consumer. */
  readonly consumer: string;
  /** Name of the connection. */
  readonly connection: string;
  /**
   * Id of the endpoint, for an external consumer who has told it; undefined where the consumer's own stack knows it.
   */
  readonly endpointId: string | undefined;
  /** Whether this is the only endpoint that the connection names, or the one of `endpointId`. */
  readonly isFirst: boolean;
}

/** A connection by its names only. */
type NamedConnection = Pick<RegisteredConnection, "consumer" | "connection">;

/**
 * Who is connected to what an environment offers: looked up by key, since an environment may have thousands of
 * consumers.
 */
export interface Registrations {
  /**
   * Names of the consumers that may be connected to a service or to appliances, by its key (no two share one). Those
   * who run their own side are among them.
   */
  readonly consumers: ReadonlyMap<string, readonly string[]>;
  /**
   * Connections to a service or to appliances that can be accepted, by its key: of consumers that are built here, and
   * of others whose endpoint is known.
   */
  readonly connections: ReadonlyMap<string, readonly RegisteredConnection[]>;
  /** Connections of external consumers that may connect, and whose endpoint is not known, by the same key. */
  readonly awaited: ReadonlyMap<string, readonly NamedConnection[]>;
  /** Connections of revoked consumers, by the same key. */
  readonly revoked: ReadonlyMap<string, readonly NamedConnection[]>;
  /** Accounts of the consumers with a connection to a private resource, by its key. */
  readonly resourceAccounts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Accounts of the consumers with connections by a hub, by its key. */
  readonly hubAccounts: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Looks once through all consumers of an environment, in their order. */
export function registrationsOf(environment: Environment): Registrations {
  const consumers = new Map<string, string[]>();
  const connections = new Map<string, RegisteredConnection[]>();
  const awaited = new Map<string, NamedConnection[]>();
  const revoked = new Map<string, NamedConnection[]>();
  const resourceAccounts = new Map<string, Set<string>>();
  const hubAccounts = new Map<string, Set<string>>();
  for (const [consumer, spec] of Object.entries(environment.consumers)) {
    if (spec.state === "revoked") addRevoked(revoked, consumer, spec);
    if (!mayBeConnected(spec)) continue;
    for (const [connection, to] of connectionsOf(spec)) {
      if (to.resource !== undefined) addTo(setIn(resourceAccounts, to.resource), accountsOf(spec));
      const key = acceptorOf(to);
      if (key === undefined) continue;
      const ofKey = listIn(consumers, key);
      // Several of its connections may lead to one service.
      if (ofKey.at(-1) !== consumer) ofKey.push(consumer);
      const ids = isManaged(spec) ? [undefined] : (endpointIdsOf(to) ?? []);
      for (const endpointId of ids) {
        const isFirst = ids.length === 1 || ("endpointId" in to && to.endpointId === endpointId);
        listIn(connections, key).push({ consumer, connection, endpointId, isFirst });
      }
      if (ids.length === 0 && spec.state === "allowed") listIn(awaited, key).push({ consumer, connection });
    }
    const inspecting = inspectionOf(spec);
    if (inspecting !== undefined) {
      listIn(consumers, inspecting.key).push(consumer);
      for (const connection of inspecting.connections)
        listIn(connections, inspecting.key).push({ consumer, connection, endpointId: undefined, isFirst: false });
    }
    for (const hub of hubsOf(spec)) addTo(setIn(hubAccounts, hub), accountsOf(spec));
  }
  return { consumers, connections, awaited, revoked, resourceAccounts, hubAccounts };
}

/** Appliances of this environment that a consumer's packets pass, and what its endpoints to them are called, sorted. */
function inspectionOf(
  spec: ConsumerSpec,
): { readonly key: string; readonly connections: readonly string[] } | undefined {
  const { appliance: key, subnets = {} } = (isManaged(spec) && spec.inspection) || {};
  return key === undefined ? undefined : { key, connections: Object.keys(subnets).sort().map(inspectionConnection) };
}

function addRevoked(revoked: Map<string, NamedConnection[]>, consumer: string, spec: ConsumerSpec): void {
  for (const [connection, to] of connectionsOf(spec)) {
    const key = acceptorOf(to);
    if (key !== undefined) listIn(revoked, key).push({ consumer, connection });
  }
  const inspecting = inspectionOf(spec);
  for (const connection of inspecting?.connections ?? [])
    listIn(revoked, inspecting?.key ?? "").push({ consumer, connection });
}

/**
 * Connections of a consumer to a service, or to appliances, by name, sorted. Of one whose packets pass the appliances,
 * these are its endpoints to them.
 *
 * @param key of the service or the appliances.
 */
export function connectionsTo(consumer: ConsumerSpec, key: string): [string, AnyConnection | undefined][] {
  const inspecting = inspectionOf(consumer);
  if (inspecting?.key === key) return inspecting.connections.map((connection) => [connection, undefined]);
  return connectionsOf(consumer).filter(([, to]) => acceptorOf(to) === key);
}

/** Endpoints that a connection names, sorted; undefined where it names none. */
export function endpointIdsOf(connection: AnyConnection): readonly string[] | undefined {
  if (!("endpointId" in connection) && !("endpointIds" in connection)) return undefined;
  return namedEndpoints(connection);
}

/** Keys of the services of this environment that a consumer connects to. */
export function servicesOf(consumer: ConsumerSpec): string[] {
  return keysOf(consumer, ({ service }) => service);
}

/** Keys of the private resources of this environment that a consumer connects to. */
export function resourcesOf(consumer: ConsumerSpec): string[] {
  return keysOf(consumer, ({ resource }) => resource);
}

/** Keys of the appliances of this environment that a consumer connects to. */
export function appliancesOf(consumer: ConsumerSpec): string[] {
  const inspecting = inspectionOf(consumer);
  return inspecting === undefined ? keysOf(consumer, applianceOf) : [inspecting.key];
}

/** Keys of the hubs that a consumer has connections by, each once, sorted. */
export function hubsOf(consumer: ConsumerSpec): string[] {
  const hubs = isManaged(consumer) ? Object.values(consumer.viaHub ?? {}).map(({ hub }) => hub) : [];
  return [...new Set(hubs)].sort();
}

/** A connection of either kind of consumer. */
export type AnyConnection = ConnectionSpec | ExternalConsumerSpec["connections"][string];

/** The keys that connections of a consumer lead to, each once, sorted. */
function keysOf(consumer: ConsumerSpec, keyOf: (to: AnyConnection) => string | undefined): string[] {
  const keys = new Set<string>();
  for (const to of Object.values<AnyConnection>(consumer.connections)) {
    const key = keyOf(to);
    if (key !== undefined) keys.add(key);
  }
  return [...keys].sort();
}

function connectionsOf(consumer: ConsumerSpec): [string, AnyConnection][] {
  return Object.entries<AnyConnection>(consumer.connections).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Key of the service, or of the appliances, whose owner accepts a connection. */
function acceptorOf(to: AnyConnection): string | undefined {
  return to.service ?? applianceOf(to);
}

function applianceOf(to: AnyConnection): string | undefined {
  return "appliance" in to ? to.appliance : undefined;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function setIn<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}

function addTo<T>(set: Set<T>, items: readonly T[]): void {
  for (const item of items) set.add(item);
}
