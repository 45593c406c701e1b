import type { Construct } from "constructs";
import type { ResourceInput, ShareInput } from "../config/estate/resource-input";
import { destinationsOf } from "../config/resource/destinations";
import { portsOfMember } from "../config/resource/ports";
import {
  type DomainTxtRecord,
  DomainVerification,
  ResourceConfiguration,
  ResourceGateway,
  ResourceGroup,
  ResourceShare,
} from "../modules/provider";
import { PrivateLinkStack } from "./privatelink-stack";
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

/** Outputs of the stack of a resource that verifies its domain. */
export interface DomainVerificationOutputs {
  /** The record that the domain's public DNS must have. */
  readonly domain_verification_record: DomainTxtRecord;
}

/** Outputs of the stack of a resource that is shared. */
export interface ShareOutputs {
  /** ARN of the share; the stacks of consumers who must accept it read it. */
  readonly resource_share_arn: string;
}

/** `<environment>-resource-<resource>`: gateway, resource configuration and share, in the account of the resource. */
export class ResourceStack extends PrivateLinkStack {
  readonly outputs: ResourceOutputs;

  constructor(scope: Construct, input: ResourceInput) {
    super(scope, input);
    const { prefix, ruleQuota } = input;
    const vpc = vpcOf(this, prefix, "service", input.vpc, { stackRole: "resource", workload: { lattice: true } });
    const { addressType, addressesPerInterface, dnsResolution } = input.gateway;
    const gateway = new ResourceGateway(this, "gateway", {
      name: prefix,
      vpc,
      destinations: destinationsOf(input, vpc.cidrBlock),
      addressType,
      ruleQuota,
      ...(addressesPerInterface === undefined ? {} : { ipv4AddressesPerInterface: addressesPerInterface }),
      ...(dnsResolution === undefined ? {} : { dnsResolution }),
    });
    const arn = this.configuration(input, gateway);
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
    if (input.share.principals.length > 0) this.share(prefix, arn, input.share);
  }

  /** Configuration of one resource, or of a group. @returns its ARN. */
  private configuration(input: ResourceInput, resourceGateway: ResourceGateway): string {
    const { prefix: name } = input;
    const { members, ...resource } = input.resource;
    if (members === undefined) {
      const { ports, customDomainName, domainVerificationId } = input;
      return new ResourceConfiguration(this, "resource", {
        name,
        resourceGateway,
        resource,
        ...(resource.arn === undefined ? { ports } : {}),
        ...(customDomainName === undefined ? {} : { customDomainName }),
        ...(domainVerificationId === undefined ? {} : { domainVerificationId }),
        domainVerification: this.verification(input.verifyDomain),
      }).resourceConfigurationArn;
    }
    const group = new ResourceGroup(this, "resource", {
      name,
      resourceGateway,
      members: Object.fromEntries(
        Object.entries(members).map(([member, { ports, ...named }]) => [
          member,
          { resource: named, ports: portsOfMember(input, { ports }) },
        ]),
      ),
    });
    this.publish<GroupOutputs>(
      { member_configuration_arns: group.memberArns },
      { member_configuration_arns: "Resource configurations of the members, by name" },
    );
    return group.resourceConfigurationArn;
  }

  /** Starts the verification of a domain, where one is named. */
  private verification(domainName: string | undefined): DomainVerification | undefined {
    if (domainName === undefined) return undefined;
    const verification = new DomainVerification(this, "domain-verification", { domainName });
    this.publish<DomainVerificationOutputs>(
      { domain_verification_record: verification.record },
      { domain_verification_record: "Record in public DNS that proves the domain: name, type and value" },
    );
    return verification;
  }

  private share(name: string, resource: string, { principals, allowExternalPrincipals }: ShareInput): void {
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
