import type { ConnectionSpec } from "../connection/connection-schema";
import type { ConsumerSpec, ExternalConsumerSpec } from "../consumer-schema";
import { type Environment, isManaged } from "../environment";

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
}

/**
 * Who is connected to what an environment offers: looked up by key, since an environment may have thousands of
 * consumers.
 */
export interface Registrations {
  /**
   * Names of the consumers with a connection to a service or to appliances, by its key (no two share one). Those who
   * run their own side are among them.
   */
  readonly consumers: ReadonlyMap<string, readonly string[]>;
  /**
   * Connections to a service or to appliances that can be accepted, by its key: of consumers that are built here, and
   * of others whose endpoint is known.
   */
  readonly connections: ReadonlyMap<string, readonly RegisteredConnection[]>;
  /** Accounts of the consumers with a connection to a private resource, by its key. */
  readonly resourceAccounts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Accounts of the consumers with connections by a hub, by its key. */
  readonly hubAccounts: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Looks once through all consumers of an environment, in their order. */
export function registrationsOf(environment: Environment): Registrations {
  const consumers = new Map<string, string[]>();
  const connections = new Map<string, RegisteredConnection[]>();
  const resourceAccounts = new Map<string, Set<string>>();
  const hubAccounts = new Map<string, Set<string>>();
  for (const [consumer, spec] of Object.entries(environment.consumers)) {
    for (const [connection, to] of connectionsOf(spec)) {
      if (to.resource !== undefined) setIn(resourceAccounts, to.resource).add(spec.account);
      const key = acceptorOf(to);
      if (key === undefined) continue;
      const ofKey = listIn(consumers, key);
      // Several of its connections may lead to one service.
      if (ofKey.at(-1) !== consumer) ofKey.push(consumer);
      const endpointId = endpointIdOf(to);
      if (isManaged(spec) || endpointId !== undefined)
        listIn(connections, key).push({ consumer, connection, endpointId });
    }
    for (const hub of hubsOf(spec)) setIn(hubAccounts, hub).add(spec.account);
  }
  return { consumers, connections, resourceAccounts, hubAccounts };
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
  return keysOf(consumer, applianceOf);
}

/** Keys of the hubs that a consumer has connections by, each once, sorted. */
export function hubsOf(consumer: ConsumerSpec): string[] {
  const hubs = isManaged(consumer) ? Object.values(consumer.viaHub ?? {}).map(({ hub }) => hub) : [];
  return [...new Set(hubs)].sort();
}

type AnyConnection = ConnectionSpec | ExternalConsumerSpec["connections"][string];

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

function endpointIdOf(connection: AnyConnection): string | undefined {
  return "endpointId" in connection ? connection.endpointId : undefined;
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
