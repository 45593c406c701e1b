import type { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { RouteTable, type RouteTableRoute } from "@cdktf/provider-aws/lib/route-table";
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
import {
  addedRangeProblems,
  computedSubnetsProblem,
  type SubnetRangesProps,
  subnetRangeProblems,
  subnetRanges,
} from "./subnet-ranges";
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

/** Subnets that were added to an {@link IsolatedVpc}, each with a route table of its own. */
export interface AddedSubnets {
  /** Ids of the subnets by zone id. */
  readonly subnetIds: SubnetIdsByZone;
  /** Ranges of the subnets by zone id. */
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  /** Ids of their route tables, in the order of the zone ids. */
  readonly routeTableIds: readonly string[];
  /**
   * Routes packets of the subnet in a zone through endpoints of appliances.
   *
   * @param endpointIds ids of Gateway Load Balancer endpoints, by the range of the subnet that packets are addressed
   * to.
   */
  routeThrough(zoneId: string, endpointIds: Readonly<Record<string, string>>): void;
}

/**
 * A VPC without any way in or out: private subnets over zones, DNS support and hostnames (which private DNS needs), one
 * route table without a route, a network ACL, and no gateway of any kind. There is no property that adds one. The default
 * security group, network ACL and route table are locked: what is in them reaches nothing.
 *
 * Packets between its subnets can be routed through appliances: see {@link IsolatedVpc.addSubnets} and `Inspection`.
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
  private readonly routeTable: RouteTable;
  private readonly subnetsAcl: NetworkAcl;
  /** Ranges of all subnets, by what each is called. */
  private readonly ranges: Record<string, string> = {};

  /** @throws UserError that lists every invalid property. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: IsolatedVpcProps,
  ) {
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
    this.routeTable = routeTable;
    this.subnetsAcl = networkAcl;
    for (const [zoneId, range] of Object.entries(ranges)) this.ranges[zoneId] = range;
  }

  /**
   * Adds further private subnets of IPv4, under the same network ACL, each with a route table of its own that has no
   * route yet.
   *
   * @param key what the subnets are for, such as `clients`: part of their Terraform addresses and of their names.
   * @param subnetCidrBlocks their ranges by zone id.
   * @throws UserError that lists every range that is none of the VPC's, or is taken.
   */
  addSubnets(key: string, subnetCidrBlocks: Readonly<Record<string, string>>): AddedSubnets {
    const problems = new PropertyProblems(this);
    for (const zone of Object.keys(subnetCidrBlocks))
      if (!isZoneId(zone)) problems.add(`${key}.subnetCidrBlocks`, "zone ids such as use1-az1 as keys", zone);
    for (const { zoneId, expected } of addedRangeProblems(this.cidrBlock, this.ranges, subnetCidrBlocks))
      problems.add(`${key}.subnetCidrBlocks.${zoneId}`, expected, subnetCidrBlocks[zoneId]);
    problems.throwIfAny();
    const subnetIds: Record<string, string> = {};
    const routeTables: Record<string, RouteTable> = {};
    for (const zoneId of Object.keys(subnetCidrBlocks).sort()) {
      const cidrBlock = subnetCidrBlocks[zoneId] as string;
      const tags = { Name: `${this.props.name}-${key}-${zoneId}` };
      const subnet = new Subnet(this, `${key}-subnet-${zoneId}`, {
        vpcId: this.vpcId,
        cidrBlock,
        availabilityZoneId: zoneId,
        mapPublicIpOnLaunch: false,
        tags,
        // Where they go, what was in them moves first.
        lifecycle: { createBeforeDestroy: true },
      });
      const routeTable = new RouteTable(this, `${key}-route-table-${zoneId}`, { vpcId: this.vpcId, route: [], tags });
      new RouteTableAssociation(this, `${key}-route-table-association-${zoneId}`, {
        subnetId: subnet.id,
        routeTableId: routeTable.id,
      });
      subnetIds[zoneId] = subnet.id;
      routeTables[zoneId] = routeTable;
      this.ranges[`${key} in ${zoneId}`] = cidrBlock;
    }
    this.subnetsAcl.subnetIds = [...(this.subnetsAcl.subnetIdsInput ?? []), ...Object.values(subnetIds)];
    return {
      subnetIds,
      subnetCidrBlocks,
      routeTableIds: Object.values(routeTables).map(({ id }) => id),
      routeThrough: (zoneId, endpointIds) => routeTables[zoneId]?.putRoute(routesThrough(endpointIds)),
    };
  }

  /**
   * Routes packets of the VPC's own subnets, but not of added ones, through endpoints of appliances.
   *
   * @param endpointIds ids of Gateway Load Balancer endpoints, by the range of the subnet that packets are addressed
   * to.
   */
  routeThrough(endpointIds: Readonly<Record<string, string>>): void {
    this.routeTable.putRoute(routesThrough(endpointIds));
  }
}

/**
 * Routes that are more specific than the local one. AWS takes them for the whole range of a subnet of the VPC, and for
 * packets to a Gateway Load Balancer endpoint among others (Amazon VPC User Guide, "Subnet route tables").
 */
function routesThrough(endpointIds: Readonly<Record<string, string>>): RouteTableRoute[] {
  return Object.keys(endpointIds)
    .sort()
    .map((cidrBlock) => ({ cidrBlock, vpcEndpointId: endpointIds[cidrBlock] as string }));
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
