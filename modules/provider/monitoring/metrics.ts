import { Fn } from "cdktf";
import type { Metric } from "../../aws/metric-alarm";
import type { ListenerProtocol } from "../load-balancer";

/** A listener to watch. */
export interface MonitoredListener {
  /** ARN of the target group that it forwards to. @default - several target groups, see `targetGroups` */
  readonly targetGroupArn?: string;
  /** Target groups that it forwards to, by their keys, in place of `targetGroupArn`. @default - only one */
  readonly targetGroups?: Readonly<Record<string, MonitoredTargetGroup>>;
  /**
   * Names that it had before, oldest first: its alarms are moved, and keep the oldest name in theirs, which AWS cannot change.
   *
   * @default - none
   */
  readonly formerNames?: readonly string[];
  /** Keys under `targetGroups` that the only target group had before, oldest first. @default - none */
  readonly formerTargetGroups?: readonly string[];
  /** What consumers speak to it. @default "TCP" */
  readonly protocol?: ListenerProtocol;
  /** What the targets are. CloudWatch counts no hosts behind `alb`: watch that load balancer itself. @default "instance" */
  readonly targetType?: "instance" | "ip" | "alb";
}

/** One of several target groups of a listener, to watch. */
export interface MonitoredTargetGroup {
  /** ARN of the target group. */
  readonly targetGroupArn: string;
  /** Share of the connections. With 0 the target group gets none, and no alarm watches its targets. */
  readonly weight: number;
  /** What the targets are. CloudWatch counts no hosts behind `alb`. @default "instance" */
  readonly targetType?: "instance" | "ip" | "alb";
  /**
   * Keys that it had before, oldest first: its alarms are moved, and keep the oldest key in their names. `targets` stands
   * for the time when it was the only target group.
   *
   * @default - none
   */
  readonly formerKeys?: readonly string[];
}

/** Hosts of a listener to watch: those of a target group. */
export interface MonitoredHosts {
  /** Name of the listener. */
  readonly listener: string;
  /** Names that the listener had before, oldest first. */
  readonly formerNames: readonly string[];
  /** Key of the target group. @default - the only one */
  readonly group?: string;
  /** Keys that the target group had before, oldest first. */
  readonly formerGroups: readonly string[];
  readonly targetGroupArn: string;
  readonly targetType?: "instance" | "ip" | "alb" | undefined;
  /** Whether it gets connections. */
  readonly isUsed: boolean;
}

/** The target groups of listeners, in the order of their names, but for those whose hosts CloudWatch does not count. */
export function monitoredHosts(listeners: Readonly<Record<string, MonitoredListener>>): MonitoredHosts[] {
  return Object.keys(listeners)
    .sort()
    .flatMap((name) => hostsOf(name, listeners[name] as MonitoredListener))
    .filter(({ targetType }) => targetType !== "alb");
}

function hostsOf(name: string, listener: MonitoredListener): MonitoredHosts[] {
  const { targetGroupArn, targetGroups = {}, targetType, formerNames = [], formerTargetGroups = [] } = listener;
  const of = { listener: name, formerNames };
  const only = { ...of, formerGroups: formerTargetGroups, targetType, isUsed: true };
  return [
    ...(targetGroupArn === undefined ? [] : [{ ...only, targetGroupArn }]),
    ...Object.keys(targetGroups)
      .sort()
      .map((group) => {
        const { weight, formerKeys = [], ...watched } = targetGroups[group] as MonitoredTargetGroup;
        return { ...of, ...watched, group, formerGroups: formerKeys, isUsed: weight !== 0 };
      }),
  ];
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
