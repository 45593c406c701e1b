import type { Construct } from "constructs";
import type { VpcSpec } from "../config/vpc-schema";
import type { StackRole, VpcRole } from "../modules/aws/marks";
import { ExistingVpc, FlowLogs, IsolatedVpc, type IVpc } from "../modules/vpc";

/**
 * The VPC that an environment file asks for: a new isolated one, or one that exists; and its flow logs.
 *
 * @param stackRole what the stack is for, since a service and a consumer, for one, may have the same name.
 */
export function vpcOf(scope: Construct, name: string, role: VpcRole, spec: VpcSpec, stackRole: StackRole = role): IVpc {
  const vpc = withoutLogs(scope, name, role, spec);
  if (spec.flowLogs) new FlowLogs(scope, "flow-logs", { name: `${name}-${stackRole}`, vpc, ...spec.flowLogs });
  return vpc;
}

function withoutLogs(scope: Construct, name: string, role: VpcRole, spec: VpcSpec): IVpc {
  const { cidr, zones, id, subnets, ipv6, subnetPrefixLength, networkAcl } = spec;
  const { isolation = role === "consumer" ? "required" : "unchecked" } = spec;
  if (id !== undefined) return new ExistingVpc(scope, "vpc", { vpcId: id, subnetIds: subnets ?? {}, ipv6, isolation });
  return new IsolatedVpc(scope, "vpc", {
    name,
    role,
    cidrBlock: cidr ?? "",
    ...(zones ? { zoneIds: zones } : { subnetCidrBlocks: subnets ?? {} }),
    ipv6,
    subnetPrefixLength,
    networkAcl,
  });
}
