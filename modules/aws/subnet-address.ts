import { addressNumber, addressText, contains, parseCidr } from "./cidr";
import { known } from "./property-problems";

/** Addresses at the start of every subnet that AWS keeps, beside the last one (Amazon VPC User Guide, "Subnet sizing"). */
const RESERVED_AT_START = 4;

/**
 * Why nothing can be given an IPv4 address in a subnet, as what was expected instead; undefined when it can.
 *
 * @param subnetCidrBlock range of the subnet; undefined or a token where it is not known at synthesis.
 */
export function subnetAddressProblem(address: string, subnetCidrBlock: string | undefined): string | undefined {
  const number = addressNumber(address);
  if (number === undefined) return "an IPv4 address";
  const subnet = known(subnetCidrBlock) ? parseCidr(subnetCidrBlock) : "";
  if (typeof subnet === "string") return undefined;
  if (!contains(subnet, { first: number, last: number })) return `an address in the zone's subnet, ${subnet.text}`;
  const first = subnet.first + RESERVED_AT_START;
  return number >= first && number < subnet.last
    ? undefined
    : `an address that AWS does not keep for itself: from ${addressText(first)} to ${addressText(subnet.last - 1)}`;
}
