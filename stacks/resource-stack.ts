import type { Construct } from "constructs";
import { accountsOfResource, type Environment } from "../config/environment";
import { limitOf } from "../config/quotas";
import { destinationsOf } from "../config/resource/destinations";
import { portsOfMember } from "../config/resource/ports";
import type { ResourceSpec } from "../config/resource/resource-schema";
import { ResourceConfiguration, ResourceGateway, ResourceGroup, ResourceShare } from "../modules/provider";
import { PrivateLinkStack } from "./privatelink-stack";
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
      destinations: destinationsOf(spec, vpc.cidrBlock),
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
