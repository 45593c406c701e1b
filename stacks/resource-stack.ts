import type { Construct } from "constructs";
import { accountsOfResource, type Environment } from "../config/environment";
import { limitOf } from "../config/quotas";
import { portsOf, portsOfMember } from "../config/resource/ports";
import type { ResourceSpec } from "../config/resource/resource-schema";
import { isIpv6 } from "../modules/aws/ip-address";
import { type PortSpec, portSpec } from "../modules/aws/port";
import {
  type GatewayDestination,
  ResourceConfiguration,
  ResourceGateway,
  ResourceGroup,
  ResourceShare,
} from "../modules/provider";
import type { IVpc } from "../modules/vpc";
import { PrivateLinkStack } from "./privatelink-stack";
import { sourceNames } from "./source-names";
import { resourceStackName } from "./stack-names";
import { vpcOf } from "./vpc";

/** Outputs of a resource's stack. */
export interface ResourceOutputs {
  /** ARN of the resource configuration; the consumers' stacks read it. */
  readonly resource_configuration_arn: string;
  /** Id of the resource gateway. */
  readonly resource_gateway_id: string;
  /** Id of the security group that the resource must let in. */
  readonly resource_gateway_security_group_id: string;
  /** Id of the VPC of the resource. */
  readonly vpc_id: string;
}

/** Outputs of the stack of a group of resources. */
export interface GroupOutputs {
  /** ARNs of the members' configurations by name; the consumers' stacks read them. */
  readonly member_configuration_arns: Readonly<Record<string, string>>;
}

/** Outputs of the stack of a resource that is shared. */
export interface ShareOutputs {
  /** ARN of the share; the stacks of consumers who must accept it read it. */
  readonly resource_share_arn: string;
}

/** `<environment>-resource-<resource>`: gateway, resource configuration and share, in the account of the resource. */
export class ResourceStack extends PrivateLinkStack {
  readonly outputs: ResourceOutputs;

  constructor(scope: Construct, environment: Environment, key: string, spec: ResourceSpec) {
    super(scope, resourceStackName(environment.name, key), {
      environment,
      role: "resource",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Resource: key },
    });
    const name = `${environment.name}-${key}`;
    const vpc = vpcOf(this, name, "service", spec.vpc, "resource");
    const { addressType, addressesPerInterface } = spec.gateway;
    const gateway = new ResourceGateway(this, "gateway", {
      name,
      vpc,
      destinations: destinationsOf(spec, vpc),
      addressType,
      ruleQuota: limitOf(environment.quotas, spec.account, environment.region, "rulesPerSecurityGroup"),
      ...(addressesPerInterface === undefined ? {} : { ipv4AddressesPerInterface: addressesPerInterface }),
    });
    const arn = this.configuration(name, spec, gateway);
    this.outputs = this.publish<ResourceOutputs>(
      {
        resource_configuration_arn: arn,
        resource_gateway_id: gateway.resourceGatewayId,
        resource_gateway_security_group_id: gateway.securityGroupId,
        vpc_id: vpc.vpcId,
      },
      {
        resource_configuration_arn: "Resource configuration that consumers connect to",
        resource_gateway_id: "Resource gateway that connections come through",
        resource_gateway_security_group_id: "Security group that the resource must let in",
        vpc_id: "VPC of the resource",
      },
    );
    const principals = [...spec.sharing.principals, ...accountsOfResource(environment, key)];
    if (principals.length > 0) this.share(name, arn, principals, spec.sharing.allowExternalPrincipals);
  }

  /** Configuration of one resource, or of a group. @returns its ARN. */
  private configuration(name: string, spec: ResourceSpec, resourceGateway: ResourceGateway): string {
    const { members, ...resource } = spec.resource;
    if (members === undefined) {
      const { ports, customDomainName, domainVerificationId } = spec;
      return new ResourceConfiguration(this, "resource", {
        name,
        resourceGateway,
        resource,
        ...(resource.arn === undefined ? { ports } : {}),
        ...(customDomainName === undefined ? {} : { customDomainName }),
        ...(domainVerificationId === undefined ? {} : { domainVerificationId }),
      }).resourceConfigurationArn;
    }
    const group = new ResourceGroup(this, "resource", {
      name,
      resourceGateway,
      members: Object.fromEntries(
        Object.entries(members).map(([member, { ports, ...named }]) => [
          member,
          { resource: named, ports: portsOfMember(spec, { ports }) },
        ]),
      ),
    });
    this.publish<GroupOutputs>(
      { member_configuration_arns: group.memberArns },
      { member_configuration_arns: "Resource configurations of the members, by name" },
    );
    return group.resourceConfigurationArn;
  }

  private share(name: string, resource: string, principals: readonly string[], allowExternalPrincipals: boolean): void {
    const share = new ResourceShare(this, "share", {
      name,
      resourceArns: { resource },
      principals,
      allowExternalPrincipals,
    });
    this.publish<ShareOutputs>(
      { resource_share_arn: share.resourceShareArn },
      { resource_share_arn: "Share of the resource, which accounts outside the organization accept" },
    );
  }
}

/** Where the gateway of a resource may connect to: where the file says, else to addresses, and for names to the VPC. */
function destinationsOf(spec: ResourceSpec, vpc: IVpc): Record<string, GatewayDestination> {
  const { allowTo } = spec.gateway;
  const all = portsOf(spec).map(portSpec);
  if (allowTo) return mapValues(sourceNames(allowTo), (to) => ({ to, ports: all }));
  const { members } = spec.resource;
  if (members === undefined)
    return spec.resource.ipAddress === undefined
      ? { vpc: { to: vpc.cidrBlock, ports: all } }
      : { resource: { to: rangeOf(spec.resource.ipAddress), ports: all } };
  const destinations: Record<string, GatewayDestination> = {};
  const inVpc: PortSpec[] = [];
  for (const [key, member] of Object.entries(members)) {
    const ports = portsOfMember(spec, member);
    if (member.ipAddress === undefined) inVpc.push(...ports);
    else destinations[`member-${key}`] = { to: rangeOf(member.ipAddress), ports };
  }
  return inVpc.length === 0 ? destinations : { ...destinations, vpc: { to: vpc.cidrBlock, ports: inVpc } };
}

function rangeOf(address: string): string {
  return `${address}/${isIpv6(address) ? 128 : 32}`;
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
