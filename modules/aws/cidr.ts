import { IPv4 } from "ipaddr.js";
import { isZoneId, zoneNumber } from "./zone-id";

/** An IPv4 range: its first and last address as numbers, and the length of its prefix. */
export interface Cidr {
  readonly text: string;
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
}

/** Smallest and largest IPv4 range of a VPC and of a subnet (Amazon VPC User Guide, "VPC CIDR blocks"). */
export const VPC_PREFIX_LENGTHS = { largest: 16, smallest: 28 } as const;

/** Private ranges that a VPC of these modules may use: RFC 1918 and the shared address space of RFC 6598. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Bits by which a computed subnet's prefix is longer than the VPC's: 16 slots, one for each zone number and spare ones. */
const SLOT_BITS = 4;

/** The range that a text such as `10.0.0.0/16` names, or a sentence that says why it names none. */
export function parseCidr(text: string): Cidr | string {
  // No leading zeros: Terraform refuses them, and some programs read them as octal.
  const dotted = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}\/(0|[1-9]\d?)$/.test(text);
  if (!dotted) return "an IPv4 range in CIDR notation, such as 10.0.0.0/16";
  let address: IPv4;
  let prefixLength: number;
  try {
    [address, prefixLength] = IPv4.parseCIDR(text);
  } catch {
    return "an IPv4 range in CIDR notation, with octets up to 255 and a prefix length up to 32";
  }
  const number = toNumber(address);
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor(number / size) * size;
  if (first !== number) return `the first address of its range: ${addressText(first)}/${prefixLength}`;
  return { text, first, last: first + size - 1, prefixLength };
}

/** The range that a text names. @throws when it names none; check input with {@link parseCidr} first. */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (typeof parsed === "string") throw new Error(`${text}: expected ${parsed}`);
  return parsed;
}

/** Number of an IPv4 address, or undefined for a text that is none. */
export function addressNumber(text: string): number | undefined {
  return IPv4.isValidFourPartDecimal(text) ? toNumber(IPv4.parse(text)) : undefined;
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether the whole of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Pick<Cidr, "first" | "last">): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether each address of a range lies in one of some others, which may overlap. */
export function isCovered(range: Cidr, by: readonly Cidr[]): boolean {
  let next = range.first;
  for (const each of [...by].sort((a, b) => a.first - b.first))
    if (each.first <= next) next = Math.max(next, each.last + 1);
  return next > range.last;
}

/** Whether a range lies in private address space (RFC 1918 or RFC 6598). */
export function isPrivate(range: Cidr): boolean {
  return PRIVATE_RANGES.some((text) => contains(cidr(text), range));
}

/** Why a VPC cannot have this range, as what was expected instead; undefined when it can. */
export function vpcCidrProblem(text: string): string | undefined {
  const range = parseCidr(text);
  if (typeof range === "string") return range;
  if (range.prefixLength < VPC_PREFIX_LENGTHS.largest || range.prefixLength > VPC_PREFIX_LENGTHS.smallest)
    return "a prefix length from /16 to /28, the sizes a VPC can have";
  if (!isPrivate(range)) return `a private range, within ${PRIVATE_RANGES.join(", ")}`;
  return undefined;
}

/** Longest prefix of a VPC whose subnets can be computed, where their size is not chosen: each must keep /28, the smallest that AWS makes. */
export const LONGEST_COMPUTABLE_PREFIX = VPC_PREFIX_LENGTHS.smallest - SLOT_BITS;

/**
 * Range of the subnet in a zone: the VPC's range in equal slots, of which zone number n takes slot n - 1. A zone's subnet
 * depends on the zone alone, so that adding a zone, or naming zones in another order, moves no other subnet.
 *
 * @param vpcCidr range of the VPC.
 * @param prefixLength of each subnet, of a size that {@link subnetSizeProblem} accepts. @default - 4 bits longer than the
 *   VPC's, which gives 16 slots
 */
export function subnetCidr(vpcCidr: string, zoneId: string, prefixLength?: number): string {
  const vpc = cidr(vpcCidr);
  const length = prefixLength ?? vpc.prefixLength + SLOT_BITS;
  const slot = zoneNumber(zoneId) - 1;
  return `${addressText(vpc.first + slot * 2 ** (32 - length))}/${length}`;
}

/**
 * Why subnets of a VPC cannot have a prefix length, as what was expected instead; undefined when they can.
 *
 * @param zoneIds zones to have a subnet in; those that are none are not judged.
 */
export function subnetSizeProblem(vpc: Cidr, zoneIds: readonly string[], prefixLength: number): string | undefined {
  const { smallest } = VPC_PREFIX_LENGTHS;
  if (!Number.isInteger(prefixLength) || prefixLength < vpc.prefixLength || prefixLength > smallest)
    return `a prefix length from the VPC's, /${vpc.prefixLength}, to /${smallest}`;
  const last = [...zoneIds].filter(isZoneId).sort((a, b) => zoneNumber(b) - zoneNumber(a))[0];
  if (last === undefined || zoneNumber(last) <= 2 ** (prefixLength - vpc.prefixLength)) return undefined;
  const needed = vpc.prefixLength + Math.ceil(Math.log2(zoneNumber(last)));
  return needed > smallest
    ? `a VPC of more than /${vpc.prefixLength}: ${last} takes subnet ${zoneNumber(last)} of it`
    : `/${needed} or longer, since ${last} takes subnet ${zoneNumber(last)} of the VPC`;
}

function toNumber(address: IPv4): number {
  return address.toByteArray().reduce((number, octet) => number * 256 + octet, 0);
}

/** The address of a number, as {@link addressNumber} gives it. */
export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
