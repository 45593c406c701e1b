import type { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { type ProtocolPort, parsePort, tcpPortProblem } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { serviceNetworkArnProblem } from "../aws/shared-resource-arn";
import type { SubnetIdsByZone } from "../vpc";
import { AssociationNames } from "./association-names";
import type { IEndpoint } from "./endpoint";
import { EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import { checkAccess } from "./endpoint-access-problems";
import { type EndpointAddressType, endpointAddressProblems } from "./endpoint-addresses";
import { type EndpointDetails, endpointDetails } from "./endpoint-details";
import { DEFAULT_MINIMUM_ZONES, endpointZoneProblems, expectedZones } from "./endpoint-zones";
import { makeResourceEndpoint } from "./make-resource-endpoint";
import { type PrivateDnsPreference, privateDnsPreferenceProblems } from "./private-dns-preference";
import { subnetsIn } from "./resource-endpoint";
import type { ResourceShareAcceptance } from "./resource-share-acceptance";

/** `ports`: TCP ports only. */
export interface ServiceNetworkEndpointProps extends EndpointAccessProps {
  /** ARN of the service network (VPC Lattice): one's own, or one that is shared with the account. */
  readonly serviceNetworkArn: string;
  /**
   * Ids of the zones to use, each of which must be one of the VPC's. A change is another endpoint.
   *
   * @default - every zone that the VPC has a subnet in
   */
  readonly inZones?: readonly string[] | undefined;
  /** Fewest zones that the endpoint must have. @default 2 */
  readonly minimumZones?: number;
  /**
   * Addresses of the endpoint. `dualstack` needs a VPC with IPv6, `ipv6` subnets of IPv6 only.
   *
   * @default - AWS makes it `ipv4`
   */
  readonly ipAddressType?: EndpointAddressType | undefined;
  /**
   * Whether the VPC is to know what is in the network by its own names: custom domain names of services, and of
   * resources those that their owners verified. A change is another endpoint.
   *
   * @default false
   */
  readonly privateDns?: boolean;
  /**
   * Which of these names the VPC knows: as of a `ResourceEndpoint`. With `ALL_DOMAINS`, whoever owns a resource of the
   * network chooses names in the VPC. It needs version 6.28.0 of the AWS provider. A change is another endpoint.
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
  /** Acceptance of the share that has the network, which must come first. @default - none is needed */
  readonly acceptance?: ResourceShareAcceptance;
}

/**
 * A VPC endpoint to a service network: to every service and resource that the owner of the network adds to it, now or
 * later. It has a security group of its own, which lets in just the ports from just the chosen sources and nothing out.
 *
 * Each subnet needs a block of 16 free addresses (/28) that are contiguous, and an address for each resource of the
 * network. Source: AWS PrivateLink Guide, "Access a service network through a service-network endpoint".
 */
export class ServiceNetworkEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** DNS name within the VPC of one service or resource of the network: `dnsNames` has those of all. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  readonly cidrBlock: string | undefined;
  /** DNS names by the ARN of the service or resource, lists of texts; known only to Terraform. */
  readonly dnsNames: Readonly<Record<string, readonly string[]>>;
  /** Own names of services and resources that the VPC knows with private DNS, as a list; known only to Terraform. */
  readonly privateDnsNames: string[];
  private readonly access: EndpointAccess;
  private readonly endpoint: VpcEndpoint;
  private readonly vpcSubnetIds: SubnetIdsByZone;
  private knownDetails: EndpointDetails | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ServiceNetworkEndpointProps) {
    super(scope, id);
    validate(this, props);
    const { vpc, inZones, ipAddressType } = props;
    this.access = new EndpointAccess(this, props, {
      description: "Service-network endpoint: in on the given ports, nothing out",
      addressType: ipAddressType,
    });
    this.securityGroupId = this.access.securityGroupId;
    this.ports = this.access.ports;
    this.cidrBlock = this.access.cidrBlock;
    this.vpcSubnetIds = vpc.subnetIds;
    this.endpoint = makeResourceEndpoint(this, {
      props,
      access: this.access,
      subnetIds: subnetsIn(vpc.subnetIds, inZones),
      config: {
        vpcEndpointType: "ServiceNetwork",
        serviceNetworkArn: props.serviceNetworkArn,
        ...(ipAddressType === undefined ? {} : { ipAddressType }),
      },
      fixed: { ip_address_type: ipAddressType ?? "ipv4" },
    });
    this.endpointId = this.endpoint.id;
    const names = new AssociationNames(this, this.endpointId);
    this.dnsName = names.firstOf("dns_name", names.any);
    this.dnsNames = Token.asAnyMap(`\${${names.byArn}}`);
    this.privateDnsNames = names.privateDnsNames;
  }

  /** Its subnets, security groups, and the addresses of its network interfaces: see {@link EndpointDetails}. */
  get details(): EndpointDetails {
    this.knownDetails ??= endpointDetails(this, this.endpoint, this.vpcSubnetIds, this.access.securityGroupIds);
    return this.knownDetails;
  }

  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.access.allowFromSecurityGroup(key, securityGroupId);
  }
}

function validate(endpoint: ServiceNetworkEndpoint, props: ServiceNetworkEndpointProps): void {
  const problems = new PropertyProblems(endpoint);
  const { serviceNetworkArn: arn, minimumZones, inZones, vpc, ports, ipAddressType } = props;
  checkAccess(problems, props);
  // What can be no port at all is told already.
  for (const port of ports)
    if (known(port) && typeof parsePort(port) !== "string") problems.check("ports", tcpPortProblem(port), port);
  if (known(arn)) problems.check("serviceNetworkArn", serviceNetworkArnProblem(arn), arn);
  if (known(minimumZones) && !(Number.isInteger(minimumZones) && minimumZones >= 1))
    problems.add("minimumZones", "a whole number from 1", minimumZones);
  const surroundings = { vpcZoneIds: Object.keys(vpc.subnetIds), otherRegion: false };
  problems.addWithin([], { inZones }, endpointZoneProblems(props, surroundings));
  const needed = known(minimumZones) ? minimumZones : DEFAULT_MINIMUM_ZONES;
  if (inZones === undefined && surroundings.vpcZoneIds.length < needed)
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${needed} zones, or a lower \`minimumZones\``,
      surroundings.vpcZoneIds,
    );
  const addresses = endpointAddressProblems(
    { ipAddressType },
    {
      zoneIds: expectedZones(props, surroundings),
      exactly: false,
      subnetCidrBlocks: vpc.subnetCidrBlocks ?? {},
      ipv6: vpc.ipv6 ?? false,
      ipv4: vpc.subnetCidrBlocks !== undefined,
    },
  );
  problems.addWithin([], { ipAddressType }, addresses);
  const { privateDns, privateDnsPreference, privateDnsSpecifiedDomains } = props;
  const ofNames = { privateDns, privateDnsPreference, privateDnsSpecifiedDomains };
  problems.addWithin([], ofNames, privateDnsPreferenceProblems(ofNames));
  problems.throwIfAny();
}
