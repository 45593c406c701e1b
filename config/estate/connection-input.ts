import { type PortSpec, portSpec } from "../../modules/aws/port";
import type { ConnectionSpec } from "../connection/connection-schema";
import { namesToTry, privateDnsOf } from "../connection/names";
import type { Offers } from "../connection/offers";
import { leadsToResource } from "../connection/resource-connection";
import type { Environment } from "../environment";
import { portsOf } from "../resource/ports";
import { picked } from "./common-input";
import { type ResourceReference, resourceReference } from "./resource-reference";
import { type ServiceReference, serviceReference } from "./service-reference";

/** Keys of a connection that say what any endpoint is like. */
const ANY_ENDPOINT = [
  "minimumZones",
  "allowFrom",
  "securityGroupIds",
  "additionalSecurityGroupIds",
  "endpointDetails",
  "tags",
] as const;

/** Keys of a connection that say what the endpoint of a service is like. */
const SERVICE_ENDPOINT = [
  ...ANY_ENDPOINT,
  "inZones",
  "privateAddresses",
  "ipAddressType",
  "dnsRecordIpType",
  "privateDnsOnlyForInboundResolvers",
  "notifications",
  "policy",
  "timeouts",
] as const;

/** Keys of a connection that say what the endpoint of a service network is like. */
const NETWORK_ENDPOINT = [
  ...ANY_ENDPOINT,
  "inZones",
  "ipAddressType",
  "privateDnsPreference",
  "privateDnsSpecifiedDomains",
] as const;

/** Keys of a connection that say which names of a private resource the VPC knows. */
const RESOURCE_ENDPOINT = [...ANY_ENDPOINT, "privateDnsPreference", "privateDnsSpecifiedDomains"] as const;

/** A connection of a consumer, or of a hub's VPC. */
export type ConnectionInput = ServiceConnectionInput | ResourceConnectionInput | NetworkConnectionInput;

/** What the endpoint of any connection is made of. */
interface AnyConnectionInput extends Readonly<Pick<ConnectionSpec, (typeof ANY_ENDPOINT)[number]>> {
  /** Ports to reach. */
  readonly ports: readonly PortSpec[];
  /** Paths that are known to be answered over HTTP, by TCP port; those of other ports than {@link ports} among them. */
  readonly httpPaths: Readonly<Record<number, string>>;
}

/** A connection to a service. */
export interface ServiceConnectionInput
  extends AnyConnectionInput,
    Readonly<Pick<ConnectionSpec, (typeof SERVICE_ENDPOINT)[number]>> {
  readonly to: "service";
  readonly service: ServiceReference;
  /** Private DNS of the endpoint: `true` from the start, `"later"` by another stack once the connection is accepted. */
  readonly privateDns: boolean | "later";
  /** Names besides the endpoint's own that the VPC is to know it by, one for each to try. */
  readonly names: readonly string[];
}

/** A connection to a private resource. */
export interface ResourceConnectionInput
  extends AnyConnectionInput,
    Readonly<Pick<ConnectionSpec, (typeof RESOURCE_ENDPOINT)[number]>> {
  readonly to: "resource";
  readonly resource: ResourceReference;
  /** Whether the VPC is to know the resource by its own name. */
  readonly privateDns: boolean;
}

/** A connection to a service network. */
export interface NetworkConnectionInput
  extends AnyConnectionInput,
    Readonly<Pick<ConnectionSpec, (typeof NETWORK_ENDPOINT)[number]>> {
  readonly to: "network";
  readonly serviceNetworkArn: string;
  /** ARN of the share to accept. @default - none need be */
  readonly resourceShareArn?: string | undefined;
  /** Whether the VPC is to know what is in the network by its own names. */
  readonly privateDns: boolean;
}

/**
 * A connection with all that its endpoint is made of.
 *
 * @param here region of the endpoint.
 */
export function connectionInput(
  environment: Environment,
  offers: Offers,
  connection: ConnectionSpec,
  here: string,
): ConnectionInput {
  if (connection.serviceNetworkArn !== undefined) return toNetwork(connection, connection.serviceNetworkArn);
  return leadsToResource(connection)
    ? toResource(environment, connection)
    : toService(environment, offers, connection, here);
}

function toService(
  environment: Environment,
  offers: Offers,
  connection: ConnectionSpec,
  here: string,
): ServiceConnectionInput {
  const { ports, httpPaths } = offers.of(connection);
  const ownPaths = Object.keys(connection.httpPaths).length > 0;
  return {
    to: "service",
    service: serviceReference(environment, connection, here),
    ports: connection.ports ?? ports,
    // Most have none of their own: they share those of the service.
    httpPaths: ownPaths ? { ...httpPaths, ...connection.httpPaths } : httpPaths,
    privateDns: privateDnsOf(environment, connection),
    names: namesToTry(environment, connection),
    ...picked(connection, SERVICE_ENDPOINT),
  };
}

function toResource(environment: Environment, connection: ConnectionSpec): ResourceConnectionInput {
  const own = environment.resources[connection.resource ?? ""];
  return {
    to: "resource",
    resource: resourceReference(environment, connection),
    ports: connection.ports ?? (own ? portsOf(own).map(portSpec) : []),
    httpPaths: connection.httpPaths,
    privateDns: connection.privateDns ?? false,
    ...picked(connection, RESOURCE_ENDPOINT),
  };
}

function toNetwork(connection: ConnectionSpec, serviceNetworkArn: string): NetworkConnectionInput {
  const { ports = [], httpPaths, privateDns = false, resourceShareArn } = connection;
  return {
    to: "network",
    serviceNetworkArn,
    ...(resourceShareArn === undefined ? {} : { resourceShareArn }),
    ports,
    httpPaths,
    privateDns,
    ...picked(connection, NETWORK_ENDPOINT),
  };
}
