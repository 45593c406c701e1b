import type { VpcRole } from "../aws/marks";

/** What the network ACL of the subnets can let through: traffic within the VPC, or everything. */
export const NETWORK_ACLS = ["vpc", "open"] as const;

/** What the network ACL of the subnets lets through. */
export type NetworkAclMode = (typeof NETWORK_ACLS)[number];

/**
 * What the network ACL lets through unless said otherwise. A consumer's clients and endpoints are within its VPC. What
 * arrives at the load balancers of a service is not: AWS compares their security groups' rules with the addresses of
 * the clients in other VPCs, and does not say that it spares network ACLs that.
 */
export function defaultNetworkAcl(role: VpcRole): NetworkAclMode {
  return role === "consumer" ? "vpc" : "open";
}
