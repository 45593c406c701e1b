import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { TerraformStack } from "cdktf";
import { elementsOf, isText } from "../../aws/expressions";
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

/**
 * Lets every plan warn where a load balancer still has fixed addresses that are no longer declared. The AWS provider plans no
 * change then, since AWS gives a node its address once. Where AWS chose the addresses, the state has none.
 */
export function warnOfKeptAddresses(loadBalancer: Lb): void {
  const nodes = `${elementsOf(`${loadBalancer.fqn}.subnet_mapping`)} : node.private_ipv4_address`;
  const kept = `[for node in ${nodes} if ${isText("node.private_ipv4_address")}]`;
  TerraformStack.of(loadBalancer).addOverride(`check.${loadBalancer.friendlyUniqueId}`, {
    assert: [
      {
        condition: `\${length(${kept}) == 0}`,
        error_message: `Load balancer \${${loadBalancer.fqn}.name} has the fixed addresses \${join(", ", sort(${kept}))}, which are no longer declared. AWS keeps them for the life of the load balancer. Declare them again under privateAddresses; for others, make another load balancer.`,
      },
    ],
  });
}
