import type { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { type PortSpec, type ProtocolPort, parsePort, readablePorts, tcpPortProblem } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceConfigurationArnProblem } from "../aws/shared-resource-arn";
import { isZoneId } from "../aws/zone-id";
import type { SubnetIdsByZone } from "../vpc";
import { AssociationNames } from "./association-names";
import type { IEndpoint } from "./endpoint";
import { EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import { checkAccess } from "./endpoint-access-problems";
import { type EndpointDetails, endpointDetails } from "./endpoint-details";
import { DEFAULT_MINIMUM_ZONES } from "./endpoint-zones";
import { makeResourceEndpoint } from "./make-resource-endpoint";
import { type PrivateDnsPreference, privateDnsPreferenceProblems } from "./private-dns-preference";
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
   * Which custom domain names of the configuration the VPC knows, with `privateDns`:
   * - `VERIFIED_DOMAINS_ONLY`: a name whose domain the provider has verified.
   * - `ALL_DOMAINS`: any name that the provider has chosen, so also one of a domain that is not the provider's.
   * - `VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS`: verified ones, and those of `privateDnsSpecifiedDomains`.
   * - `SPECIFIED_DOMAINS_ONLY`: those of `privateDnsSpecifiedDomains`.
   *
   * Needs version 6.28.0 or newer of the provider hashicorp/aws: the stack must ask for it. A change is another endpoint.
   *
   * @default - AWS takes `VERIFIED_DOMAINS_ONLY`
   */
  readonly privateDnsPreference?: PrivateDnsPreference | undefined;
  /**
   * Names that the VPC may know, from 1 to 10, for a preference that takes some. A change is another endpoint.
   *
   * @default - none
   */
  readonly privateDnsSpecifiedDomains?: readonly string[] | undefined;
  /** Acceptance of the share that has the configuration, which must come first. @default - none is needed */
  readonly acceptance?: ResourceShareAcceptance;
}

/**
 * A VPC endpoint to a private resource of another VPC: a database, a domain name, an address, or a group of them. It
 * has a security group of its own, which lets in just the ports from just the chosen sources and nothing out.
 *
 * After it is made, AWS changes nothing but its security groups and tags. So what else changes makes another, and its
 * DNS name with it; the new one comes before the old one goes, except with private DNS, which two cannot have at a
 * time.
 */
export class ResourceEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** DNS name of the resource within the VPC; of a group or a cluster, that of one member. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  readonly cidrBlock: string | undefined;
  /** The resource's own names that the VPC knows with private DNS, as a list; known only to Terraform. */
  readonly privateDnsNames: string[];
  private readonly access: EndpointAccess;
  private readonly names: AssociationNames;
  private readonly endpoint: VpcEndpoint;
  private readonly vpcSubnetIds: SubnetIdsByZone;
  private knownDetails: EndpointDetails | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceEndpointProps) {
    super(scope, id);
    validate(this, props);
    this.access = new EndpointAccess(this, props, {
      description: "Resource endpoint: in on the ports of the resource, nothing out",
    });
    this.securityGroupId = this.access.securityGroupId;
    this.ports = this.access.ports;
    this.cidrBlock = this.access.cidrBlock;
    this.vpcSubnetIds = props.vpc.subnetIds;
    this.endpoint = makeResourceEndpoint(this, {
      props,
      access: this.access,
      subnetIds: subnetsIn(props.vpc.subnetIds, props.zoneIds),
      config: { vpcEndpointType: "Resource", resourceConfigurationArn: props.resourceConfigurationArn },
    });
    this.endpointId = this.endpoint.id;
    this.names = new AssociationNames(this, this.endpointId);
    this.dnsName = this.names.nameOf("dns_name", props.resourceConfigurationArn, this.names.any);
    this.privateDnsNames = this.names.privateDnsNames;
  }

  /**
   * Its subnets, security groups, and the addresses of its network interfaces. What they are read from is in the
   * stack once they are asked for. AWS does not document that each DNS name of the endpoint leads to these addresses:
   * for clients, use names.
   */
  get details(): EndpointDetails {
    this.knownDetails ??= endpointDetails(this, this.endpoint, this.vpcSubnetIds, this.access.securityGroupIds);
    return this.knownDetails;
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
      dnsName: this.names.nameOf(`dns_name_${key}`, resourceConfigurationArn),
      securityGroupId: this.securityGroupId,
      cidrBlock: this.cidrBlock,
      ports: readablePorts(ports),
      allowFromSecurityGroup: this.allowFromSecurityGroup.bind(this),
    };
  }
}

/** The subnets in some zones, in the order of these; all of them where the zones are not known. */
export function subnetsIn(subnetIds: SubnetIdsByZone, zoneIds: readonly string[] | undefined): string[] {
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
  const { privateDns, privateDnsPreference, privateDnsSpecifiedDomains } = props;
  const ofNames = { privateDns, privateDnsPreference, privateDnsSpecifiedDomains };
  problems.addWithin([], ofNames, privateDnsPreferenceProblems(ofNames));
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
  problems.throwIfAny();
}
