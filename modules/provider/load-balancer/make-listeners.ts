import type { Construct } from "constructs";
import { moveFrom } from "../../aws/moved";
import { adoptTargetGroup } from "./adopted-target-group";
import { type ListenerProps, targetPortOf } from "./listener";
import { makeListener } from "./make-listener";
import { keysToMoveFrom } from "./renamed";
import { makeTargetGroup } from "./target-group";
import { type TargetsProps, targetsOf } from "./targets";

/** Listeners to make, and what they stand between. */
export interface ForwardingProps extends TargetsProps {
  /** Name of the load balancer, which names of listeners and target groups begin with. */
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly vpcId: string;
  /** Listeners by name. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
}

/**
 * Makes the listeners of a load balancer with their target groups, in the scope of the load balancer.
 *
 * @returns ARNs of the target groups by the listeners' names.
 */
export function makeListeners(scope: Construct, props: ForwardingProps): Record<string, string> {
  const { name: loadBalancerName, loadBalancerArn, listeners } = props;
  const targetGroupArns: Record<string, string> = {};
  for (const name of Object.keys(listeners).sort()) {
    const listener = listeners[name] as ListenerProps;
    const targetGroupArn = targetGroupFor(scope, props, name, listener);
    const made = makeListener(scope, { loadBalancerName, loadBalancerArn, targetGroupArn }, name, listener);
    moveFrom(
      made,
      keysToMoveFrom(name, listener).map((key) => `listener-${key}`),
    );
    targetGroupArns[name] = targetGroupArn;
  }
  return targetGroupArns;
}

/** ARN of the target group that a listener forwards to: one that exists, or one that is made. */
function targetGroupFor(
  scope: Construct,
  props: ForwardingProps,
  listenerName: string,
  listener: ListenerProps,
): string {
  const { name, vpcId } = props;
  const targets = targetsOf(listener, props);
  const { targetGroupArn, healthCheckPort, targetType } = targets;
  if (targetGroupArn === undefined) return makeTargetGroup(scope, { name, vpcId, targets }, listenerName, listener).arn;
  const { protocol = "TCP" } = listener;
  const port = targetPortOf(listener);
  return adoptTargetGroup(scope, listenerName, { targetGroupArn, vpcId, protocol, port, healthCheckPort, targetType });
}
