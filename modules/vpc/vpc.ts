import type { NetworkAclMode } from "./network-acl-mode";

/** Ids of subnets by the id of the zone that each is in (`use1-az1`): at most one a zone, as an endpoint wants them. */
export type SubnetIdsByZone = Readonly<Record<string, string>>;

/** A VPC with a private subnet in some zones: made by {@link IsolatedVpc}, or adopted with {@link ExistingVpc}. */
export interface IVpc {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Primary IPv4 range of the VPC, in CIDR notation. */
  readonly cidrBlock: string;
  /** The private subnets by zone id. */
  readonly subnetIds: SubnetIdsByZone;
  /** Whether these subnets have IPv6 ranges too. @default false */
  readonly ipv6?: boolean;
  /** IPv6 range of the VPC, where the subnets have some. @default - none, or not known */
  readonly ipv6CidrBlock?: string;
  /** IPv4 ranges of these subnets by zone id, where they are known. @default - not known */
  readonly subnetCidrBlocks?: Readonly<Record<string, string>>;
  /**
   * Ids of the route tables that the subnets use; of a VPC that exists, known only to Terraform. Gateway endpoints put their
   * routes into them.
   *
   * @default - not known: gateway endpoints are told the tables
   */
  readonly routeTableIds?: readonly string[];
  /** What the network ACL of the subnets lets through. @default - not known */
  readonly networkAcl?: NetworkAclMode;
}
