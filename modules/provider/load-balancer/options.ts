import { type AccessLogs, accessLogProblems } from "./access-logs";
import { capacityProblems } from "./capacity";
import { dualstackProblems } from "./dualstack";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";
import { privateAddressProblems } from "./private-addresses";
import { type PrivateLinkRules, privateLinkRuleProblems } from "./privatelink-rules";

/** What can be chosen of a load balancer beside its listeners and targets. */
export interface LoadBalancerOptions {
  /** Whether a node forwards to targets in the other zones too, so that no zone is left without a target. @default true */
  readonly crossZone?: boolean | undefined;
  /**
   * Whether the load balancer can be shifted away from a zone (zonal shift of Amazon Application Recovery Controller).
   * Somebody must start the shift. It needs two zones. With `crossZone`, each target group must be TCP or TLS, without
   * an Application Load Balancer, and with `terminateUnhealthyConnections: false`.
   *
   * @default false
   */
  readonly zonalShift?: boolean | undefined;
  /** Whether AWS refuses to delete the load balancer. @default false */
  readonly deletionProtection?: boolean | undefined;
  /** Whether Terraform refuses every plan that would destroy the load balancer, also to replace it. @default false */
  readonly preventDestroy?: boolean | undefined;
  /**
   * Capacity that AWS keeps ready, in load balancer capacity units (LCU) over all zones: one is 2.2 Mbps. AWS charges for
   * it, used or not. At least 2,750 for each zone; not with a TLS listener.
   *
   * @default - none: the load balancer grows with its traffic
   */
  readonly capacityUnits?: number | undefined;
  /**
   * Addresses that each node takes beside its own to connect to targets, 0 to 7: each allows 55,000 connections per minute
   * and target more (see the metric `PortAllocationErrorCount`). They can be raised in place; a lower number replaces the
   * load balancer.
   *
   * @default 0
   */
  readonly secondaryAddresses?: number | undefined;
  /**
   * Whether clients may connect over IPv6 too (`dualstack`), which an endpoint service that supports IPv6 needs of all its
   * load balancers. It can be changed in place; needs a VPC with IPv6, and no UDP.
   *
   * @default "ipv4"
   */
  readonly ipAddressType?: "ipv4" | "dualstack" | undefined;
  /**
   * IPv4 address of the node in each zone, by zone id: in all zones of the VPC or in none. A zone may be added with its
   * address. AWS gives a node its address once: the AWS provider plans other addresses as an update in place, which the policy
   * `no-new-addresses` refuses, and plans nothing where they are removed, of which a check warns.
   *
   * @default - AWS chooses, once for the life of the load balancer
   */
  readonly privateAddresses?: Readonly<Record<string, string>> | undefined;
  /**
   * Where to write of the connections to the TLS listeners, of which there must be one.
   *
   * @default - nowhere
   */
  readonly accessLogs?: AccessLogs | undefined;
  /**
   * Whether inbound rules apply to connections through PrivateLink, and whom they let in.
   *
   * @default - they do not apply: a consumer that is connected to the service gets in
   */
  readonly privateLinkRules?: PrivateLinkRules | undefined;
  /**
   * Ids of security groups that exist, in place of the one that is made otherwise. They must let the load balancer out to
   * the targets' ports.
   *
   * @default - one is made: nothing in but PrivateLink, out to the targets' ports within the VPC
   */
  readonly securityGroupIds?: readonly string[] | undefined;
}

/** Options whose bucket may be one that is yet to be made. */
type LooseOptions = Omit<LoadBalancerOptions, "accessLogs"> & {
  readonly accessLogs?: Partial<AccessLogs> | undefined;
};

/** Everything that AWS, or its provider, refuses of a load balancer's options. */
export function optionProblems(options: LooseOptions, around: LoadBalancerSurroundings): OptionProblem[] {
  return [
    ...capacityProblems(options.capacityUnits, options.secondaryAddresses, around),
    ...privateAddressProblems(options.privateAddresses, around),
    ...accessLogProblems(options.accessLogs, around),
    ...privateLinkRuleProblems(options.privateLinkRules, options.securityGroupIds, around),
    ...(options.ipAddressType === "dualstack" ? dualstackProblems(options, around) : []).map((expected) => ({
      path: ["ipAddressType"],
      expected,
    })),
  ];
}
