import { known } from "../../aws/property-problems";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";

/**
 * Fewest capacity units that a Network Load Balancer can reserve in a zone. AWS's guide gives no figure; this is the one
 * that its own CDK holds users to.
 */
export const MIN_CAPACITY_UNITS_PER_ZONE = 2750;

/** Most secondary addresses of a node (Elastic Load Balancing API, `secondary_ips.auto_assigned.per_subnet`). */
export const MAX_SECONDARY_ADDRESSES = 7;

/**
 * What is wrong with reserved capacity and secondary addresses. Source: User Guide for Network Load Balancers, "Capacity
 * reservations" and "Edit attributes".
 */
export function capacityProblems(
  capacityUnits: number | undefined,
  secondaryAddresses: number | undefined,
  { zoneIds, protocols }: Pick<LoadBalancerSurroundings, "zoneIds" | "protocols">,
): OptionProblem[] {
  const problems: OptionProblem[] = [];
  const least = MIN_CAPACITY_UNITS_PER_ZONE * zoneIds.length;
  if (known(capacityUnits) && !(Number.isInteger(capacityUnits) && capacityUnits >= least))
    problems.push({
      path: ["capacityUnits"],
      expected: `a whole number from ${least}: ${MIN_CAPACITY_UNITS_PER_ZONE} for each of ${zoneIds.length} zone(s)`,
    });
  const [tls] = Object.keys(protocols)
    .filter((name) => protocols[name] === "TLS")
    .sort();
  if (capacityUnits !== undefined && tls !== undefined)
    problems.push({
      path: ["capacityUnits"],
      expected: `no reserved capacity with a TLS listener (${tls}), for which AWS reserves none`,
      fix: "take it out, or let the targets end TLS and listen with `protocol: TCP`",
    });
  if (
    known(secondaryAddresses) &&
    !(Number.isInteger(secondaryAddresses) && secondaryAddresses >= 0 && secondaryAddresses <= MAX_SECONDARY_ADDRESSES)
  )
    problems.push({ path: ["secondaryAddresses"], expected: `a whole number from 0 to ${MAX_SECONDARY_ADDRESSES}` });
  return problems;
}
