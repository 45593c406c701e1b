import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { declareStackRole, type StackRole } from "../../modules/vpc";
import { temporaryFolder } from "../support/environments";

/** What a stack of a team has. */
export interface TeamStackOptions {
  /** Value of the tag `privatelink:vpc-role` of its VPC. @default - it has no such tag */
  readonly mark?: string;
  /** Value of the output `privatelink_stack_role`. @default - it has no such output */
  readonly role?: StackRole;
  /** Whether its VPC has a NAT gateway. @default false */
  readonly natGateway?: boolean;
}

/** An app without stacks, which writes to a folder of its own. */
export function newApp(): App {
  return new App({ stackTraces: false, outdir: temporaryFolder() });
}

/** A stack as a team writes it with plain cdktf: a VPC and a subnet. */
export function teamStack(
  options: TeamStackOptions = {},
  app: Construct = newApp(),
  id: string = "team",
): TerraformStack {
  const { mark, role, natGateway = false } = options;
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  const tags = mark === undefined ? {} : { tags: { "privatelink:vpc-role": mark } };
  const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.20.0.0/24", ...tags });
  const subnet = new Subnet(stack, "subnet", { vpcId: vpc.id, cidrBlock: "10.20.0.0/26" });
  if (natGateway) {
    new InternetGateway(stack, "internet", { vpcId: vpc.id });
    new NatGateway(stack, "nat", { subnetId: subnet.id, connectivityType: "private" });
  }
  if (role !== undefined) declareStackRole(stack, role);
  return stack;
}
