import type { PortSpec } from "../../modules/aws/port";
import type { ConnectionSpec } from "../connection/connection-schema";
import type { Environment } from "../environment";
import { portsOfMember } from "../resource/ports";
import { zonesOf } from "../vpc-schema";
import { resourceStackName } from "./stack-names";

/** How a stack learns what it must know of a private resource. */
export type ResourceReference = DeployedResource | KnownResource;

/** A resource of the same environment. The ARNs are outputs of its stack. */
export interface DeployedResource {
  readonly from: "stack";
  /** Name of the stack. */
  readonly stack: string;
  /** Key of the resource. */
  readonly key: string;
  /** Whether its share must be accepted. */
  readonly acceptShare: boolean;
  /** Ids of the zones of its gateway. */
  readonly zoneIds?: readonly string[] | undefined;
  /** Of a group, the ports of its members by name. */
  readonly members: Readonly<Record<string, readonly PortSpec[]>>;
}

/** Somebody else's resource, of which the files tell all that is known. */
export interface KnownResource {
  readonly from: "files";
  readonly resourceConfigurationArn: string;
  /** ARN of the share to accept. @default - none need be */
  readonly resourceShareArn?: string | undefined;
}

/** How a stack learns what it must know of the private resource that a connection leads to. */
export function resourceReference(environment: Environment, connection: ConnectionSpec): ResourceReference {
  const { resource, resourceConfigurationArn = "", acceptShare = false, resourceShareArn } = connection;
  if (resource === undefined) return { from: "files", resourceConfigurationArn, resourceShareArn };
  const spec = environment.resources[resource];
  const members = spec ? Object.entries(spec.resource.members ?? {}) : [];
  return {
    from: "stack",
    stack: resourceStackName(environment.name, resource),
    key: resource,
    acceptShare,
    zoneIds: spec && zonesOf(spec.vpc),
    members: Object.fromEntries(members.map(([name, member]) => [name, spec ? portsOfMember(spec, member) : []])),
  };
}
