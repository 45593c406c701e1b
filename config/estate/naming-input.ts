import type { ConnectionSpec } from "../connection/connection-schema";
import { accepterOf, hasLaterNames, privateDnsOf } from "../connection/names";
import { type HostedZonePath, type HostedZoneSpec, hostedZonesOf } from "../connection/names-schema";
import type { Environment } from "../environment";
import { acceptanceStackOf, endpointStackName, serviceStackName } from "./stack-names";

/** A connection whose endpoint gets names, and which. */
export interface NamingInput {
  /** Name of the connection. */
  readonly connection: string;
  /** Name of the stack that the endpoint is in. */
  readonly endpointStack: string;
  /** Private DNS of the endpoint: `"later"` is switched on here. */
  readonly privateDns: boolean | "later";
  /** Who accepts the connection, where private DNS waits for that. */
  readonly accepter?: Accepter | undefined;
  /** Whether its DNS name in each zone is told. */
  readonly zonalNames: boolean;
  /** Private hosted zones with names for it, and the keys that lead to each; sorted by these. */
  readonly hostedZones: readonly { readonly path: HostedZonePath; readonly spec: HostedZoneSpec }[];
  /** Addresses of the endpoint. */
  readonly ipAddressType: NonNullable<ConnectionSpec["ipAddressType"]>;
}

/** Who accepts a connection that does not carry traffic before. */
export type Accepter =
  /** The acceptance stack of this name. */
  | { readonly kind: "stack"; readonly stack: string }
  /** The acceptor, which the stack of the service of this name deploys. */
  | { readonly kind: "acceptor"; readonly serviceStack: string }
  /** A person of this account, who finds the service's id in the outputs of its stack. */
  | { readonly kind: "account"; readonly account: string; readonly serviceStack: string }
  /** Somebody else's provider, and whom to talk to, where a card tells it. */
  | { readonly kind: "provider"; readonly contact?: string | undefined };

/**
 * The names that the endpoint of a connection gets.
 *
 * @param consumer who has the connection, by name among the environment's consumers.
 * @param name of the connection.
 */
export function namingInput(
  environment: Environment,
  consumer: string,
  name: string,
  connection: ConnectionSpec,
): NamingInput {
  const privateDns = privateDnsOf(environment, connection);
  return {
    connection: name,
    endpointStack: endpointStackName(environment, consumer),
    privateDns,
    accepter: privateDns === "later" ? whoAccepts(environment, consumer, connection) : undefined,
    zonalNames: connection.zonalNames ?? false,
    hostedZones: hostedZonesOf(connection),
    ipAddressType: connection.ipAddressType ?? "ipv4",
  };
}

/** Whether the endpoint of a connection has any name besides its own. */
export function hasNames(environment: Environment, connection: ConnectionSpec): boolean {
  return privateDnsOf(environment, connection) !== false || hasLaterNames(environment, connection);
}

function whoAccepts(environment: Environment, consumer: string, connection: ConnectionSpec): Accepter {
  const { name, services, cards } = environment;
  const { service, card } = connection;
  if (service === undefined) return { kind: "provider", contact: cards[card ?? ""]?.contact };
  if (services[service]?.acceptor !== undefined)
    return { kind: "acceptor", serviceStack: serviceStackName(name, service) };
  if (accepterOf(environment, connection) === "here")
    return { kind: "stack", stack: acceptanceStackOf(environment, service, consumer) };
  return {
    kind: "account",
    account: services[service]?.account ?? "",
    serviceStack: serviceStackName(name, service),
  };
}
