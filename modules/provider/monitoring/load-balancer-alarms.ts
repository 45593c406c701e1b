import { Construct } from "constructs";
import { type AlarmContext, makeAlarm } from "../../aws/metric-alarm";
import { moveFrom } from "../../aws/moved";
import { ONLY_GROUP, targetGroupKey } from "../load-balancer/target-groups";
import {
  hostMetric,
  loadBalancerMetric,
  type MonitoredHosts,
  type MonitoredLoadBalancer,
  monitoredHosts,
} from "./metrics";
import { type AlarmKind, type AlarmThresholds, thresholdOf } from "./thresholds";

/** What the alarms of a load balancer are made of. */
export interface LoadBalancerAlarmsProps extends AlarmContext {
  /** Name of the load balancer among those of the service. */
  readonly key: string;
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly thresholds: AlarmThresholds;
  /** Names of the zones in the account by zone id. */
  readonly zoneNames: ReadonlyMap<string, string>;
}

/** Seconds of the shortest period that AWS reports these metrics in. */
const MINUTE = 60;
const FIVE_MINUTES = 300;

/** What a zone without healthy targets means, by whether its node forwards to other zones' targets. */
const WITHOUT_ANY = {
  true: "The other zones' targets serve its consumers, while they last.",
  false: "Without any, the endpoints in this zone reach nothing.",
  unknown:
    "Without any, the endpoints in this zone reach nothing, unless the load balancer forwards to the other zones' targets.",
};

/** What is counted for a load balancer over five minutes, and is to stay at or below a threshold. */
const COUNTS: readonly {
  readonly kind: AlarmKind;
  readonly id: string;
  readonly metricName: string;
  /** @default "Sum" */
  readonly statistic?: "Maximum";
  readonly description: string;
  /** Whether it means anything for a load balancer. @default - for every Network Load Balancer */
  readonly where?: (loadBalancer: MonitoredLoadBalancer) => boolean;
}[] = [
  {
    kind: "portAllocationErrors",
    id: "port-allocation-errors",
    metricName: "PortAllocationErrorCount",
    description:
      "Connections are lost: a target takes about 55,000 a minute from each address of a node, and some target is beyond that. Add targets, or addresses to the nodes.",
  },
  {
    kind: "rejectedFlows",
    id: "rejected-flows",
    metricName: "RejectedFlowCount",
    // Each node reports a count of its own: AWS names the maximum, not the sum, as a useful statistic.
    statistic: "Maximum",
    description: "The load balancer rejects connections. Look at the healthy targets, and at its capacity.",
    where: () => true,
  },
  {
    kind: "blockedFlows",
    id: "blocked-flows-tcp",
    metricName: "SecurityGroupBlockedFlowCount_Inbound_TCP",
    description: "The load balancer's security groups refuse TCP connections. Let in the clients' private addresses.",
    where: (loadBalancer) => loadBalancer.enforcesInboundRules === true && speaks(loadBalancer, "TCP", "TLS"),
  },
  {
    kind: "blockedFlows",
    id: "blocked-flows-udp",
    metricName: "SecurityGroupBlockedFlowCount_Inbound_UDP",
    description: "The load balancer's security groups refuse UDP flows. Let in the clients' private addresses.",
    where: (loadBalancer) => loadBalancer.enforcesInboundRules === true && speaks(loadBalancer, "UDP"),
  },
  {
    kind: "tlsNegotiationErrors",
    id: "tls-negotiation-errors",
    metricName: "ClientTLSNegotiationErrorCount",
    description: "Clients fail to agree on TLS with the load balancer. Look at its certificates and security policy.",
    where: (loadBalancer) => speaks(loadBalancer, "TLS"),
  },
  {
    kind: "loadBalancerResets",
    id: "load-balancer-resets",
    metricName: "TCP_ELB_Reset_Count",
    description:
      "The load balancer resets connections: they sent data after their idle timeout, or their target is not well.",
  },
  {
    kind: "targetResets",
    id: "target-resets",
    metricName: "TCP_Target_Reset_Count",
    description: "Targets reset connections. Look at the application.",
  },
  {
    kind: "clientResets",
    id: "client-resets",
    metricName: "TCP_Client_Reset_Count",
    description: "Clients reset connections: mostly they gave up waiting. Look at the application's answering times.",
  },
];

/** The alarms of a load balancer and its listeners. */
export class LoadBalancerAlarms extends Construct {
  /** ARNs of the alarms. */
  readonly alarmArns: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancerAlarmsProps,
  ) {
    super(scope, id);
    const hosts = monitoredHosts(props.loadBalancer.listeners).filter(({ isUsed }) => isUsed);
    this.alarmArns = [...hosts.flatMap((each) => this.hosts(each)), ...this.counts()];
  }

  private hosts(hosts: MonitoredHosts): string[] {
    const { listener, group, targetGroupArn } = hosts;
    const { key, loadBalancer, thresholds, zoneNames } = this.props;
    const { crossZone = true } = loadBalancer;
    const scope = new Construct(this, hostsId(listener, group ?? ONLY_GROUP));
    const firstName = hosts.formerNames[0] ?? listener;
    const firstGroup = hosts.formerGroups[0] ?? group ?? ONLY_GROUP;
    const first = firstGroup === ONLY_GROUP ? [firstName] : [firstName, firstGroup];
    const name = targetGroupKey(listener, group);
    const lost = group === undefined ? "every connection to it fails" : "its share of the connections fails";
    const minute = { periodSeconds: MINUTE, periods: 5 };
    const arns: string[] = [];
    const below = thresholdOf("healthyTargets", thresholds);
    if (below !== false) {
      arns.push(
        makeAlarm(scope, "healthy-targets", this.props, {
          nameParts: ["healthy-targets", key, ...first],
          description: `Fewer than ${below} healthy target(s) of listener ${name}. Without any, ${lost}.`,
          metric: hostMetric(loadBalancer, targetGroupArn, "healthy"),
          below,
          ...minute,
          // CloudWatch has no figure where no target is registered: that is none.
          missingData: "breaching",
        }),
      );
      for (const zoneId of [...loadBalancer.zoneIds].sort())
        arns.push(
          makeAlarm(scope, `healthy-targets-${zoneId}`, this.props, {
            nameParts: ["healthy-targets", key, ...first, zoneId],
            description: `Fewer than ${below} healthy target(s) of listener ${name} in ${zoneId}. ${WITHOUT_ANY[`${crossZone}`]}`,
            metric: hostMetric(loadBalancer, targetGroupArn, "healthy", zoneNames.get(zoneId)),
            below,
            ...minute,
            // No target registered in the zone: the owner's choice where its node forwards to other zones' targets.
            missingData: crossZone === false ? "breaching" : "notBreaching",
          }),
        );
    }
    const above = thresholdOf("unhealthyTargets", thresholds);
    if (above !== false)
      arns.push(
        makeAlarm(scope, "unhealthy-targets", this.props, {
          nameParts: ["unhealthy-targets", key, ...first],
          description: `More than ${above} unhealthy target(s) of listener ${name}. Look at them, and at its health check.`,
          metric: hostMetric(loadBalancer, targetGroupArn, "unhealthy"),
          above,
          ...minute,
          // No target registered: none that is unhealthy; the alarm on healthy ones stands.
          missingData: "notBreaching",
        }),
      );
    moveFrom(scope, formerIds(hosts));
    return arns;
  }

  private counts(): string[] {
    const { key, loadBalancer, thresholds } = this.props;
    return COUNTS.flatMap(({ kind, id, metricName, statistic, description, where }) => {
      const above = thresholdOf(kind, thresholds);
      if (above === false || !(where ?? isNetwork)(loadBalancer)) return [];
      return makeAlarm(this, id, this.props, {
        nameParts: [id, key],
        description,
        metric: loadBalancerMetric(loadBalancer, metricName, statistic ?? "Sum"),
        above,
        periodSeconds: FIVE_MINUTES,
        periods: 1,
        // Not reported where nothing flows, or where there is nothing to count.
        missingData: "notBreaching",
      });
    });
  }
}

/** Id of the alarms of a target group: of the only one of a listener, or with its key. No key has an underscore. */
function hostsId(listener: string, group: string): string {
  return `listener-${listener}${group === ONLY_GROUP ? "" : `_${group}`}`;
}

/** Ids that the alarms may have had: with each former name of the listener, and each former key of the target group. */
function formerIds({ listener, formerNames, group = ONLY_GROUP, formerGroups }: MonitoredHosts): string[] {
  const names = [...formerNames.filter((former) => former !== listener), listener];
  const groups = [...formerGroups.filter((former) => former !== group), group];
  return names.flatMap((name) => groups.map((each) => hostsId(name, each))).slice(0, -1);
}

function isNetwork({ type = "network" }: MonitoredLoadBalancer): boolean {
  return type === "network";
}

function speaks({ listeners }: MonitoredLoadBalancer, ...protocols: readonly string[]): boolean {
  return Object.values(listeners).some(({ protocol = "TCP" }) =>
    protocols.some((each) => protocol === each || (protocol === "TCP_UDP" && each !== "TLS")),
  );
}
