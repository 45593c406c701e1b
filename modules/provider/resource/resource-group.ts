import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { Construct } from "constructs";
import { type PortSpec, portNumbers, readablePorts } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import { checkDefinition, definitionBlock, fixedPart, type ResourceDefinition } from "./definition";
import { latticeNamePartProblem, latticeNameProblem, replaceableName } from "./names";
import { checkResourcePorts } from "./resource-configuration";
import type { IResourceGateway } from "./resource-gateway";

/** A resource of a group, such as a node of a cluster. */
export interface GroupMember {
  /** What it is: a domain name or an address. */
  readonly resource: Omit<ResourceDefinition, "arn">;
  /** TCP ports that consumers may connect to: numbers, or ranges as texts (`"9092-9094"`). */
  readonly ports: readonly PortSpec[];
}

/** Properties of {@link ResourceGroup}. */
export interface ResourceGroupProps {
  /** Name of the group, in lower case; the configurations take their names from it. */
  readonly name: string;
  /** Gateway that connections go through. */
  readonly resourceGateway: IResourceGateway;
  /** The resources by name, in lower case. The name is part of the Terraform address. Members can come and go. */
  readonly members: Readonly<Record<string, GroupMember>>;
}

/**
 * Several resources that are shared and connected to as one, such as the nodes of a cluster: a resource configuration of
 * type GROUP, with a child for each. A consumer's one endpoint has a DNS name for each of them.
 */
export class ResourceGroup extends Construct {
  /** ARN of the group's configuration: what is shared with consumers, and what their endpoints lead to. */
  readonly resourceConfigurationArn: string;
  /** Id of the group's configuration, `rcfg-...`. */
  readonly resourceConfigurationId: string;
  /** ARNs of the members' configurations by name. */
  readonly memberArns: Readonly<Record<string, string>>;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceGroupProps) {
    super(scope, id);
    validate(this, props);
    const { name, resourceGateway, members } = props;
    const groupName = replaceableName([name], [resourceGateway.resourceGatewayName, "group"]);
    const group = new VpclatticeResourceConfiguration(this, "group", {
      name: groupName,
      type: "GROUP",
      protocol: "TCP",
      resourceGatewayIdentifier: resourceGateway.resourceGatewayId,
      allowAssociationToShareableServiceNetwork: false,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    const memberArns: Record<string, string> = {};
    for (const key of Object.keys(members).sort()) {
      const { resource, ports } = members[key] as GroupMember;
      const member = new VpclatticeResourceConfiguration(this, `member-${key}`, {
        name: replaceableName([name, key], [groupName, fixedPart(resource)]),
        type: "CHILD",
        resourceConfigurationGroupId: group.id,
        portRanges: readablePorts(ports).map(portNumbers),
        resourceConfigurationDefinition: [definitionBlock(resource)],
        tags: { Name: `${name}-${key}` },
        lifecycle: { createBeforeDestroy: true },
      });
      memberArns[key] = member.arn;
    }
    this.resourceConfigurationArn = group.arn;
    this.resourceConfigurationId = group.id;
    this.memberArns = memberArns;
  }
}

function validate(group: ResourceGroup, { name, members }: ResourceGroupProps): void {
  const problems = new PropertyProblems(group);
  problems.check("name", known(name) ? latticeNameProblem(name) : "a name that is known at synthesis", name);
  if (Object.keys(members).length === 0) problems.add("members", "at least one member", members);
  for (const [key, { resource, ports }] of Object.entries(members)) {
    problems.check(`members.${key}`, latticeNamePartProblem(key), key);
    checkDefinition(problems, `members.${key}.resource`, resource);
    if ("arn" in resource)
      problems.add(`members.${key}.resource`, "a `dnsName` or an `ipAddress`: AWS takes no ARN into a group", resource);
    checkResourcePorts(problems, `members.${key}.ports`, ports);
  }
  problems.throwIfAny();
}
