import { DataAwsVpcEndpointAssociations } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-associations";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { DataResource, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { elementsOf, isText } from "../aws/expressions";
import { setNewerArgument } from "../aws/newer-argument";
import { type PortSpec, type ProtocolPort, parsePort, readablePorts, tcpPortProblem } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceConfigurationArnProblem } from "../aws/shared-resource-arn";
import { isZoneId } from "../aws/zone-id";
import type { SubnetIdsByZone } from "../vpc";
import type { IEndpoint } from "./endpoint";
import { EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import { checkAccess } from "./endpoint-access-problems";
import { DEFAULT_MINIMUM_ZONES } from "./endpoint-zones";
import {
  PRIVATE_DNS_PREFERENCES,
  type PrivateDnsPreference,
  privateDnsPreferenceProblems,
  specifiedDomainProblem,
} from "./private-dns-preference";
import type { ResourceShareAcceptance } from "./resource-share-acceptance";

/** `ports`: TCP ports alone. */
export interface ResourceEndpointProps extends EndpointAccessProps {
  /** ARN of the resource configuration: one's own, or one that is shared with the account. */
  readonly resourceConfigurationArn: string;
  /**
   * Ids of the zones that the resource's gateway is in; the endpoint uses the subnets there. A change of its subnets is
   * another endpoint.
   *
   * @default - not known: every subnet of the VPC, of which one at least must be in a zone of the gateway
   */
  readonly zoneIds?: readonly string[];
  /** Fewest zones that the endpoint must have. @default 2 */
  readonly minimumZones?: number;
  /**
   * Whether the VPC is to know the resource by its own name: that of RDS, or the verified custom domain name of the
   * configuration. A change is another endpoint, and one VPC can have one such endpoint of a configuration.
   *
   * @default false
   */
  readonly privateDns?: boolean;
  /**
   * Which domains of the configuration the VPC knows with private DNS. With `ALL_DOMAINS`, whoever owns the resource
   * chooses names in the VPC. A change is another endpoint. It needs version 6.28.0 of the AWS provider.
   *
   * @default - verified domains, as AWS makes it
   */
  readonly privateDnsPreference?: PrivateDnsPreference | undefined;
  /**
   * Domains that the VPC knows, with a `privateDnsPreference` under which the consumer names some. A change is another
   * endpoint.
   *
   * @default - none
   */
  readonly privateDnsDomains?: readonly string[] | undefined;
  /** Acceptance of the share that has the configuration, which must come first. @default - none is needed */
  readonly acceptance?: ResourceShareAcceptance;
}

/** Name where AWS gives none: it resolves nowhere (RFC 2606), so that clients fail and say why. */
export const NO_DNS_NAME = "not-associated.invalid";

/**
 * A VPC endpoint to a private resource of another VPC: a database, a domain name, an address, or a group of them. It has a
 * security group of its own, which lets in just the ports from just the chosen sources and nothing out.
 *
 * After it is made, AWS changes nothing but its security groups and tags. So what else changes makes another, and its DNS
 * name with it; the new one comes before the old one goes, except with private DNS, which two cannot have at a time.
 */
export class ResourceEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** DNS name of the resource within the VPC; of a group or a cluster, that of one member. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  /** The resource's own names that the VPC knows with private DNS, as a list; known only to Terraform. */
  readonly privateDnsNames: string[];
  private readonly access: EndpointAccess;
  private readonly names: TerraformLocal;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceEndpointProps) {
    super(scope, id);
    validate(this, props);
    this.access = new EndpointAccess(this, props, {
      description: "Resource endpoint: in on the ports of the resource, nothing out",
    });
    this.securityGroupId = this.access.securityGroupId;
    this.ports = this.access.ports;
    const privateDns = props.privateDns ?? false;
    const subnetIds = subnetsIn(props.vpc.subnetIds, props.zoneIds);
    const { privateDnsPreference } = props;
    const privateDnsDomains = props.privateDnsDomains && [...props.privateDnsDomains].sort();
    const fixed = new DataResource(this, "fixed", {
      input: {
        subnet_ids: subnetIds,
        private_dns_enabled: privateDns,
        ...(privateDnsPreference === undefined ? {} : { private_dns_preference: privateDnsPreference }),
        ...(privateDnsDomains === undefined ? {} : { private_dns_specified_domains: privateDnsDomains }),
      },
    });
    const endpoint = new VpcEndpoint(this, "endpoint", {
      vpcEndpointType: "Resource",
      resourceConfigurationArn: props.resourceConfigurationArn,
      vpcId: props.vpc.vpcId,
      subnetIds,
      securityGroupIds: this.access.securityGroupIds,
      privateDnsEnabled: privateDns,
      tags: { Name: props.name, ...props.tags },
      lifecycle: {
        createBeforeDestroy: !privateDns,
        replaceTriggeredBy: [`${fixed.terraformResourceType}.${fixed.friendlyUniqueId}`],
      },
      ...(props.acceptance ? { dependsOn: [props.acceptance.accepter] } : {}),
    });
    setNewerArgument(endpoint, "privateDnsPreference", privateDnsPreference);
    setNewerArgument(endpoint, "privateDnsSpecifiedDomains", privateDnsDomains);
    this.endpointId = endpoint.id;
    // The endpoint itself tells no names: each of its associations, of which a group has one a member, has its own.
    // Where it has none yet, or one of them has none, the provider gives null.
    const { fqn } = new DataAwsVpcEndpointAssociations(this, "associations", { vpcEndpointId: endpoint.id });
    const associations = elementsOf(`${fqn}.associations`);
    const named = ["associated_resource_arn", "dns_entry[0].dns_name"]
      .map((each) => isText(`one.${each}`))
      .join(" && ");
    this.names = new TerraformLocal(
      this,
      "dns_names",
      `\${{for one in ${associations} : one.associated_resource_arn => one.dns_entry[0].dns_name... if ${named}}}`,
    );
    this.dnsName = this.nameOf("dns_name", props.resourceConfigurationArn, `values(${this.names.fqn})[0][0]`);
    const privateNames = `[for entry in ${elementsOf("one.private_dns_entry")} : entry.dns_name if ${isText("entry.dns_name")}]`;
    this.privateDnsNames = new TerraformLocal(
      this,
      "private_dns_names",
      `\${sort(distinct(flatten([for one in ${associations} : ${privateNames}])))}`,
    ).asList;
  }

  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.access.allowFromSecurityGroup(key, securityGroupId);
  }

  /**
   * A member of the group that the endpoint leads to, as an endpoint of its own.
   *
   * @param key name of the member, each once.
   * @param resourceConfigurationArn ARN of the member's configuration.
   * @param ports TCP ports of the member, of those that the endpoint lets in.
   */
  member(key: string, resourceConfigurationArn: string, ports: readonly PortSpec[]): IEndpoint {
    return {
      endpointId: this.endpointId,
      dnsName: this.nameOf(`dns_name_${key}`, resourceConfigurationArn),
      securityGroupId: this.securityGroupId,
      ports: readablePorts(ports),
      allowFromSecurityGroup: this.allowFromSecurityGroup.bind(this),
    };
  }

  /** The name that leads to a configuration, else the first of some expressions that gives one. */
  private nameOf(id: string, resourceConfigurationArn: string, ...otherwise: string[]): string {
    // A reference to the ARN, which may be an expression itself, so that it stands in this one as it is.
    const arn = new TerraformLocal(this, `${id}_of`, resourceConfigurationArn);
    const ways = [`${this.names.fqn}[${arn.fqn}][0]`, ...otherwise, `"${NO_DNS_NAME}"`];
    return new TerraformLocal(this, id, `\${try(${ways.join(", ")})}`).asString;
  }
}

/** The subnets in some zones, in the order of these; all of them where the zones are not known. */
function subnetsIn(subnetIds: SubnetIdsByZone, zoneIds: readonly string[] | undefined): string[] {
  return Object.keys(subnetIds)
    .filter((zone) => zoneIds === undefined || zoneIds.includes(zone))
    .sort()
    .map((zone) => subnetIds[zone] as string);
}

function validate(endpoint: ResourceEndpoint, props: ResourceEndpointProps): void {
  const problems = new PropertyProblems(endpoint);
  const { resourceConfigurationArn: arn, zoneIds, minimumZones, vpc, ports } = props;
  checkAccess(problems, props);
  // What can be no port at all is told already.
  for (const port of ports)
    if (known(port) && typeof parsePort(port) !== "string") problems.check("ports", tcpPortProblem(port), port);
  if (known(arn)) problems.check("resourceConfigurationArn", resourceConfigurationArnProblem(arn), arn);
  for (const zone of zoneIds ?? []) if (!isZoneId(zone)) problems.add("zoneIds", "zone ids such as use1-az1", zone);
  if (known(minimumZones) && !(Number.isInteger(minimumZones) && minimumZones >= 1))
    problems.add("minimumZones", "a whole number from 1", minimumZones);
  const zones = Object.keys(vpc.subnetIds).filter((zone) => zoneIds?.includes(zone) ?? true);
  if (zones.length < (minimumZones ?? DEFAULT_MINIMUM_ZONES))
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${minimumZones ?? DEFAULT_MINIMUM_ZONES} zones${zoneIds ? ` of ${zoneIds.join(", ")}` : ""}, or a lower \`minimumZones\``,
      Object.keys(vpc.subnetIds),
    );
  checkPrivateDns(problems, props);
  problems.throwIfAny();
}

function checkPrivateDns(problems: PropertyProblems, props: ResourceEndpointProps): void {
  const { privateDnsPreference: preference, privateDnsDomains = [] } = props;
  if (known(preference) && !PRIVATE_DNS_PREFERENCES.includes(preference))
    problems.add("privateDnsPreference", `one of ${PRIVATE_DNS_PREFERENCES.join(", ")}`, preference);
  for (const { property, expected } of privateDnsPreferenceProblems(props))
    problems.add(property, expected, props[property]);
  for (const domain of privateDnsDomains)
    if (known(domain)) problems.check("privateDnsDomains", specifiedDomainProblem(domain), domain);
}
