import type { ListenerProtocol } from "./listener";

/** Something that AWS, or its provider, refuses of a load balancer's options. */
export interface OptionProblem {
  /** Where it is, from the options on: `["privateAddresses", "use1-az1"]`. */
  readonly path: readonly (string | number)[];
  /** What would have been right, with the reason. */
  readonly expected: string;
  /** What to do, where it does not follow from what was expected. */
  readonly fix?: string;
  /** What was found. @default - the value at the path */
  readonly found?: string;
  /** All places that have the same thing, where that is what is wrong. */
  readonly places?: readonly (readonly (string | number)[])[];
}

/** What the options of a load balancer must go with. */
export interface LoadBalancerSurroundings {
  /** Ids of the zones that it has nodes in. */
  readonly zoneIds: readonly string[];
  /** IPv4 ranges of the subnets by zone id, as far as they are known. */
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  /** Protocols of the listeners by name. */
  readonly protocols: Readonly<Record<string, ListenerProtocol>>;
  /** Whether its subnets have IPv6 ranges. */
  readonly ipv6: boolean;
  /** Most inbound rules of a security group. @default - not judged here */
  readonly ruleQuota?: number | undefined;
}
