import { pathsAt } from "../../config/connection/endpoint-ports";
import type {
  ConnectionInput,
  NetworkConnectionInput,
  ResourceConnectionInput,
  ServiceConnectionInput,
} from "../../config/estate/connection-input";
import type { ConsumerInput } from "../../config/estate/consumer-input";
import {
  type ClientTarget,
  type GatewayEndpoint,
  InterfaceEndpoint,
  type ResourceEndpoint,
  type ResourceEndpointProps,
  ServiceNetworkEndpoint,
} from "../../modules/consumer";
import type { IVpc } from "../../modules/vpc";
import { sourceNames } from "../../support/source-names";
import { type NotifiedTopic, notifyOfEndpoint } from "../notifications";
import type { PrivateLinkStack } from "../privatelink-stack";
import { findService } from "./find-service";
import { acceptanceOf, connectResource } from "./resource-connection";

/** The endpoint of a connection, and what clients reach through it by name. */
export interface Connected {
  readonly endpoint: InterfaceEndpoint | ResourceEndpoint | ServiceNetworkEndpoint;
  readonly targets: Readonly<Record<string, ClientTarget>>;
  /** The resource's own names, where the VPC is to know them. */
  readonly privateDnsNames?: readonly string[];
  /** Of a service network, the names of all that is in it, by ARN. */
  readonly networkDnsNames?: Readonly<Record<string, readonly string[]>>;
  /** The topic that is told of the endpoint, where the connection asks for one. */
  readonly topic?: NotifiedTopic;
}

/** The stack that has the endpoints, and what is in it before them. */
export interface Surroundings {
  readonly stack: PrivateLinkStack;
  readonly input: ConsumerInput;
  readonly vpc: IVpc;
  /** Gateway endpoints by the short name of the service. */
  readonly gateways: Readonly<Record<string, GatewayEndpoint>>;
}

/** What every endpoint is made from, whatever it leads to. */
type EndpointProps = Omit<ResourceEndpointProps, "resourceConfigurationArn">;

/** Makes the endpoint of a connection. @param key name of the connection. */
export function connect(around: Surroundings, key: string, connection: ConnectionInput): Connected {
  const { input, vpc } = around;
  const props = {
    name: `${input.prefix}-${key}`,
    vpc,
    ports: connection.ports,
    minimumZones: connection.minimumZones,
    ruleQuota: input.ruleQuota,
    ...(connection.allowFrom ? { allowFrom: sources(input, connection.allowFrom) } : {}),
    ...(input.inspection ? { inspected: true } : {}),
    securityGroupIds: connection.securityGroupIds,
    additionalSecurityGroupIds: connection.additionalSecurityGroupIds,
    tags: connection.tags,
  };
  switch (connection.to) {
    case "network":
      return toNetwork(around, key, connection, props);
    case "resource":
      return toResource(around, key, connection, props);
    case "service":
      return toService(around, key, connection, props);
  }
}

/** Who may connect, by name. Where no rule can name the group of the client application, its subnets are among them. */
function sources({ inspection, client }: ConsumerInput, allowFrom: readonly string[]): Record<string, string> {
  const subnets = inspection && client !== false ? Object.values(inspection.clientSubnets) : [];
  return sourceNames([...new Set([...allowFrom, ...subnets])]);
}

function toResource(
  { stack }: Surroundings,
  key: string,
  connection: ResourceConnectionInput,
  props: EndpointProps,
): Connected {
  const { endpoint, hosts } = connectResource(stack, stack.environment, key, connection, props);
  const targets = Object.entries(hosts).map(([member, host]) => [
    member === "" ? key : `${key}/${member}`,
    { endpoint: host, httpPaths: pathsAt(host.ports, connection.httpPaths) },
  ]);
  const privateDns = connection.privateDns ? { privateDnsNames: endpoint.privateDnsNames } : {};
  return { endpoint, targets: Object.fromEntries(targets), ...privateDns };
}

function toNetwork(
  { stack }: Surroundings,
  key: string,
  connection: NetworkConnectionInput,
  props: EndpointProps,
): Connected {
  const { serviceNetworkArn, resourceShareArn, privateDns, inZones, ipAddressType } = connection;
  const { privateDnsPreference, privateDnsSpecifiedDomains } = connection;
  const endpoint = new ServiceNetworkEndpoint(stack, `endpoint-${key}`, {
    ...props,
    serviceNetworkArn,
    privateDns,
    privateDnsPreference,
    privateDnsSpecifiedDomains,
    inZones,
    ipAddressType,
    ...(resourceShareArn === undefined ? {} : { acceptance: acceptanceOf(stack, resourceShareArn) }),
  });
  const httpPaths = pathsAt(endpoint.ports, connection.httpPaths);
  return {
    endpoint,
    targets: { [key]: { endpoint, httpPaths } },
    networkDnsNames: endpoint.dnsNames,
    ...(privateDns ? { privateDnsNames: endpoint.privateDnsNames } : {}),
  };
}

function toService(
  { stack, gateways }: Surroundings,
  key: string,
  connection: ServiceConnectionInput,
  props: EndpointProps,
): Connected {
  const { privateDns, names, notifications, service, ...keys } = connection;
  const endpoint = new InterfaceEndpoint(stack, `endpoint-${key}`, {
    ...props,
    service: findService(stack, stack.environment, key, service),
    ...(privateDns === false ? {} : { privateDns }),
    inZones: keys.inZones,
    privateAddresses: keys.privateAddresses,
    ipAddressType: keys.ipAddressType,
    dnsRecordIpType: keys.dnsRecordIpType,
    policy: keys.policy,
    timeouts: keys.timeouts,
    privateDnsOnlyForInboundResolvers: keys.privateDnsOnlyForInboundResolvers,
    // AWS switches it on only where the VPC has the gateway endpoint.
    ...(keys.privateDnsOnlyForInboundResolvers && gateways.s3 ? { dependsOn: [gateways.s3.resource] } : {}),
  });
  const httpPaths = pathsAt(endpoint.ports, connection.httpPaths);
  return {
    endpoint,
    targets: { [key]: { endpoint, httpPaths, ...(names.length > 0 ? { names } : {}) } },
    ...(notifications ? { topic: notifyOfEndpoint(stack, key, props.name, notifications, endpoint) } : {}),
  };
}
