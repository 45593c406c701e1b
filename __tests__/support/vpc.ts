import type { Construct } from "constructs";
import { IsolatedVpc, type IVpc } from "../../modules/vpc";

/** A VPC for the constructs under test to stand in, which adds nothing to the stack. */
export const VPC: IVpc = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlock: "10.0.0.0/16",
  subnetIds: {
    "use1-az1": "subnet-00000000000000001",
    "use1-az2": "subnet-00000000000000002",
  },
};

/** A VPC as the stacks make it. */
export function isolatedVpc(scope: Construct, zoneIds: readonly string[] = ["use1-az1", "use1-az2"]): IsolatedVpc {
  return new IsolatedVpc(scope, "vpc", { name: "test", role: "consumer", cidrBlock: "10.0.0.0/16", zoneIds });
}
