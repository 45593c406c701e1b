import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  cidr,
  contains,
  LONGEST_COMPUTABLE_PREFIX,
  overlaps,
  parseCidr,
  subnetCidr,
  VPC_PREFIX_LENGTHS,
  vpcCidrProblem,
} from "../aws/cidr";
import { VPC_ROLE_TAG, type VpcRole } from "../aws/marks";
import { known, PropertyProblems } from "../aws/property-problems";
import { isZoneId, zoneNumber } from "../aws/zone-id";
import type { IVpc, SubnetIdsByZone } from "./vpc";

export interface IsolatedVpcProps {
  /** Name of the VPC, for its `Name` tag and those of what is in it. */
  readonly name: string;
  /** Side of the connection that the VPC is on. It becomes the tag `privatelink:vpc-role`, which the policies read. */
  readonly role: VpcRole;
  /** Private IPv4 range of the VPC, from /16 to /28. */
  readonly cidrBlock: string;
  /**
   * Ids of the availability zones to have a subnet in, such as `use1-az1`. The order means nothing: a zone's subnet is
   * the sixteenth of the VPC that the zone's own number says. Needs a VPC of /16 to /24.
   *
   * @default - the zones of `subnetCidrBlocks`
   */
  readonly zoneIds?: readonly string[] | undefined;
  /**
   * Ranges of the subnets by zone id, when you would rather choose them.
   *
   * @default - computed for the zones in `zoneIds`
   */
  readonly subnetCidrBlocks?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether the VPC has IPv6 too: a /56 that Amazon provides, of which zone number n has the /64 n - 1. There is no way out
   * by it either.
   *
   * @default false
   */
  readonly ipv6?: boolean | undefined;
}

/**
 * A VPC without any way in or out: private subnets over zones, DNS support and hostnames (which private DNS needs), one
 * route table without a route, the default security group emptied, and no gateway of any kind. There is no property that
 * adds one.
 */
export class IsolatedVpc extends Construct implements IVpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnetIds: SubnetIdsByZone;
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  readonly ipv6: boolean;

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
    // Adopting the default security group without rules removes the ones that AWS gives it.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: `${props.name}-default-unused` },
    });
    const routeTable = new RouteTable(this, "route-table", { vpcId: vpc.id, tags: { Name: props.name } });

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
    this.vpcId = vpc.id;
    this.cidrBlock = props.cidrBlock;
    this.subnetIds = subnetIds;
    this.subnetCidrBlocks = ranges;
    this.ipv6 = props.ipv6 ?? false;
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

/** Ranges of the subnets by zone id, computed where they are not given. */
export function subnetRanges(
  props: Pick<IsolatedVpcProps, "cidrBlock" | "zoneIds" | "subnetCidrBlocks">,
): Readonly<Record<string, string>> {
  if (props.subnetCidrBlocks) return props.subnetCidrBlocks;
  return Object.fromEntries((props.zoneIds ?? []).map((zoneId) => [zoneId, subnetCidr(props.cidrBlock, zoneId)]));
}

/** A problem with a subnet's range within its VPC. */
export interface SubnetRangeProblem {
  readonly zoneId: string;
  readonly expected: string;
}

/** What is wrong with subnets' ranges within the range of their VPC, all of which must be readable for it to be judged. */
export function subnetRangeProblems(vpcCidr: string, ranges: Readonly<Record<string, string>>): SubnetRangeProblem[] {
  const vpc = parseCidr(vpcCidr);
  const problems: SubnetRangeProblem[] = [];
  const readable: { zoneId: string; range: Exclude<ReturnType<typeof parseCidr>, string> }[] = [];
  for (const zoneId of Object.keys(ranges).sort()) {
    const range = parseCidr(ranges[zoneId] as string);
    if (typeof range === "string") problems.push({ zoneId, expected: range });
    else readable.push({ zoneId, range });
  }
  readable.forEach(({ zoneId, range }, index) => {
    if (typeof vpc !== "string" && !contains(vpc, range))
      problems.push({ zoneId, expected: `a range within the VPC's, ${vpc.text}` });
    if (range.prefixLength > VPC_PREFIX_LENGTHS.smallest)
      problems.push({ zoneId, expected: `a prefix length of /${VPC_PREFIX_LENGTHS.smallest} or shorter` });
    const other = readable.slice(0, index).find((earlier) => overlaps(earlier.range, range));
    if (other) problems.push({ zoneId, expected: `a range apart from that of ${other.zoneId}, ${other.range.text}` });
  });
  return problems;
}

function validate(vpc: IsolatedVpc, props: IsolatedVpcProps): void {
  const problems = new PropertyProblems(vpc);
  problems.checkName(props.name);
  const { cidrBlock, zoneIds, subnetCidrBlocks } = props;
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
  if (cidrProblem === undefined && zoneIds && cidr(cidrBlock).prefixLength > LONGEST_COMPUTABLE_PREFIX)
    problems.add(
      "cidrBlock",
      `/${LONGEST_COMPUTABLE_PREFIX} or larger to compute subnets, or \`subnetCidrBlocks\``,
      cidrBlock,
    );
  problems.throwIfAny();
}
