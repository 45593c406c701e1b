import { addressNumber, addressText, contains, parseCidr } from "../../aws/cidr";
import { known } from "../../aws/property-problems";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";

/** Addresses at the start of every subnet that AWS keeps, beside the last one (Amazon VPC User Guide, "Subnet sizing"). */
const RESERVED_AT_START = 4;

/** What is wrong with the fixed addresses of a load balancer, by zone id. */
export function privateAddressProblems(
  addresses: Readonly<Record<string, string>> | undefined,
  { zoneIds, subnetCidrBlocks }: Pick<LoadBalancerSurroundings, "zoneIds" | "subnetCidrBlocks">,
): OptionProblem[] {
  if (addresses === undefined) return [];
  const zones = [...zoneIds].sort();
  const problems: OptionProblem[] = [];
  if (zones.some((zone) => addresses[zone] === undefined))
    problems.push({
      path: ["privateAddresses"],
      expected: `an address in each zone of the VPC, ${zones.join(", ")}, or none at all`,
    });
  for (const zone of Object.keys(addresses).sort()) {
    const address = addresses[zone];
    const expected = zones.includes(zone)
      ? known(address) && addressProblem(address, subnetCidrBlocks[zone])
      : `a zone of the VPC: ${zones.join(", ")}`;
    if (expected) problems.push({ path: ["privateAddresses", zone], expected });
  }
  return problems;
}

/** Why a load balancer cannot have an address in a subnet, as what was expected instead. */
function addressProblem(address: string, subnetCidrBlock: string | undefined): string | undefined {
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
