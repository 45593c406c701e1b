import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { IsolatedVpc, type IVpc } from "../../../modules/vpc";

/** What a plan does to the resources of a type: `create then delete` and `delete then create` replace. */
export type Planned =
  | "no change"
  | "update"
  | "create then delete"
  | "delete then create"
  | "create and delete"
  | "create";

/** What the constructs of all rows stand in. */
export interface Surroundings {
  /** A VPC with IPv4 and IPv6 addresses in three zones. */
  readonly vpc: IVpc;
  /** Another subnet in the first zone. */
  readonly otherSubnetId: string;
}

/** A change of a construct, and what the provider plans for it. */
export interface Row {
  /** Id of the construct: it becomes part of names. */
  readonly id: string;
  /** The change in words. */
  readonly change: string;
  /** Type of the resource that the table is about. */
  readonly type: string;
  readonly expected: Planned;
  readonly before: (scope: Construct, id: string, around: Surroundings) => void;
  readonly after: (scope: Construct, id: string, around: Surroundings) => void;
}

export const ZONES = ["use1-az1", "use1-az2", "use1-az3"] as const;

export function surroundings(stack: TerraformStack): Surroundings {
  const vpc = new IsolatedVpc(stack, "vpc", {
    name: "rows",
    role: "service",
    cidrBlock: "10.10.0.0/20",
    zoneIds: [...ZONES],
    ipv6: true,
  });
  const other = new Subnet(stack, "other-subnet", {
    vpcId: vpc.vpcId,
    cidrBlock: "10.10.15.0/24",
    availabilityZoneId: ZONES[0],
  });
  return { vpc, otherSubnetId: other.id };
}

/** The same VPC with some of its zones. */
export function zonesOf(vpc: IVpc, count: number): IVpc {
  const kept = ZONES.slice(0, count);
  const pick = (all: Readonly<Record<string, string>> | undefined) =>
    Object.fromEntries(kept.map((zone) => [zone, all?.[zone] as string]));
  return {
    vpcId: vpc.vpcId,
    cidrBlock: vpc.cidrBlock,
    subnetIds: pick(vpc.subnetIds),
    subnetCidrBlocks: pick(vpc.subnetCidrBlocks),
    ipv6: vpc.ipv6 ?? false,
    ...(vpc.ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock: vpc.ipv6CidrBlock }),
  };
}

/** The same VPC with another subnet in the first zone. */
export function otherSubnet(vpc: IVpc, subnetId: string): IVpc {
  const { subnetCidrBlocks: _, ...rest } = vpc;
  return { ...rest, subnetIds: { ...vpc.subnetIds, [ZONES[0]]: subnetId } };
}
