import type { Construct } from "constructs";
import type { VpcSpec } from "../config/shared-schema";
import type { VpcRole } from "../modules/aws/marks";
import { ExistingVpc, FlowLogs, IsolatedVpc, type IVpc } from "../modules/vpc";

/** The VPC that an environment file asks for: a new isolated one, or one that exists; and its flow logs. */
export function vpcOf(scope: Construct, name: string, role: VpcRole, spec: VpcSpec): IVpc {
  const vpc = withoutLogs(scope, name, role, spec);
  // A service and a consumer may have the same name.
  if (spec.flowLogs) new FlowLogs(scope, "flow-logs", { name: `${name}-${role}`, vpc, ...spec.flowLogs });
  return vpc;
}

function withoutLogs(scope: Construct, name: string, role: VpcRole, spec: VpcSpec): IVpc {
  const { cidr, zones, id, subnets } = spec;
  if (id !== undefined) return new ExistingVpc(scope, "vpc", { vpcId: id, subnetIds: subnets ?? {} });
  return new IsolatedVpc(scope, "vpc", {
    name,
    role,
    cidrBlock: cidr ?? "",
    ...(zones ? { zoneIds: zones } : { subnetCidrBlocks: subnets ?? {} }),
  });
}
