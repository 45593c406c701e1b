import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import type { Construct } from "constructs";
import { moveFrom } from "../../aws/moved";
import { boundedName, shortHash } from "../../aws/names";
import { lookAtApplicationLoadBalancer } from "./application-load-balancer";
import { DEFAULT_HEALTH_CHECK, type HealthCheckProps, healthCheckBlock } from "./health-check";
import { type ListenerProps, targetPortOf } from "./listener";
import { firstKey, keysToMoveFrom } from "./renamed";
import { registerTagged } from "./tagged-instances";
import { attributesOf } from "./target-group-attributes";
import { type Forwarded, ONLY_GROUP, targetGroupKey } from "./target-groups";
import type { TargetsProps } from "./targets";

/** What a target group takes from its load balancer. */
export interface TargetGroupProps {
  /** Name of the load balancer. */
  readonly name: string;
  readonly vpcId: string;
}

/** How an Application Load Balancer is asked unless said otherwise: AWS takes no mere connection for an answer. */
const ALB_HEALTH_CHECK: HealthCheckProps = { protocol: "HTTP" };

/** Makes a target group of a listener, with its targets, in the scope of the load balancer. */
export function makeTargetGroup(
  scope: Construct,
  { name, vpcId }: TargetGroupProps,
  listenerName: string,
  forwarded: Forwarded,
): LbTargetGroup {
  const { listener, group = ONLY_GROUP, formerGroups } = forwarded;
  const { targets } = listener;
  const { targetType = "instance", targetIpAddressType = "ipv4" } = targets;
  const port = targetPortOf(listener);
  const healthCheck = listener.healthCheck ?? (targetType === "alb" ? ALB_HEALTH_CHECK : DEFAULT_HEALTH_CHECK);
  // The AWS provider cannot turn a health check over HTTP into one over TCP (its issue 46011): another target group can.
  const kind = healthCheck.protocol === "TCP" ? "tcp" : "http";
  const protocol = protocolOf(listener);
  // A listener that was renamed keeps its target group, whose name AWS cannot change.
  const firstName = firstKey(listenerName, listener);
  const firstGroup = formerGroups[0] ?? group;
  const fixed = [name, firstName, port, targetType, kind, ...(protocol === "TCP" ? [] : [protocol])];
  if (targetIpAddressType === "ipv6") fixed.push(targetIpAddressType);
  // No other part of a name has a slash.
  if (firstGroup !== ONLY_GROUP) fixed.push(`/${firstGroup}`);
  const targetGroup = new LbTargetGroup(scope, targetGroupId(listenerName, group, kind), {
    // What AWS cannot change in place is in the name: a new target group can stand beside the one that it replaces.
    // So are the names that it is made of, apart, since joined by hyphens two pairs of them can be alike.
    name: boundedName(
      [name, firstName, ...(firstGroup === ONLY_GROUP ? [] : [firstGroup]), shortHash(JSON.stringify(fixed))],
      32,
    ),
    vpcId,
    targetType,
    protocol,
    port,
    ...(targetIpAddressType === "ipv6" ? { ipAddressType: targetIpAddressType } : {}),
    ...(targetType === "alb" ? {} : attributesOf(listener, protocol)),
    healthCheck: healthCheckBlock(healthCheck),
    tags: { Name: [name, listenerName, ...(group === ONLY_GROUP ? [] : [group])].join("-") },
    lifecycle: { createBeforeDestroy: true },
  });
  register(targetGroup, targets);
  if (targets.targetTags)
    registerTagged(targetGroup, {
      targetGroupArn: targetGroup.arn,
      vpcId,
      tags: targets.targetTags,
      of: `Listener ${targetGroupKey(listenerName, forwarded.group)}`,
      mayBeNone: forwarded.weight === 0,
    });
  if (targetType === "alb")
    for (const [target, loadBalancerArn] of Object.entries(targets.targetIds ?? {}))
      lookAtApplicationLoadBalancer(targetGroup, target, { loadBalancerArn, vpcId, port, healthCheck });
  moveFrom(targetGroup, formerIds(listenerName, forwarded, kind));
  return targetGroup;
}

/** Id of a target group: that of the only one of a listener, or one with its key. No key has an underscore. */
function targetGroupId(listenerName: string, group: string, kind: string): string {
  return `target-group-${listenerName}${group === ONLY_GROUP ? "" : `_${group}`}-${kind}`;
}

/** Ids that a target group may have had: each former key of the listener with each of its own. */
function formerIds(listenerName: string, { listener, group = ONLY_GROUP, formerGroups }: Forwarded, kind: string) {
  const listenerNames = [...keysToMoveFrom(listenerName, listener), listenerName];
  const groups = [...formerGroups.filter((each) => each !== group), group];
  return listenerNames.flatMap((name) => groups.map((each) => targetGroupId(name, each, kind))).slice(0, -1);
}

/** Registers the targets that do not register themselves. */
function register(targetGroup: LbTargetGroup, targets: TargetsProps): void {
  const { targetIds = {}, outsideTargetIds = {}, autoScalingGroupNames = {} } = targets;
  const targetGroupArn = targetGroup.arn;
  for (const [target, targetId] of Object.entries(targetIds))
    new LbTargetGroupAttachment(targetGroup, `target-${target}`, { targetGroupArn, targetId });
  // AWS finds the zone of an address within the VPC alone; one outside has connections from every zone.
  for (const [target, targetId] of Object.entries(outsideTargetIds))
    new LbTargetGroupAttachment(targetGroup, `target-${target}`, { targetGroupArn, targetId, availabilityZone: "all" });
  for (const [group, autoscalingGroupName] of Object.entries(autoScalingGroupNames))
    new AutoscalingAttachment(targetGroup, `group-${group}`, {
      autoscalingGroupName,
      lbTargetGroupArn: targetGroupArn,
    });
}

/** What the load balancer speaks to the targets behind a listener. */
function protocolOf({ protocol = "TCP", targetProtocol }: ListenerProps): "TCP" | "TLS" | "UDP" | "TCP_UDP" {
  return protocol === "TLS" ? (targetProtocol ?? "TCP") : protocol;
}
