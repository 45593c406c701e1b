import type { LoadBalancerSurroundings } from "./option-problem";
import type { LoadBalancerOptions } from "./options";

/**
 * What does not go with IPv6, as what was expected instead of it. Source: User Guide for Network Load Balancers, "IP
 * address type".
 */
export function dualstackProblems(
  { privateAddresses, privateLinkRules }: Pick<LoadBalancerOptions, "privateAddresses" | "privateLinkRules">,
  { protocols, ipv6 }: Pick<LoadBalancerSurroundings, "protocols" | "ipv6">,
): string[] {
  const udp = Object.keys(protocols)
    .filter((name) => protocols[name] === "UDP" || protocols[name] === "TCP_UDP")
    .sort();
  return [
    ...(ipv6 ? [] : ["a VPC whose subnets have IPv6 ranges, `ipv6: true`"]),
    ...(udp.length === 0
      ? []
      : [
          `no UDP listener (${udp.join(", ")}): with IPv6 it needs a prefix for source NAT, which the AWS provider cannot set at 6.25`,
        ]),
    ...(privateAddresses === undefined
      ? []
      : [
          "no `privateAddresses`: the AWS provider can take the IPv6 addresses beside them for a change that replaces the load balancer (its issue 49531)",
        ]),
    ...(privateLinkRules?.enforce
      ? [
          "no `privateLinkRules` that are enforced: which IPv6 ranges consumers' clients will have is not known beforehand",
        ]
      : []),
  ];
}
