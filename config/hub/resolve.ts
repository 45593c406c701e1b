import { DEFAULT_STATE } from "../../ledger/state";
import type { ConnectionSpec } from "../connection/connection-schema";
import { withoutMetrics } from "../connection/endpoint-metrics";
import type { ManagedConsumerSpec } from "../consumer-schema";
import {
  type ConnectionDraft,
  type ConsumerDraft,
  type EnvironmentDraft,
  type HubDraft,
  type SharedPlace,
  withRecords,
} from "../draft";
import type { EndpointMonitoringSpec } from "../endpoint-monitoring-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { HubSpec } from "./hub-schema";
import { type HubVpc, hubConsumerName, type ViaHub } from "./places";
import type { SharedConnectionSpec } from "./shared-connection-schema";

/**
 * Puts what is shared where it belongs: into the connections of the consumers who share it, or into the VPCs of a hub, each of
 * which is from then on like a consumer with the hub's connections. What is wrong there is told where it is written.
 */
export function resolveShared(environment: EnvironmentDraft): EnvironmentDraft {
  const consumers = environment.records.map((consumer) => resolved(environment, consumer));
  const hubs = [...(environment.hubs ?? [])].flatMap(([hub, draft]) =>
    [...draft.vpcs.keys()].map((vpc) => hubConsumer(environment, { hub, vpc }, draft)),
  );
  return withRecords(environment, [...consumers, ...hubs]);
}

/** The VPC of a hub that a shared connection is in; undefined where that is not told. */
export function hubVpcOf(hubs: EnvironmentDraft["hubs"], { hub = "", hubVpc }: SharedPlace): HubVpc | undefined {
  const names = [...(hubs?.get(hub)?.vpcs.keys() ?? [])];
  const vpc = hubVpc ?? (names.length === 1 ? names[0] : undefined);
  return vpc === undefined || !names.includes(vpc) ? undefined : { hub, vpc };
}

/** A consumer with the connections that it shares in the place of what says so. */
function resolved(environment: EnvironmentDraft, consumer: ConsumerDraft): ConsumerDraft {
  if (!sharesSome(consumer)) return consumer;
  const shared = new Map<string, string>();
  const viaHub: Record<string, ViaHub> = {};
  const connections = [...consumer.connections].flatMap(
    ([name, connection]): [string, ConnectionSpec | undefined][] => {
      const key = connection?.shared;
      if (key === undefined) return [[name, connection as ConnectionSpec | undefined]];
      shared.set(name, key);
      const declared = environment.shared?.get(key);
      if (declared === undefined) return [[name, undefined]];
      if (declared.mode !== "hub") return [[name, { ...ownKeys(declared), ...acceptShareOf(declared, connection) }]];
      const place = hubVpcOf(environment.hubs, declared);
      if (place)
        viaHub[name] = {
          ...place,
          shared: key,
          connection: hubConnection(declared, environment.hubs?.get(place.hub)),
          acceptShare: connection?.acceptShare ?? false,
        };
      return [];
    },
  );
  const whole = connections.every(([, connection]) => connection !== undefined);
  const { spec } = consumer;
  return {
    ...consumer,
    file: consumer.file.redirected((path) => {
      const key = path[0] === "connections" ? shared.get(String(path[1])) : undefined;
      return key === undefined || path.length < 3 || path[2] === "shared" || path[2] === "acceptShare"
        ? { file: consumer.file, path }
        : { file: environment.file, path: ["sharedConnections", key, ...path.slice(2)] };
    }),
    connections: new Map(connections),
    viaHub,
    spec:
      spec === undefined || spec.external === true || !whole
        ? spec
        : { ...spec, connections: Object.fromEntries(connections) as ManagedConsumerSpec["connections"], viaHub },
  };
}

function sharesSome({ connections }: ConsumerDraft): boolean {
  for (const connection of connections.values()) if (connection?.shared !== undefined) return true;
  return false;
}

/** A VPC of a hub as a consumer of the connections that are in it. */
function hubConsumer(environment: EnvironmentDraft, place: HubVpc, hub: HubDraft): ConsumerDraft {
  const { file } = environment;
  const at = (path: KeyPath): { file: YamlFile; path: KeyPath } => {
    if (path[0] === "connections") return { file, path: ["sharedConnections", ...path.slice(1)] };
    if (path[0] === "vpc") return { file, path: ["hubs", place.hub, "vpcs", place.vpc, ...path.slice(1)] };
    return { file, path: ["hubs", place.hub, ...path] };
  };
  const connections = [...(environment.shared ?? [])].flatMap(([name, declared]): [string, ConnectionSpec][] => {
    if (declared?.mode !== "hub") return [];
    const there = hubVpcOf(environment.hubs, declared);
    return there?.hub === place.hub && there.vpc === place.vpc ? [[name, hubConnection(declared, hub)]] : [];
  });
  const { account, role } = hub;
  const vpc = hub.vpcs.get(place.vpc);
  const whole = hub.spec?.vpcs[place.vpc];
  return {
    name: hubConsumerName(place),
    file: file.redirected(at),
    spec: hub.spec &&
      whole && {
        account: hub.spec.account,
        role,
        tags: hub.spec.tags,
        vpc: whole,
        connections: Object.fromEntries(connections),
        client: false,
        monitoring: monitoringOf(environment, hub.spec, connections),
        state: DEFAULT_STATE,
        hubVpc: place,
      },
    isSound: hub.spec !== undefined,
    external: false,
    state: DEFAULT_STATE,
    account,
    accounts: account === undefined ? undefined : [account],
    principals: [],
    role,
    region: environment.region,
    vpc,
    connections: new Map(connections),
    hubVpc: place,
  };
}

/** What is monitored of a VPC of a hub, with its own exceptions; undefined where no endpoint has metrics. */
function monitoringOf(
  environment: EnvironmentDraft,
  { monitoring }: HubSpec,
  connections: readonly (readonly [string, ConnectionSpec])[],
): EndpointMonitoringSpec | undefined {
  const isMonitored = connections.some(
    ([, connection]) => withoutMetrics(environment, connection, environment.region) === undefined,
  );
  if (monitoring === undefined || !isMonitored) return undefined;
  const own = Object.entries(monitoring.connections).filter(([name]) => connections.some(([key]) => key === name));
  return { ...monitoring, connections: Object.fromEntries(own) };
}

/** A shared connection as the hub has it: from the clients of the hub. */
function hubConnection(declared: SharedConnectionSpec, hub: HubDraft | undefined): ConnectionSpec {
  const connection = ownKeys(declared);
  return { ...connection, allowFrom: connection.allowFrom ?? (hub?.clientRanges && [...hub.clientRanges]) };
}

function ownKeys({ mode: _, hub: __, hubVpc: ___, ...connection }: SharedConnectionSpec): ConnectionSpec {
  return connection;
}

/** A share is accepted by each consumer for itself. */
function acceptShareOf({ resource, acceptShare }: SharedConnectionSpec, consumer: ConnectionDraft | undefined) {
  const accept = consumer?.acceptShare ?? acceptShare;
  return resource === undefined || accept === undefined ? {} : { acceptShare: accept };
}
