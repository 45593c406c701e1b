import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import { boundedName, nameProblem, shortHash } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import type { IVpc } from "../vpc";

/** How the load balancer finds out whether a target is well. */
export interface HealthCheckProps {
  /** `TCP` asks for a connection; `HTTP` and `HTTPS` for an answer from 200 to 399 at `path`. */
  readonly protocol: "TCP" | "HTTP" | "HTTPS";
  /** Path to ask for, with `HTTP` and `HTTPS`. @default "/" */
  readonly path?: string;
  /** Seconds from one check to the next, from 5 to 300. @default 10 */
  readonly intervalSeconds?: number;
}

/** A port that consumers connect to, and where its connections go. */
export interface ListenerProps {
  /** TCP port that consumers connect to. */
  readonly port: number;
  /** TCP port of the targets. @default - the listener's own port */
  readonly targetPort?: number;
  /** Health check of the targets. @default - a TCP connection every 10 seconds */
  readonly healthCheck?: HealthCheckProps;
}

export interface NetworkLoadBalancerProps {
  /** Name of the load balancer; what it makes takes names from it. A change of name replaces the load balancer. */
  readonly name: string;
  /** VPC, in each of whose subnets the load balancer has a node. */
  readonly vpc: IVpc;
  /** Listeners by name: 1 to 50. The name is part of the Terraform address: to change it is to replace the listener. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /** Whether targets are registered as instances or as IP addresses. @default "instance" */
  readonly targetType?: "instance" | "ip";
  /**
   * Ids of instances, or IP addresses, that every listener forwards to, by a name for the target. The name is part of the
   * Terraform address.
   *
   * @default - none: something else registers targets
   */
  readonly targetIds?: Readonly<Record<string, string>>;
  /** Whether a node forwards to targets in the other zones too, so that no zone is left without a target. @default true */
  readonly crossZone?: boolean;
  /** Whether AWS refuses to delete the load balancer. @default false */
  readonly deletionProtection?: boolean;
}

/** Most listeners of a Network Load Balancer: fixed by AWS (Network Load Balancer quotas). */
export const MAX_LISTENERS = 50;

/** Longest that a health check waits for an answer; less where the next one is due by then. */
const HEALTH_CHECK_TIMEOUT_SECONDS = 5;
const DEFAULT_HEALTH_CHECK_INTERVAL_SECONDS = 10;

/**
 * An internal Network Load Balancer with its listeners and target groups, in front of an endpoint service.
 *
 * Its security group has no inbound rule and is not asked about PrivateLink traffic, so that connections through the
 * endpoint service are the only ones that get in. (Where the rules are enforced on PrivateLink traffic, their source is
 * the client's private address, which a provider does not know; and a load balancer that was made without a security
 * group can never be given one.)
 */
export class NetworkLoadBalancer extends Construct {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** Id of the security group that the targets must let in. */
  readonly securityGroupId: string;
  /** ARNs of the target groups by listener name. */
  readonly targetGroupArns: Readonly<Record<string, string>>;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    validate(this, props);
    const securityGroup = this.securityGroup(props);
    const loadBalancer = new Lb(this, "load-balancer", {
      name: boundedName([props.name], 32),
      loadBalancerType: "network",
      internal: true,
      subnets: Object.values(props.vpc.subnetIds),
      securityGroups: [securityGroup.id],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
      enableCrossZoneLoadBalancing: props.crossZone ?? true,
      enableDeletionProtection: props.deletionProtection ?? false,
      tags: { Name: props.name },
    });
    const targetGroupArns: Record<string, string> = {};
    for (const name of Object.keys(props.listeners).sort()) {
      const listener = props.listeners[name] as ListenerProps;
      const targetGroup = this.targetGroup(props, name, listener);
      new LbListener(this, `listener-${name}`, {
        loadBalancerArn: loadBalancer.arn,
        port: listener.port,
        protocol: "TCP",
        defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
        tags: { Name: `${props.name}-${name}` },
      });
      for (const [target, targetId] of Object.entries(props.targetIds ?? {}))
        new LbTargetGroupAttachment(targetGroup, `target-${target}`, { targetGroupArn: targetGroup.arn, targetId });
      targetGroupArns[name] = targetGroup.arn;
    }
    this.loadBalancerArn = loadBalancer.arn;
    this.securityGroupId = securityGroup.id;
    this.targetGroupArns = targetGroupArns;
  }

  private securityGroup(props: NetworkLoadBalancerProps): SecurityGroup {
    const securityGroup = new SecurityGroup(this, "security-group", {
      name: `${props.name}-load-balancer`,
      description: "Load balancer of an endpoint service: in by PrivateLink alone, out to the targets",
      vpcId: props.vpc.vpcId,
      tags: { Name: `${props.name}-load-balancer` },
    });
    const targetPorts = new Set(Object.values(props.listeners).map(targetPortOf));
    for (const port of [...targetPorts].sort((a, b) => a - b))
      new VpcSecurityGroupEgressRule(this, `egress-tcp-${port}`, {
        securityGroupId: securityGroup.id,
        description: "Targets",
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: props.vpc.cidrBlock,
      });
    return securityGroup;
  }

  private targetGroup(props: NetworkLoadBalancerProps, name: string, listener: ListenerProps): LbTargetGroup {
    const port = targetPortOf(listener);
    const targetType = props.targetType ?? "instance";
    const { protocol, path, intervalSeconds } = listener.healthCheck ?? { protocol: "TCP" };
    const interval = intervalSeconds ?? DEFAULT_HEALTH_CHECK_INTERVAL_SECONDS;
    // The AWS provider cannot turn a health check over HTTP into one over TCP (its issue 46011): another target group can.
    const kind = protocol === "TCP" ? "tcp" : "http";
    return new LbTargetGroup(this, `target-group-${name}-${kind}`, {
      // What AWS cannot change in place is in the name: a new target group can stand beside the one that it replaces.
      // So are the names that it is made of, apart, since joined by hyphens two pairs of them can be alike.
      name: boundedName([props.name, name, shortHash(JSON.stringify([props.name, name, port, targetType, kind]))], 32),
      vpcId: props.vpc.vpcId,
      targetType,
      protocol: "TCP",
      port,
      healthCheck: {
        protocol,
        ...(protocol === "TCP" ? {} : { path: path ?? "/" }),
        interval,
        timeout: known(interval) ? Math.min(HEALTH_CHECK_TIMEOUT_SECONDS, interval - 1) : HEALTH_CHECK_TIMEOUT_SECONDS,
      },
      tags: { Name: `${props.name}-${name}` },
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** Port of the targets behind a listener. */
export function targetPortOf(listener: ListenerProps): number {
  return listener.targetPort ?? listener.port;
}

function validate(loadBalancer: NetworkLoadBalancer, props: NetworkLoadBalancerProps): void {
  const problems = new PropertyProblems(loadBalancer);
  problems.checkKnownName(props.name);
  const names = Object.keys(props.listeners).sort();
  if (names.length === 0 || names.length > MAX_LISTENERS)
    problems.add("listeners", `1 to ${MAX_LISTENERS} listeners`, names.length);
  const nameOfPort = new Map<number, string>();
  for (const name of names) {
    const { port, targetPort, healthCheck } = props.listeners[name] as ListenerProps;
    problems.check(`listeners.${name}`, nameProblem(name), name);
    problems.checkPort(`listeners.${name}.port`, port);
    const other = nameOfPort.get(port);
    if (other) problems.add(`listeners.${name}.port`, `a port other than that of ${other}`, port);
    nameOfPort.set(port, name);
    if (targetPort !== undefined) problems.checkPort(`listeners.${name}.targetPort`, targetPort);
    const { protocol, path, intervalSeconds } = healthCheck ?? { protocol: "TCP" };
    if (protocol === "TCP" && path !== undefined)
      problems.add(`listeners.${name}.healthCheck.path`, "no path with protocol TCP", path);
    if (known(path) && !path.startsWith("/"))
      problems.add(`listeners.${name}.healthCheck.path`, "a path that begins with /", path);
    if (known(intervalSeconds) && !(intervalSeconds >= 5 && intervalSeconds <= 300))
      problems.add(`listeners.${name}.healthCheck.intervalSeconds`, "5 to 300 seconds", intervalSeconds);
  }
  problems.throwIfAny();
}
