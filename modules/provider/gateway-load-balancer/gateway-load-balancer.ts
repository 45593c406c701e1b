import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { autoScalingGroupNameProblem } from "../../aws/auto-scaling-group-name";
import { addressNumber } from "../../aws/cidr";
import { boundedName } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import type { IVpc } from "../../vpc";
import { checkHealthCheck, type HealthCheckProps, healthCheckProblems } from "../load-balancer/health-check";
import { DEFAULT_IDLE_TIMEOUT_SECONDS } from "../load-balancer/make-listener";
import { checkFlows, type FlowProps } from "./flows";
import { MAX_APPLIANCES } from "./limits";
import { makeApplianceGroup } from "./target-group";

/** Properties of {@link GatewayLoadBalancer}. */
export interface GatewayLoadBalancerProps extends FlowProps {
  /** Name of the load balancer; what it makes takes names from it. A change of name replaces the load balancer. */
  readonly name: string;
  /** VPC, in each of whose subnets the load balancer has a node. AWS takes zones in later, but none out. */
  readonly vpc: IVpc;
  /** Whether appliances are registered as instances or as IP addresses. @default "instance" */
  readonly targetType?: "instance" | "ip";
  /**
   * Ids of instances, or IP addresses, by a name for the appliance, which is part of the Terraform address; at most 300.
   *
   * @default - none
   */
  readonly targetIds?: Readonly<Record<string, string>>;
  /**
   * Names of Auto Scaling groups, whose instances register themselves, by a name for the group. With `targetType`
   * `instance` alone.
   *
   * @default - none
   */
  readonly autoScalingGroupNames?: Readonly<Record<string, string>>;
  /** Health check of the appliances, at port 80 unless it says another. @default - a TCP connection every 10 seconds */
  readonly healthCheck?: HealthCheckProps;
  /** Whether a node sends to appliances in the other zones too, so that no zone is left without one. @default true */
  readonly crossZone?: boolean;
  /**
   * Whether it takes IPv6 packets too (`dualstack`), which an endpoint service that supports IPv6 needs of all its load
   * balancers. Needs a VPC with IPv6; appliances get them over IPv4.
   *
   * @default "ipv4"
   */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Whether AWS refuses to delete the load balancer. @default false */
  readonly deletionProtection?: boolean;
  /** Whether Terraform refuses every plan that would destroy the load balancer, also to replace it. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * A Gateway Load Balancer with its appliances, in front of an endpoint service: packets that consumers route to their endpoints
 * go, wrapped in GENEVE, through an appliance such as a firewall, and come back. It has no security group; the appliances'
 * own must let in UDP 6081, and the health check, from its subnets.
 */
export class GatewayLoadBalancer extends Construct {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** ARN of the target group that appliances are registered in. */
  readonly targetGroupArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: GatewayLoadBalancerProps) {
    super(scope, id);
    validate(this, props);
    const { vpc, idleTimeoutSeconds } = props;
    const loadBalancer = new Lb(this, "load-balancer", {
      name: boundedName([props.name], 32),
      loadBalancerType: "gateway",
      subnets: Object.keys(vpc.subnetIds)
        .sort()
        .map((zone) => vpc.subnetIds[zone] as string),
      ipAddressType: props.ipAddressType ?? "ipv4",
      enableCrossZoneLoadBalancing: props.crossZone ?? true,
      enableDeletionProtection: props.deletionProtection ?? false,
      tags: { Name: props.name },
      // Terraform then updates the service before it destroys a load balancer that the service is to have no more.
      lifecycle: { createBeforeDestroy: true, ...(props.preventDestroy ? { preventDestroy: true } : {}) },
    });
    const targetGroup = makeApplianceGroup(this, props);
    // It hears every packet: AWS takes neither port nor protocol.
    new LbListener(this, "listener", {
      loadBalancerArn: loadBalancer.arn,
      defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tcpIdleTimeoutSeconds: idleTimeoutSeconds ?? DEFAULT_IDLE_TIMEOUT_SECONDS,
      tags: { Name: props.name },
      lifecycle: { createBeforeDestroy: true },
    });
    this.loadBalancerArn = loadBalancer.arn;
    this.targetGroupArn = targetGroup.arn;
  }
}

function validate(loadBalancer: GatewayLoadBalancer, props: GatewayLoadBalancerProps): void {
  const problems = new PropertyProblems(loadBalancer);
  const { vpc, targetType = "instance", targetIds = {}, autoScalingGroupNames = {}, healthCheck } = props;
  problems.checkKnownName(props.name);
  if (Object.keys(vpc.subnetIds).length === 0) problems.add("vpc.subnetIds", "at least one subnet", vpc.subnetIds);
  if (Object.keys(targetIds).length > MAX_APPLIANCES)
    problems.add("targetIds", `at most ${MAX_APPLIANCES} appliances`, Object.keys(targetIds).length);
  for (const [key, targetId] of Object.entries(targetIds))
    if (known(targetId)) problems.check(`targetIds.${key}`, targetProblem(targetType, targetId), targetId);
  for (const [key, name] of Object.entries(autoScalingGroupNames))
    if (known(name)) problems.check(`autoScalingGroupNames.${key}`, autoScalingGroupNameProblem(name), name);
  if (targetType === "ip" && Object.keys(autoScalingGroupNames).length > 0)
    problems.add(
      "autoScalingGroupNames",
      "no group with targetType ip: groups register instances",
      autoScalingGroupNames,
    );
  if (props.ipAddressType === "dualstack" && !vpc.ipv6)
    problems.add("ipAddressType", "a VPC whose subnets have IPv6 ranges, `ipv6: true`", props.ipAddressType);
  if (healthCheck) {
    checkHealthCheck(problems, "healthCheck", healthCheck);
    problems.addWithin([], props, healthCheckProblems(healthCheck));
  }
  checkFlows(problems, props);
  problems.throwIfAny();
}

function targetProblem(targetType: "instance" | "ip", targetId: string): string | undefined {
  if (targetType === "instance")
    return resourceId("i").test(targetId) ? undefined : "the id of an instance, such as i-0123456789abcdef0";
  return addressNumber(targetId) === undefined ? "an IPv4 address" : undefined;
}
