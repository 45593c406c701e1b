import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { cidr, vpcCidrProblem } from "../aws/cidr";
import { VPC_ROLE_TAG, type VpcRole } from "../aws/marks";
import { known, PropertyProblems } from "../aws/property-problems";
import { isZoneId, zoneNumber } from "../aws/zone-id";
import { lockDefaults, subnetAcl } from "./locks";
import { defaultNetworkAcl, NETWORK_ACLS, type NetworkAclMode } from "./network-acl-mode";
import { computedSubnetsProblem, type SubnetRangesProps, subnetRangeProblems, subnetRanges } from "./subnet-ranges";
import type { IVpc, SubnetIdsByZone } from "./vpc";

/** Properties of {@link IsolatedVpc}. */
export interface IsolatedVpcProps extends SubnetRangesProps {
  /** Name of the VPC, for its `Name` tag and those of what is in it. */
  readonly name: string;
  /** Side of the connection that the VPC is on. It becomes the tag `privatelink:vpc-role`, which the policies read. */
  readonly role: VpcRole;
  /**
   * Whether the VPC has IPv6 too: a /56 that Amazon provides, of which zone number n has the /64 n - 1. There is no way out
   * by it either.
   *
   * @default false
   */
  readonly ipv6?: boolean | undefined;
  /**
   * What the network ACL of the subnets lets through, whatever security groups say: traffic within the VPC, or everything.
   *
   * @default - `vpc` in the VPC of a consumer, `open` in that of a service
   */
  readonly networkAcl?: NetworkAclMode | undefined;
}

/**
 * A VPC without any way in or out: private subnets over zones, DNS support and hostnames (which private DNS needs), one
 * route table without a route, a network ACL, and no gateway of any kind. There is no property that adds one. The default
 * security group, network ACL and route table are locked: what is in them reaches nothing.
 */
export class IsolatedVpc extends Construct implements IVpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnetIds: SubnetIdsByZone;
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  readonly ipv6: boolean;
  readonly ipv6CidrBlock?: string;
  readonly routeTableIds: readonly string[];
  readonly networkAcl: NetworkAclMode;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: IsolatedVpcProps) {
    super(scope, id);
    validate(this, props);
    const ranges = subnetRanges(props);
    const zoneIds = Object.keys(ranges).sort();

    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      ...(props.ipv6 ? { assignGeneratedIpv6CidrBlock: true } : {}),
      tags: { Name: props.name, [VPC_ROLE_TAG]: props.role },
    });
    // No routes, rather than none said: what somebody else adds is taken out again.
    const routeTable = new RouteTable(this, "route-table", { vpcId: vpc.id, route: [], tags: { Name: props.name } });

    const subnetIds: Record<string, string> = {};
    for (const zoneId of zoneIds) {
      const subnet = new Subnet(this, `subnet-${zoneId}`, {
        vpcId: vpc.id,
        cidrBlock: ranges[zoneId] as string,
        availabilityZoneId: zoneId,
        mapPublicIpOnLaunch: false,
        ...(props.ipv6 ? ipv6Subnet(vpc, zoneId) : {}),
        tags: { Name: `${props.name}-${zoneId}` },
      });
      new RouteTableAssociation(this, `route-table-association-${zoneId}`, {
        subnetId: subnet.id,
        routeTableId: routeTable.id,
      });
      subnetIds[zoneId] = subnet.id;
    }
    this.networkAcl = props.networkAcl ?? defaultNetworkAcl(props.role);
    const networkAcl = subnetAcl(this, vpc, {
      name: props.name,
      subnetIds: Object.values(subnetIds),
      mode: this.networkAcl,
      ipv6: props.ipv6 ?? false,
    });
    lockDefaults(this, vpc, props.name, networkAcl);
    this.vpcId = vpc.id;
    this.cidrBlock = props.cidrBlock;
    this.subnetIds = subnetIds;
    this.routeTableIds = [routeTable.id];
    this.subnetCidrBlocks = ranges;
    this.ipv6 = props.ipv6 ?? false;
    if (this.ipv6) this.ipv6CidrBlock = vpc.ipv6CidrBlock;
  }
}

/** Bits by which a subnet's IPv6 prefix, always /64, is longer than the /56 of its VPC. */
const IPV6_SUBNET_BITS = 8;

/** The IPv6 range of a zone's subnet, which depends on the zone alone; what is started there gets an address. */
function ipv6Subnet(vpc: Vpc, zoneId: string) {
  return {
    ipv6CidrBlock: Token.asString(Fn.cidrsubnet(vpc.ipv6CidrBlock, IPV6_SUBNET_BITS, zoneNumber(zoneId) - 1)),
    assignIpv6AddressOnCreation: true,
  };
}

function validate(vpc: IsolatedVpc, props: IsolatedVpcProps): void {
  const problems = new PropertyProblems(vpc);
  problems.checkName(props.name);
  const { cidrBlock, zoneIds, subnetCidrBlocks, subnetPrefixLength, networkAcl } = props;
  const cidrProblem = known(cidrBlock) ? vpcCidrProblem(cidrBlock) : "a range that is known at synthesis";
  problems.check("cidrBlock", cidrProblem, cidrBlock);
  if ((zoneIds === undefined) === (subnetCidrBlocks === undefined))
    problems.add("zoneIds", "either `zoneIds` or `subnetCidrBlocks`", zoneIds);
  const zones = zoneIds ?? Object.keys(subnetCidrBlocks ?? {});
  const zonesProperty = zoneIds ? "zoneIds" : "subnetCidrBlocks";
  if (zones.length === 0) problems.add(zonesProperty, "at least one zone", zones);
  for (const zone of zones) if (!isZoneId(zone)) problems.add(zonesProperty, "zone ids such as use1-az1", zone);
  if (new Set(zones).size !== zones.length) problems.add(zonesProperty, "each zone once", zones);
  const unknown = Object.entries(subnetCidrBlocks ?? {}).filter(([, range]) => !known(range));
  for (const [zone, range] of unknown)
    problems.add(`subnetCidrBlocks.${zone}`, "a range that is known at synthesis", range);
  if (cidrProblem === undefined && subnetCidrBlocks && unknown.length === 0)
    for (const { zoneId, expected } of subnetRangeProblems(cidrBlock, subnetCidrBlocks))
      problems.add(`subnetCidrBlocks.${zoneId}`, expected, subnetCidrBlocks[zoneId]);
  if (cidrProblem === undefined && zoneIds) {
    const problem = computedSubnetsProblem(cidr(cidrBlock), zoneIds, subnetPrefixLength);
    const otherwise =
      problem?.property === "cidrBlock" ? "`subnetPrefixLength`, or `subnetCidrBlocks`" : "`subnetCidrBlocks`";
    if (problem) problems.add(problem.property, `${problem.expected}, or ${otherwise}`, props[problem.property]);
  }
  if (subnetPrefixLength !== undefined && subnetCidrBlocks)
    problems.add("subnetPrefixLength", "none with `subnetCidrBlocks`, which have their own", subnetPrefixLength);
  if (networkAcl !== undefined && !NETWORK_ACLS.includes(networkAcl))
    problems.add("networkAcl", `one of ${NETWORK_ACLS.join(", ")}`, networkAcl);
  problems.throwIfAny();
}
