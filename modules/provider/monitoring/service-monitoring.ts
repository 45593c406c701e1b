import { DataAwsAvailabilityZone } from "@cdktf/provider-aws/lib/data-aws-availability-zone";
import { Construct } from "constructs";
import { checkAlarmTopics } from "../../aws/alarm-topics";
import { type AlarmContext, makeAlarm } from "../../aws/metric-alarm";
import { monitoringProblems } from "../../aws/monitoring-problems";
import { boundedName, namePartProblem } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { isZoneId } from "../../aws/zone-id";
import { ServiceDashboard } from "./dashboard";
import { LoadBalancerAlarms } from "./load-balancer-alarms";
import { type MonitoredLoadBalancer, serviceMetric } from "./metrics";
import { ALARM_KINDS, type AlarmThresholds, thresholdOf, thresholdProblem } from "./thresholds";

/** Properties of {@link ServiceMonitoring}. */
export interface ServiceMonitoringProps {
  /** Name of the service; alarms and dashboard take names from it. */
  readonly name: string;
  /** Id of the endpoint service, `vpce-svc-...`. */
  readonly serviceId: string;
  /** Load balancers of the service by name. The name is part of Terraform addresses and of alarms' names. */
  readonly loadBalancers: Readonly<Record<string, MonitoredLoadBalancer>>;
  /** Thresholds of the alarms, by what they watch; `false` for no alarms at all. @default - the default of each */
  readonly alarms?: AlarmThresholds | false;
  /**
   * ARNs of the SNS topics that CloudWatch notifies when an alarm enters or leaves the state ALARM: at most 5, in the
   * region of the service. Their policies must let `cloudwatch.amazonaws.com` publish.
   *
   * @default - none: alarms are seen only in CloudWatch
   */
  readonly alarmTopicArns?: readonly string[];
  /** Whether there is a dashboard. @default true */
  readonly dashboard?: boolean;
}

/** CloudWatch alarms and a dashboard for an endpoint service and the load balancers behind it. */
export class ServiceMonitoring extends Construct {
  /** ARNs of all alarms. */
  readonly alarmArns: readonly string[];
  /** Name of the dashboard; undefined where there is none. */
  readonly dashboardName: string | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceMonitoringProps,
  ) {
    super(scope, id);
    validate(this, props);
    const { name, serviceId, loadBalancers, alarms = {}, dashboard = true } = props;
    const zoneNames = this.zoneNames();
    this.alarmArns = alarms === false ? [] : this.alarms(alarms, zoneNames);
    this.dashboardName = dashboard
      ? new ServiceDashboard(this, "dashboard", {
          dashboardName: boundedName([name, "service"], 255),
          serviceId,
          loadBalancers,
          zoneNames,
          alarmArns: this.alarmArns,
        }).dashboardName
      : undefined;
  }

  /** CloudWatch has zones by their names in the account, which Terraform learns. */
  private zoneNames(): ReadonlyMap<string, string> {
    const zoneIds = new Set(Object.values(this.props.loadBalancers).flatMap((each) => each.zoneIds));
    return new Map(
      [...zoneIds]
        .sort()
        .map((zoneId) => [zoneId, new DataAwsAvailabilityZone(this, `zone-${zoneId}`, { zoneId }).name]),
    );
  }

  private alarms(thresholds: AlarmThresholds, zoneNames: ReadonlyMap<string, string>): string[] {
    const { name, loadBalancers, alarmTopicArns: topicArns = [] } = this.props;
    const context: AlarmContext = { name, topicArns };
    const ofLoadBalancers = Object.keys(loadBalancers)
      .sort()
      .flatMap((key) => {
        const loadBalancer = loadBalancers[key] as MonitoredLoadBalancer;
        const props = { ...context, key, loadBalancer, thresholds, zoneNames };
        return new LoadBalancerAlarms(this, `load-balancer-${key}`, props).alarmArns;
      });
    return [...ofLoadBalancers, ...this.serviceAlarms(context, thresholds)];
  }

  private serviceAlarms(context: AlarmContext, thresholds: AlarmThresholds): string[] {
    const { serviceId } = this.props;
    const arns: string[] = [];
    const resets = thresholdOf("endpointResets", thresholds);
    if (resets !== false)
      arns.push(
        makeAlarm(this, "endpoint-resets", context, {
          nameParts: ["endpoint-resets"],
          description: "The endpoint service resets consumers' connections. Look at the targets' health.",
          metric: serviceMetric(serviceId, "RstPacketsSent", "Sum"),
          above: resets,
          ...FIVE_MINUTES,
          missingData: "notBreaching",
        }),
      );
    const connections = thresholdOf("activeConnections", thresholds);
    if (connections !== false)
      arns.push(
        makeAlarm(this, "active-connections", context, {
          nameParts: ["active-connections"],
          description: `More than ${connections} connections at a time. Look at the dashboard for the consumers they are of.`,
          metric: serviceMetric(serviceId, "ActiveConnections", "Maximum"),
          above: connections,
          ...FIVE_MINUTES,
          missingData: "notBreaching",
        }),
      );
    const endpoints = thresholdOf("connectedEndpoints", thresholds);
    if (endpoints !== false)
      arns.push(
        makeAlarm(this, "connected-endpoints", context, {
          nameParts: ["connected-endpoints"],
          description: `Fewer than ${endpoints} endpoint(s) are connected: consumers are gone, or were rejected.`,
          metric: serviceMetric(serviceId, "EndpointsCount", "Maximum"),
          below: endpoints,
          ...FIVE_MINUTES,
          periods: 3,
          // AWS reports the number only where it is not zero.
          missingData: "breaching",
        }),
      );
    return arns;
  }
}

const FIVE_MINUTES = { periodSeconds: 300, periods: 1 };

function validate(monitoring: ServiceMonitoring, props: ServiceMonitoringProps): void {
  const problems = new PropertyProblems(monitoring);
  problems.checkKnownName(props.name);
  const { alarms = {}, loadBalancers } = props;
  if (Object.keys(loadBalancers).length === 0)
    problems.add("loadBalancers", "at least one load balancer", loadBalancers);
  for (const [key, { zoneIds, listeners }] of Object.entries(loadBalancers)) {
    problems.check(`loadBalancers.${key}`, namePartProblem(key), key);
    if (zoneIds.length === 0) problems.add(`loadBalancers.${key}.zoneIds`, "at least one zone", zoneIds);
    for (const zone of zoneIds)
      if (!isZoneId(zone)) problems.add(`loadBalancers.${key}.zoneIds`, "zone ids such as use1-az1", zone);
    if (Object.keys(listeners).length === 0)
      problems.add(`loadBalancers.${key}.listeners`, "at least one listener", listeners);
    for (const [name, { targetGroupArn, targetGroups }] of Object.entries(listeners)) {
      problems.check(`loadBalancers.${key}.listeners.${name}`, namePartProblem(name), name);
      if ((targetGroupArn === undefined) === (targetGroups === undefined))
        problems.add(
          `loadBalancers.${key}.listeners.${name}`,
          "either `targetGroupArn` or `targetGroups`",
          targetGroupArn,
        );
    }
  }
  for (const kind of ALARM_KINDS) {
    const threshold = alarms === false ? undefined : alarms[kind];
    if (known(threshold)) problems.check(`alarms.${kind}`, thresholdProblem(kind, threshold), threshold);
  }
  checkAlarmTopics(problems, props.alarmTopicArns);
  problems.addWithin([], props, monitoringProblems(props));
  problems.throwIfAny();
}
