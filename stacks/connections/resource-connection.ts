import type { TerraformStack } from "cdktf";
import type { ConnectionSpec } from "../../config/connection/connection-schema";
import { letIn } from "../../config/connection/offered";
import type { Environment } from "../../config/environment";
import { portsOf } from "../../config/resource/ports";
import { portSpec } from "../../modules/aws/port";
import {
  type IEndpoint,
  ResourceEndpoint,
  type ResourceEndpointProps,
  ResourceShareAcceptance,
} from "../../modules/consumer";
import { type FoundResource, ownResource } from "./own-resource";

/** The endpoint of a connection to a private resource. */
export interface ResourceConnection {
  readonly endpoint: ResourceEndpoint;
  /** What clients connect to: the resource itself under an empty name, or the members of a group by theirs. */
  readonly hosts: Readonly<Record<string, IEndpoint>>;
}

/**
 * Connects to a private resource, where a connection leads to one.
 *
 * @param key name of the connection.
 * @param props of the endpoint, whatever it leads to.
 */
export function connectResource(
  stack: TerraformStack,
  environment: Environment,
  key: string,
  connection: ConnectionSpec,
  props: Omit<ResourceEndpointProps, "ports" | "resourceConfigurationArn">,
): ResourceConnection | undefined {
  const found = findResource(stack, environment, connection);
  if (found === undefined) return undefined;
  const own = connection.resource === undefined ? undefined : environment.resources[connection.resource];
  const ports = connection.ports ?? (own ? portsOf(own).map(portSpec) : []);
  const endpoint = new ResourceEndpoint(stack, `endpoint-${key}`, {
    ...props,
    ports,
    resourceConfigurationArn: found.resourceConfigurationArn,
    privateDns: connection.privateDns ?? false,
    ...(found.zoneIds ? { zoneIds: found.zoneIds } : {}),
    ...(found.resourceShareArn ? { acceptance: acceptanceOf(stack, connection, found.resourceShareArn) } : {}),
  });
  return { endpoint, hosts: hostsOf(endpoint, found) };
}

function findResource(
  stack: TerraformStack,
  environment: Environment,
  { resource, resourceConfigurationArn, acceptShare, resourceShareArn }: ConnectionSpec,
): FoundResource | undefined {
  if (resource !== undefined) return ownResource(stack, environment, resource, acceptShare ?? false);
  return resourceConfigurationArn === undefined
    ? undefined
    : { resourceConfigurationArn, resourceShareArn, zoneIds: undefined, members: {} };
}

/** Acceptance of a share, once however many connections lead to what is in it. */
function acceptanceOf(
  stack: TerraformStack,
  { resource, resourceShareArn }: ConnectionSpec,
  arn: string,
): ResourceShareAcceptance {
  const id = `share-${resource ?? resourceShareArn?.split("/").at(-1)}`;
  const existing = stack.node.tryFindChild(id);
  return existing instanceof ResourceShareAcceptance
    ? existing
    : new ResourceShareAcceptance(stack, id, { resourceShareArn: arn });
}

/** The members with those of their ports that the endpoint lets in; without members, the endpoint itself. */
function hostsOf(endpoint: ResourceEndpoint, { members }: FoundResource): Record<string, IEndpoint> {
  if (Object.keys(members).length === 0) return { "": endpoint };
  const hosts = Object.entries(members).map(([name, { arn, ports }]): [string, IEndpoint] => [
    name,
    endpoint.member(name, arn, letIn(ports, endpoint.ports)),
  ]);
  return Object.fromEntries(hosts.filter(([, { ports }]) => ports.length > 0));
}
