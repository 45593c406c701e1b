import { Fn } from "cdktf";
import type { Metric } from "../../aws/metric-alarm";
import type { ListenerProtocol } from "../load-balancer";

/** A listener to watch. */
export interface MonitoredListener {
  /** ARN of the target group that it forwards to. */
  readonly targetGroupArn: string;
  /**
   * Names that it had before, oldest first: its alarms are moved, and keep the oldest name in theirs, which AWS cannot change.
   *
   * @default - none
   */
  readonly formerNames?: readonly string[];
  /** What consumers speak to it. @default "TCP" */
  readonly protocol?: ListenerProtocol;
  /** What the targets are. CloudWatch counts no hosts behind `alb`: watch that load balancer itself. @default "instance" */
  readonly targetType?: "instance" | "ip" | "alb";
}

/** A load balancer to watch. */
export interface MonitoredLoadBalancer {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** Whether it is a Network Load Balancer or, before appliances, a Gateway Load Balancer, which has fewer metrics. @default "network" */
  readonly type?: "network" | "gateway";
  /** Ids of the zones that it has a node in. */
  readonly zoneIds: readonly string[];
  /** Its listeners by name. The name is part of the alarms' names. */
  readonly listeners: Readonly<Record<string, MonitoredListener>>;
  /** Whether its nodes forward to targets in other zones too; `unknown` of one that somebody else may change. @default true */
  readonly crossZone?: boolean | "unknown";
  /** Whether the inbound rules of its security groups are enforced on PrivateLink traffic. @default false */
  readonly enforcesInboundRules?: boolean;
}

/**
 * A metric of a load balancer. Namespaces and dimensions: the user guides for Network Load Balancers and for Gateway Load
 * Balancers, "CloudWatch metrics".
 */
export function loadBalancerMetric(
  { loadBalancerArn, type = "network" }: Pick<MonitoredLoadBalancer, "loadBalancerArn" | "type">,
  metricName: string,
  statistic: Metric["statistic"],
  dimensions: Readonly<Record<string, string>> = {},
): Metric {
  return {
    namespace: type === "gateway" ? "AWS/GatewayELB" : "AWS/NetworkELB",
    metricName,
    dimensions: { LoadBalancer: loadBalancerDimension(loadBalancerArn), ...dimensions },
    statistic,
  };
}

/**
 * Hosts of a target group, in one zone or in all. AWS advises the maximum of the healthy and the minimum of the unhealthy
 * ones, since each node of the load balancer reports a count of its own.
 *
 * @param zoneName name of the zone in the account.
 */
export function hostMetric(
  loadBalancer: Pick<MonitoredLoadBalancer, "loadBalancerArn" | "type">,
  targetGroupArn: string,
  health: "healthy" | "unhealthy",
  zoneName?: string,
): Metric {
  return loadBalancerMetric(
    loadBalancer,
    health === "healthy" ? "HealthyHostCount" : "UnHealthyHostCount",
    health === "healthy" ? "Maximum" : "Minimum",
    {
      TargetGroup: targetGroupDimension(targetGroupArn),
      ...(zoneName === undefined ? {} : { AvailabilityZone: zoneName }),
    },
  );
}

/** A metric of an endpoint service. Namespace and dimensions: AWS PrivateLink Guide, "CloudWatch metrics". */
export function serviceMetric(serviceId: string, metricName: string, statistic: Metric["statistic"]): Metric {
  return { namespace: "AWS/PrivateLinkServices", metricName, dimensions: { "Service Id": serviceId }, statistic };
}

/** `net/<name>/<id>` or `gwy/<name>/<id>`: the ARN behind `loadbalancer/`. */
function loadBalancerDimension(arn: string): string {
  return Fn.trimprefix(lastPart(arn), "loadbalancer/");
}

/** `targetgroup/<name>/<id>`. */
function targetGroupDimension(arn: string): string {
  return lastPart(arn);
}

/** The sixth part of an ARN, when Terraform knows it. */
function lastPart(arn: string): string {
  return Fn.element(Fn.split(":", arn), 5);
}
