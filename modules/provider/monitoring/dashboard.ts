import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import type { Metric } from "../../aws/metric-alarm";
import { dashboardBody, type Graph, type Line, searchLine } from "../../aws/metric-dashboard";
import { targetGroupKey } from "../load-balancer/target-groups";
import { hostMetric, loadBalancerMetric, type MonitoredLoadBalancer, monitoredHosts, serviceMetric } from "./metrics";

/** Properties of {@link ServiceDashboard}. */
export interface ServiceDashboardProps {
  /** Name of the dashboard. CloudWatch has one of a name in an account, for all regions. */
  readonly dashboardName: string;
  /** Id of the endpoint service. */
  readonly serviceId: string;
  /** Its load balancers by name. */
  readonly loadBalancers: Readonly<Record<string, MonitoredLoadBalancer>>;
  /** Names of the zones in the account by zone id. */
  readonly zoneNames: ReadonlyMap<string, string>;
  /** ARNs of the service's alarms. */
  readonly alarmArns: readonly string[];
}

/** A dashboard of a service: who is connected, what flows, how well the targets are, and what goes wrong. */
export class ServiceDashboard extends Construct {
  /** Name of the dashboard. */
  readonly dashboardName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceDashboardProps,
  ) {
    super(scope, id);
    const { loadBalancers } = props;
    const region = new DataAwsRegion(this, "region", {}).region;
    const graphs = [
      ...this.serviceGraphs(),
      ...Object.keys(loadBalancers)
        .sort()
        .flatMap((key) => this.loadBalancerGraphs(key, loadBalancers[key] as MonitoredLoadBalancer)),
    ];
    const dashboard = new CloudwatchDashboard(this, "dashboard", {
      dashboardName: props.dashboardName,
      dashboardBody: dashboardBody(region, props.alarmArns, graphs),
    });
    this.dashboardName = dashboard.dashboardName;
  }

  private serviceGraphs(): Graph[] {
    const { serviceId } = this.props;
    const line = (metricName: string, statistic: Metric["statistic"], label: string): Line => ({
      metric: serviceMetric(serviceId, metricName, statistic),
      label,
    });
    // Of each endpoint that is connected: the list of consumers, by what they do.
    const byEndpoint = (metricName: string, statistic: Metric["statistic"]): Line =>
      searchLine('AWS/PrivateLinkServices,"Service Id","VPC Endpoint Id"', metricName, statistic, serviceId);
    return [
      {
        title: "Endpoints and their connections",
        lines: [
          line("EndpointsCount", "Maximum", "connected endpoints"),
          line("ActiveConnections", "Maximum", "active connections"),
          line("NewConnections", "Sum", "new connections"),
        ],
      },
      { title: "Connections by endpoint", lines: [byEndpoint("ActiveConnections", "Maximum")] },
      { title: "Bytes", lines: [line("BytesProcessed", "Sum", "bytes")] },
      { title: "Bytes by endpoint", lines: [byEndpoint("BytesProcessed", "Sum")] },
      { title: "Resets sent to endpoints", lines: [line("RstPacketsSent", "Sum", "resets")] },
      { title: "Resets by endpoint", lines: [byEndpoint("RstPacketsSent", "Sum")] },
    ];
  }

  private loadBalancerGraphs(key: string, loadBalancer: MonitoredLoadBalancer): Graph[] {
    const line = (metricName: string, statistic: Metric["statistic"], label: string): Line => ({
      metric: loadBalancerMetric(loadBalancer, metricName, statistic),
      label,
    });
    const flows: Graph[] = [
      {
        title: `${key}: flows`,
        lines: [line("ActiveFlowCount", "Average", "active"), line("NewFlowCount", "Sum", "new")],
      },
      { title: `${key}: capacity units consumed`, lines: [line("ConsumedLCUs", "Average", "LCUs")] },
    ];
    if (loadBalancer.type === "gateway")
      return [
        ...this.hostGraphs(key, loadBalancer),
        { title: `${key}: flows lost`, lines: [line("RejectedFlowCount", "Maximum", "rejected")] },
        ...flows,
      ];
    return [
      ...this.hostGraphs(key, loadBalancer),
      {
        title: `${key}: connections lost`,
        lines: [
          line("PortAllocationErrorCount", "Sum", "no port left to a target"),
          line("RejectedFlowCount", "Maximum", "rejected"),
          line("SecurityGroupBlockedFlowCount_Inbound_TCP", "Sum", "refused by security groups, TCP"),
          line("SecurityGroupBlockedFlowCount_Inbound_UDP", "Sum", "refused by security groups, UDP"),
          line("ClientTLSNegotiationErrorCount", "Sum", "TLS handshakes failed"),
        ],
      },
      {
        title: `${key}: resets`,
        lines: [
          line("TCP_ELB_Reset_Count", "Sum", "by the load balancer"),
          line("TCP_Target_Reset_Count", "Sum", "by targets"),
          line("TCP_Client_Reset_Count", "Sum", "by clients"),
        ],
      },
      ...flows,
    ];
  }

  private hostGraphs(key: string, loadBalancer: MonitoredLoadBalancer): Graph[] {
    const { listeners, zoneIds } = loadBalancer;
    return monitoredHosts(listeners).map(({ listener, group, targetGroupArn }) => ({
      title: `${key}: targets of ${targetGroupKey(listener, group)} by zone`,
      lines: (["healthy", "unhealthy"] as const).flatMap((health) =>
        [...zoneIds].sort().map((zoneId) => ({
          metric: hostMetric(loadBalancer, targetGroupArn, health, this.props.zoneNames.get(zoneId)),
          label: `${health}, ${zoneId}`,
        })),
      ),
    }));
  }
}
