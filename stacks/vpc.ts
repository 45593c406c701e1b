import type { VpcInput } from "../config/estate/common-input";
import type { StackRole, VpcRole } from "../modules/aws/marks";
import { AwsEndpoints, type IEndpoint, VpcDnsCheck } from "../modules/consumer";
import {
  type EncryptedWorkload,
  EncryptionControl,
  ExistingVpc,
  FlowLogs,
  IsolatedVpc,
  type IVpc,
} from "../modules/vpc";
import type { PrivateLinkStack } from "./privatelink-stack";

/** Id of the construct of those endpoints. */
const AWS_ENDPOINTS = "aws-endpoints";

/** What a stack says of its VPC, besides what the files say. */
export interface StackVpcOptions {
  /** What the stack is for: a service and a consumer may have the same name. @default - the side that the VPC is on */
  readonly stackRole?: StackRole;
  /** What runs in the VPC. @default - nothing that encryption could not be enforced for */
  readonly workload?: EncryptedWorkload;
  /** Whether a VPC of a consumer has a path to the VPCs of hubs. @default false */
  readonly hasHubPath?: boolean;
  /** Whether packets to the endpoints pass appliances. @default false */
  readonly inspected?: boolean;
}

/**
 * The VPC that an environment file asks for: a new isolated one, or one that exists; its flow logs, its encryption
 * control, and its endpoints to services of AWS.
 */
export function vpcOf(
  scope: PrivateLinkStack,
  name: string,
  role: VpcRole,
  spec: VpcInput,
  { stackRole = role, workload = {}, hasHubPath = false, inspected = false }: StackVpcOptions = {},
): IVpc {
  const vpc = withoutLogs(scope, name, role, spec);
  if (spec.flowLogs) new FlowLogs(scope, "flow-logs", { name: `${name}-${stackRole}`, vpc, ...spec.flowLogs });
  if (spec.encryptionControl)
    new EncryptionControl(scope, "encryption-control", {
      name: `${name}-${stackRole}`,
      vpc,
      role: hasHubPath ? "hub" : role,
      ...workload,
      ...spec.encryptionControl,
    });
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
