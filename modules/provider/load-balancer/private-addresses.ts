import { known } from "../../aws/property-problems";
import { subnetAddressProblem } from "../../aws/subnet-address";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";

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
      ? known(address) && subnetAddressProblem(address, subnetCidrBlocks[zone])
      : `a zone of the VPC: ${zones.join(", ")}`;
    if (expected) problems.push({ path: ["privateAddresses", zone], expected });
  }
  return problems;
}
