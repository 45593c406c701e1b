import type { TerraformStack } from "cdktf";
import { letIn } from "../../config/connection/endpoint-ports";
import type { StateEnvironment } from "../../config/estate/common-input";
import type { ResourceConnectionInput } from "../../config/estate/connection-input";
import type { ResourceReference } from "../../config/estate/resource-reference";
import {
  type IEndpoint,
  ResourceEndpoint,
  type ResourceEndpointProps,
  ResourceShareAcceptance,
} from "../../modules/consumer";
import { type FoundResource, findResource } from "./find-resource";

/** The endpoint of a connection to a private resource. */
export interface ResourceConnection {
  readonly endpoint: ResourceEndpoint;
  /** What clients connect to: the resource itself under an empty name, or the members of a group by theirs. */
  readonly hosts: Readonly<Record<string, IEndpoint>>;
}

/**
 * Connects to a private resource.
 *
 * @param key name of the connection.
 * @param props of the endpoint, whatever it leads to.
 */
export function connectResource(
  stack: TerraformStack,
  environment: StateEnvironment,
  key: string,
  { resource, privateDns, privateDnsPreference, privateDnsDomains }: ResourceConnectionInput,
  props: Omit<ResourceEndpointProps, "resourceConfigurationArn">,
): ResourceConnection {
  const found = findResource(stack, environment, resource);
  const endpoint = new ResourceEndpoint(stack, `endpoint-${key}`, {
    ...props,
    resourceConfigurationArn: found.resourceConfigurationArn,
    privateDns,
    privateDnsPreference,
    privateDnsDomains,
    ...(found.zoneIds ? { zoneIds: found.zoneIds } : {}),
    ...(found.resourceShareArn ? { acceptance: acceptanceOf(stack, resource, found.resourceShareArn) } : {}),
  });
  return { endpoint, hosts: hostsOf(endpoint, found) };
}

/** Acceptance of a share, once however many connections lead to what is in it. */
function acceptanceOf(stack: TerraformStack, resource: ResourceReference, arn: string): ResourceShareAcceptance {
  const id = `share-${resource.from === "stack" ? resource.key : arn.split("/").at(-1)}`;
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
