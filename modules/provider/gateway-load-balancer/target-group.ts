import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import type { Construct } from "constructs";
import { boundedName, shortHash } from "../../aws/names";
import { type HealthCheckProps, healthCheckBlock } from "../load-balancer/health-check";
import { targetGroupFlows } from "./flows";
import type { GatewayLoadBalancerProps } from "./gateway-load-balancer";

/** Port of GENEVE, which appliances get packets wrapped in. */
const GENEVE_PORT = 6081;

/** How appliances are asked whether they are well, unless said otherwise: at GENEVE's own port nothing answers. */
export const APPLIANCE_HEALTH_CHECK = { protocol: "TCP", port: 80 } as const satisfies HealthCheckProps;

/** Makes the target group of a Gateway Load Balancer, with its appliances, in the scope of the load balancer. */
export function makeApplianceGroup(scope: Construct, props: GatewayLoadBalancerProps): LbTargetGroup {
  const { name, vpc, targetType = "instance", targetIds = {}, autoScalingGroupNames = {} } = props;
  const healthCheck = { port: APPLIANCE_HEALTH_CHECK.port, ...(props.healthCheck ?? APPLIANCE_HEALTH_CHECK) };
  // As for Network Load Balancers: see makeTargetGroup there.
  const kind = healthCheck.protocol === "TCP" ? "tcp" : "http";
  const targetGroup = new LbTargetGroup(scope, `target-group-${kind}`, {
    name: boundedName([name, shortHash(JSON.stringify([name, "geneve", targetType, kind]))], 32),
    vpcId: vpc.vpcId,
    targetType,
    protocol: "GENEVE",
    port: GENEVE_PORT,
    healthCheck: healthCheckBlock(healthCheck),
    ...targetGroupFlows(props),
    tags: { Name: name },
    lifecycle: { createBeforeDestroy: true },
  });
  for (const [target, targetId] of Object.entries(targetIds))
    new LbTargetGroupAttachment(targetGroup, `target-${target}`, { targetGroupArn: targetGroup.arn, targetId });
  for (const [key, autoscalingGroupName] of Object.entries(autoScalingGroupNames))
    new AutoscalingAttachment(targetGroup, `group-${key}`, { autoscalingGroupName, lbTargetGroupArn: targetGroup.arn });
  return targetGroup;
}
