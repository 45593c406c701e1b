import type { VpcInput } from "../config/estate/common-input";
import type { StackRole, VpcRole } from "../modules/aws/marks";
import { AwsEndpoints, type IEndpoint, VpcDnsCheck } from "../modules/consumer";
import { ExistingVpc, FlowLogs, IsolatedVpc, type IVpc } from "../modules/vpc";
import type { PrivateLinkStack } from "./privatelink-stack";

/** Id of the construct of those endpoints. */
const AWS_ENDPOINTS = "aws-endpoints";

/**
 * The VPC that an environment file asks for: a new isolated one, or one that exists; its flow logs, and its endpoints to
 * services of AWS.
 *
 * @param stackRole what the stack is for, since a service and a consumer, for one, may have the same name.
 * @param inspected whether packets to the endpoints pass appliances.
 */
export function vpcOf(
  scope: PrivateLinkStack,
  name: string,
  role: VpcRole,
  spec: VpcInput,
  stackRole: StackRole = role,
  inspected: boolean = false,
): IVpc {
  const vpc = withoutLogs(scope, name, role, spec);
  if (spec.flowLogs) new FlowLogs(scope, "flow-logs", { name: `${name}-${stackRole}`, vpc, ...spec.flowLogs });
  if (spec.awsEndpoints) {
    new AwsEndpoints(scope, AWS_ENDPOINTS, {
      name: `${name}-${stackRole}`,
      vpc,
      region: scope.region,
      services: spec.awsEndpoints,
      ...(inspected ? { inspected } : {}),
    });
    // One that exists must resolve their private names.
    if (spec.id !== undefined) new VpcDnsCheck(scope, `${AWS_ENDPOINTS}-dns`, { vpcId: spec.id });
  }
  return vpc;
}

/** Endpoints to services of AWS that the VPC of a stack is made with, by short name. */
export function awsEndpointsOf(stack: PrivateLinkStack): Readonly<Record<string, IEndpoint>> {
  const made = stack.node.tryFindChild(AWS_ENDPOINTS);
  return made instanceof AwsEndpoints ? made.endpoints : {};
}

function withoutLogs(scope: PrivateLinkStack, name: string, role: VpcRole, spec: VpcInput): IVpc {
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
