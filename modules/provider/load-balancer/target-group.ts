import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import type { Construct } from "constructs";
import { boundedName, shortHash } from "../../aws/names";
import { DEFAULT_HEALTH_CHECK, healthCheckBlock } from "./health-check";
import { type ListenerProps, targetPortOf } from "./listener";
import { attributesOf } from "./target-group-attributes";

/** What a target group takes from its load balancer. */
export interface TargetGroupProps {
  /** Name of the load balancer. */
  readonly name: string;
  readonly vpcId: string;
  readonly targetType: "instance" | "ip";
  /** Targets by name. */
  readonly targetIds: Readonly<Record<string, string>>;
}

/** Makes the target group of a listener, with its targets, in the scope of the load balancer. */
export function makeTargetGroup(
  scope: Construct,
  { name, vpcId, targetType, targetIds }: TargetGroupProps,
  listenerName: string,
  listener: ListenerProps,
): LbTargetGroup {
  const port = targetPortOf(listener);
  const healthCheck = listener.healthCheck ?? DEFAULT_HEALTH_CHECK;
  // The AWS provider cannot turn a health check over HTTP into one over TCP (its issue 46011): another target group can.
  const kind = healthCheck.protocol === "TCP" ? "tcp" : "http";
  const protocol = protocolOf(listener);
  const fixed = [name, listenerName, port, targetType, kind, ...(protocol === "TCP" ? [] : [protocol])];
  const targetGroup = new LbTargetGroup(scope, `target-group-${listenerName}-${kind}`, {
    // What AWS cannot change in place is in the name: a new target group can stand beside the one that it replaces.
    // So are the names that it is made of, apart, since joined by hyphens two pairs of them can be alike.
    name: boundedName([name, listenerName, shortHash(JSON.stringify(fixed))], 32),
    vpcId,
    targetType,
    protocol,
    port,
    ...attributesOf(listener, protocol),
    healthCheck: healthCheckBlock(healthCheck),
    tags: { Name: `${name}-${listenerName}` },
    lifecycle: { createBeforeDestroy: true },
  });
  for (const [target, targetId] of Object.entries(targetIds))
    new LbTargetGroupAttachment(targetGroup, `target-${target}`, { targetGroupArn: targetGroup.arn, targetId });
  return targetGroup;
}

/** What the load balancer speaks to the targets behind a listener. */
function protocolOf({ protocol = "TCP", targetProtocol }: ListenerProps): "TCP" | "TLS" | "UDP" | "TCP_UDP" {
  return protocol === "TLS" ? (targetProtocol ?? "TCP") : protocol;
}
