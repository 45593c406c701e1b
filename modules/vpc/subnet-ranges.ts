import {
  type Cidr,
  contains,
  LONGEST_COMPUTABLE_PREFIX,
  overlaps,
  parseCidr,
  subnetCidr,
  subnetSizeProblem,
  VPC_PREFIX_LENGTHS,
} from "../aws/cidr";

/** Which subnets a VPC has: computed for some zones, or given by hand. */
export interface SubnetRangesProps {
  /** Private IPv4 range of the VPC, from /16 to /28. */
  readonly cidrBlock: string;
  /**
   * Ids of the availability zones to have a subnet in, such as `use1-az1`. The order means nothing: of the VPC's range in
   * equal parts, a zone's subnet is the one that the zone's own number says.
   *
   * @default - the zones of `subnetCidrBlocks`
   */
  readonly zoneIds?: readonly string[] | undefined;
  /**
   * Prefix length of each computed subnet, up to 28. Each zone's number must be among the subnets of this size that the VPC
   * has. Another one replaces the subnets.
   *
   * @default - 4 more than the VPC's, which is of /16 to /24 then: a sixteenth each
   */
  readonly subnetPrefixLength?: number | undefined;
  /**
   * Ranges of the subnets by zone id, when you would rather choose them.
   *
   * @default - computed for the zones in `zoneIds`
   */
  readonly subnetCidrBlocks?: Readonly<Record<string, string>> | undefined;
}

/** Ranges of the subnets by zone id, computed where they are not given. */
export function subnetRanges(props: SubnetRangesProps): Readonly<Record<string, string>> {
  const { cidrBlock, zoneIds = [], subnetCidrBlocks, subnetPrefixLength } = props;
  if (subnetCidrBlocks) return subnetCidrBlocks;
  return Object.fromEntries(zoneIds.map((zoneId) => [zoneId, subnetCidr(cidrBlock, zoneId, subnetPrefixLength)]));
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

/**
 * What is wrong with the ranges of subnets that are added to a VPC.
 *
 * @param others ranges that the VPC has, by what each is called.
 */
export function addedRangeProblems(
  vpcCidr: string,
  others: Readonly<Record<string, string>>,
  ranges: Readonly<Record<string, string>>,
): SubnetRangeProblem[] {
  const problems = subnetRangeProblems(vpcCidr, ranges);
  for (const zoneId of Object.keys(ranges).sort()) {
    const range = parseCidr(ranges[zoneId] as string);
    if (typeof range === "string" || problems.some((problem) => problem.zoneId === zoneId)) continue;
    const taken = Object.entries(others).find(([, text]) => {
      const other = parseCidr(text);
      return typeof other !== "string" && overlaps(range, other);
    });
    if (taken) problems.push({ zoneId, expected: `a range apart from that of ${taken[0]}, ${taken[1]}` });
  }
  return problems;
}

/** A problem with the sizes of computed subnets, and the property that it is about. */
export interface ComputedSubnetsProblem {
  readonly property: "cidrBlock" | "subnetPrefixLength";
  readonly expected: string;
}

/** Why subnets cannot be computed in a VPC; undefined when they can. @param vpc range of the VPC. */
export function computedSubnetsProblem(
  vpc: Cidr,
  zoneIds: readonly string[],
  subnetPrefixLength: number | undefined,
): ComputedSubnetsProblem | undefined {
  if (subnetPrefixLength !== undefined) {
    const expected = subnetSizeProblem(vpc, zoneIds, subnetPrefixLength);
    return expected === undefined ? undefined : { property: "subnetPrefixLength", expected };
  }
  return vpc.prefixLength > LONGEST_COMPUTABLE_PREFIX
    ? { property: "cidrBlock", expected: `/${LONGEST_COMPUTABLE_PREFIX} or larger where subnets are computed` }
    : undefined;
}
