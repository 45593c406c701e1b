import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import { checkAlarmTopics } from "../../aws/alarm-topics";
import { type AlarmContext, type AlarmProps, type Metric, makeAlarm } from "../../aws/metric-alarm";
import { dashboardBody, type Graph, searchLine } from "../../aws/metric-dashboard";
import { monitoringProblems } from "../../aws/monitoring-problems";
import { boundedName, namePartProblem } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import {
  ENDPOINT_ALARM_KINDS,
  ENDPOINT_THRESHOLDS,
  type EndpointAlarmKind,
  type EndpointAlarmThresholds,
  endpointMetricsProblem,
  endpointThresholdProblem,
} from "./thresholds";

/** An endpoint to monitor. */
export interface MonitoredEndpoint {
  /** Id of the endpoint, `vpce-...`. */
  readonly endpointId: string;
  /** Name of the service that it connects to. */
  readonly serviceName: string;
  /**
   * Region of the service. AWS publishes no metrics where it is another, so it must be undefined.
   *
   * @default - the endpoint's
   */
  readonly serviceRegion?: string | undefined;
  /**
   * Type of the endpoint, as the dimension `Endpoint Type` has it. `GatewayLoadBalancer`: one of those that
   * `GatewayLoadBalancerEndpoints` makes, in one zone.
   *
   * @default "Interface"
   */
  readonly type?: "Interface" | "GatewayLoadBalancer" | undefined;
  /**
   * Thresholds of this endpoint before those of all; `false` for no alarms of this endpoint.
   *
   * @default - those of all
   */
  readonly alarms?: EndpointAlarmThresholds | false | undefined;
}

/** Properties of {@link EndpointMonitoring}. */
export interface EndpointMonitoringProps {
  /** Name that alarms and dashboard begin with. A change replaces them. */
  readonly name: string;
  /** Id of the VPC that the endpoints are in. */
  readonly vpcId: string;
  /** Endpoints by name of the connection. The name is part of Terraform addresses and of alarms' names. */
  readonly endpoints: Readonly<Record<string, MonitoredEndpoint>>;
  /** Thresholds of all endpoints; `false` for no alarms at all. @default - the default of each */
  readonly alarms?: EndpointAlarmThresholds | false | undefined;
  /**
   * ARNs of the SNS topics that alarms notify when they enter and leave the state ALARM: at most 5, in the region of
   * the VPC. Their policies must let `cloudwatch.amazonaws.com` publish.
   *
   * @default - none: alarms are seen only in CloudWatch
   */
  readonly alarmTopicArns?: readonly string[] | undefined;
  /** Whether there is a dashboard. @default true */
  readonly dashboard?: boolean | undefined;
}

/** Metrics of endpoints (AWS PrivateLink Guide, "CloudWatch metrics for AWS PrivateLink"). */
const NAMESPACE = "AWS/PrivateLinkEndpoints";

/** Namespace and dimensions of a metric by subnet. */
const BY_SUBNET = `${NAMESPACE},"Endpoint Type","Service Name","Subnet Id","VPC Endpoint Id","VPC Id"`;

/** Namespace and dimensions of a metric of a whole endpoint. */
const BY_ENDPOINT = `${NAMESPACE},"Endpoint Type","Service Name","VPC Endpoint Id","VPC Id"`;

const FIVE_MINUTES = { periodSeconds: 300, periods: 1 } as const;

/** Metrics of an endpoint by what alarms watch, each with the statistic that says something of it. */
const METRICS = {
  droppedPackets: { metricName: "PacketsDropped", statistic: "Sum", title: "Packets dropped by endpoints" },
  receivedResets: { metricName: "RstPacketsReceived", statistic: "Sum", title: "Resets received by endpoints" },
  activeConnections: { metricName: "ActiveConnections", statistic: "Maximum", title: "Active connections" },
  newConnections: { metricName: "NewConnections", statistic: "Sum", title: "New connections" },
  processedBytes: { metricName: "BytesProcessed", statistic: "Sum", title: "Bytes" },
} as const satisfies Readonly<
  Record<EndpointAlarmKind, Pick<Metric, "metricName" | "statistic"> & { readonly title: string }>
>;

/** CloudWatch alarms and a dashboard of endpoints, from the consumer's side. */
export class EndpointMonitoring extends Construct {
  /** ARNs of all alarms. */
  readonly alarmArns: readonly string[];
  /** Name of the dashboard; undefined where there is none. */
  readonly dashboardName: string | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointMonitoringProps,
  ) {
    super(scope, id);
    validate(this, props);
    const { alarms = {}, dashboard = true } = props;
    this.alarmArns = alarms === false ? [] : this.alarms(alarms);
    this.dashboardName = dashboard ? this.dashboard() : undefined;
  }

  private alarms(ofAll: EndpointAlarmThresholds): string[] {
    const { name, endpoints, alarmTopicArns: topicArns = [] } = this.props;
    const context: AlarmContext = { name: nameOf(name), topicArns };
    return this.names().flatMap((connection) => {
      const { alarms: own = {}, type } = endpoints[connection] as MonitoredEndpoint;
      if (own === false) return [];
      return ENDPOINT_ALARM_KINDS.flatMap((kind) => {
        const threshold = own[kind] ?? ofAll[kind] ?? ENDPOINT_THRESHOLDS[kind].default;
        if (threshold === false) return [];
        const { id, ...alarm } = alarmOf(kind, threshold, { connection, type });
        const metric = this.metric(connection, kind);
        return [makeAlarm(this, `${id}-${connection}`, context, { ...alarm, nameParts: [id, connection], metric })];
      });
    });
  }

  private dashboard(): string {
    const { name, vpcId, endpoints } = this.props;
    const region = new DataAwsRegion(this, "region", {}).region;
    const overall = ENDPOINT_ALARM_KINDS.map(
      (kind): Graph => ({
        title: METRICS[kind].title,
        lines: this.names().map((connection) => ({ metric: this.metric(connection, kind), label: connection })),
      }),
    );
    const byZone = this.names().map((connection): Graph => {
      const { endpointId } = endpoints[connection] as MonitoredEndpoint;
      return {
        title: `${connection}: dropped packets and active connections by subnet`,
        lines: (["droppedPackets", "activeConnections"] as const).map((kind) =>
          searchLine(BY_SUBNET, METRICS[kind].metricName, METRICS[kind].statistic, endpointId),
        ),
      };
    });
    const others: Graph = {
      title: "Bytes of every endpoint in the VPC",
      lines: [searchLine(BY_ENDPOINT, METRICS.processedBytes.metricName, "Sum", vpcId)],
    };
    return new CloudwatchDashboard(this, "dashboard", {
      dashboardName: boundedName([nameOf(name)], 255),
      dashboardBody: dashboardBody(region, this.alarmArns, [...overall, ...byZone, others]),
    }).dashboardName;
  }

  /** Names of the endpoints, sorted. */
  private names(): string[] {
    return Object.keys(this.props.endpoints).sort();
  }

  private metric(connection: string, kind: EndpointAlarmKind): Metric {
    const { endpointId, serviceName, type = "Interface" } = this.props.endpoints[connection] as MonitoredEndpoint;
    const { metricName, statistic } = METRICS[kind];
    return {
      namespace: NAMESPACE,
      metricName,
      dimensions: {
        "Endpoint Type": type,
        "Service Name": serviceName,
        "VPC Endpoint Id": endpointId,
        "VPC Id": this.props.vpcId,
      },
      statistic,
    };
  }
}

/** What alarms and the dashboard are called: a service can have the same name as a consumer. */
function nameOf(name: string): string {
  return `${name}-endpoints`;
}

/** An alarm of an endpoint, but for what it watches. */
function alarmOf(
  kind: EndpointAlarmKind,
  threshold: number,
  { connection, type }: Pick<MonitoredEndpoint, "type"> & { readonly connection: string },
): Omit<AlarmProps, "nameParts" | "metric"> & { readonly id: string } {
  switch (kind) {
    case "droppedPackets":
      return {
        id: "dropped-packets",
        description: `The endpoint of ${connection} drops packets. Look for packets above 8500 bytes, and ask the provider.`,
        above: threshold,
        ...FIVE_MINUTES,
        periods: 3,
        missingData: "notBreaching",
      };
    case "receivedResets":
      return {
        id: "received-resets",
        description:
          type === "GatewayLoadBalancer"
            ? `Connections through the endpoint of ${connection} are reset, by the appliances or behind them. Look at the health of the appliances.`
            : `The service resets connections of ${connection}. Its targets may be unhealthy: ask the provider.`,
        above: threshold,
        ...FIVE_MINUTES,
        missingData: "notBreaching",
      };
    case "activeConnections":
      return {
        id: "active-connections",
        description: `More than ${threshold} connections at a time through the endpoint of ${connection}.`,
        above: threshold,
        ...FIVE_MINUTES,
        missingData: "notBreaching",
      };
    case "newConnections":
      return {
        id: "new-connections",
        description: `More than ${threshold} new connections in 5 minutes through the endpoint of ${connection}.`,
        above: threshold,
        ...FIVE_MINUTES,
        missingData: "notBreaching",
      };
    case "processedBytes":
      return {
        id: "processed-bytes",
        description: `Fewer than ${threshold} bytes in 15 minutes through the endpoint of ${connection}: clients send nothing, or reach nothing.`,
        below: threshold,
        periodSeconds: 900,
        periods: 1,
        missingData: "breaching",
      };
  }
}

function validate(monitoring: EndpointMonitoring, props: EndpointMonitoringProps): void {
  const problems = new PropertyProblems(monitoring);
  problems.checkKnownName(props.name);
  const { endpoints, alarms = {} } = props;
  if (Object.keys(endpoints).length === 0) problems.add("endpoints", "at least one endpoint", endpoints);
  for (const [connection, { serviceRegion, alarms: own }] of Object.entries(endpoints)) {
    problems.check(`endpoints.${connection}`, namePartProblem(connection), connection);
    const unseen = endpointMetricsProblem(serviceRegion);
    problems.check(`endpoints.${connection}.serviceRegion`, unseen, serviceRegion);
    checkThresholds(problems, `endpoints.${connection}.alarms`, own);
  }
  checkThresholds(problems, "alarms", alarms);
  checkAlarmTopics(problems, props.alarmTopicArns);
  problems.addWithin([], props, monitoringProblems(props));
  problems.throwIfAny();
}

function checkThresholds(
  problems: PropertyProblems,
  path: string,
  alarms: EndpointAlarmThresholds | false | undefined,
): void {
  if (alarms === false || alarms === undefined) return;
  for (const kind of ENDPOINT_ALARM_KINDS) {
    const threshold = alarms[kind];
    if (known(threshold)) problems.check(`${path}.${kind}`, endpointThresholdProblem(kind, threshold), threshold);
  }
}
