import { shardSuffix } from "../acceptance-shards";
import type { Environment } from "../environment";
import { type CommonInput, commonInput } from "./common-input";
import type { Registrations } from "./registrations";
import { acceptanceStackName, applianceStackName, endpointStackName, serviceStackName } from "./stack-names";

/** A connection to accept. */
export interface AcceptedConnection {
  /** Name of the consumer. */
  readonly consumer: string;
  /** Name of the connection. */
  readonly connection: string;
  /** The endpoint: of an external consumer by its id, of another one by the stack that it is in. */
  readonly endpoint: KnownEndpoint | { readonly stack: string };
}

/** An endpoint that an external consumer has told. */
export interface KnownEndpoint {
  readonly id: string;
  /** Whether it is the only one that the connection names, or the one of `endpointId`. */
  readonly isFirst: boolean;
}

/** What the stack that accepts connections is made of. */
export interface AcceptanceInput extends CommonInput {
  /** Name of the stack of the service, or of the appliances. */
  readonly acceptorStack: string;
  /** Connections to accept: always all of the shard, whatever is selected. One that is left out would be rejected. */
  readonly connections: readonly AcceptedConnection[];
  /**
   * Connections of external consumers that may connect and have not told their endpoint, as
   * `<consumer>/<connection>`.
   */
  readonly awaited: readonly string[];
  /**
   * Connections of revoked consumers, as `<consumer>/<connection>`. The policies refuse a plan that rejects a live
   * connection of anybody else.
   */
  readonly revoked: readonly string[];
}

/** A service, or appliances, whose connections are accepted. */
interface Acceptor {
  readonly kind: "service" | "appliance";
  readonly key: string;
  readonly spec: {
    readonly account: string;
    readonly role?: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
    readonly acceptanceShards?: number | undefined;
  };
}

/** One of the stacks that accept connections to a service, and whose. */
interface Shard {
  /** Which of the stacks, from 0. */
  readonly shard: number;
  /** Names of the consumers in it, revoked ones too. */
  readonly consumers: ReadonlySet<string>;
}

/** The input of a stack that accepts connections to a service, or to appliances. */
export function acceptanceInput(
  environment: Environment,
  registrations: Registrations,
  { kind, key, spec }: Acceptor,
  { shard, consumers }: Shard,
): AcceptanceInput {
  const { acceptanceShards: shards = 1 } = spec;
  const isHere = ({ consumer }: { readonly consumer: string }) => consumers.has(consumer);
  return {
    ...commonInput(environment, {
      name: acceptanceStackName(environment.name, key, shardSuffix(shard, shards)),
      role: "acceptance",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, [kind === "service" ? "Service" : "Appliance"]: key },
    }),
    acceptorStack: (kind === "service" ? serviceStackName : applianceStackName)(environment.name, key),
    connections: (registrations.connections.get(key) ?? [])
      .filter(isHere)
      .map(({ consumer, connection, endpointId, isFirst }) => ({
        consumer,
        connection,
        endpoint:
          endpointId === undefined ? { stack: endpointStackName(environment, consumer) } : { id: endpointId, isFirst },
      })),
    awaited: (registrations.awaited.get(key) ?? []).filter(isHere).map(nameOf),
    revoked: (registrations.revoked.get(key) ?? []).filter(isHere).map(nameOf),
  };
}

function nameOf({ consumer, connection }: { readonly consumer: string; readonly connection: string }): string {
  return `${consumer}/${connection}`;
}
