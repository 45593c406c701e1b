import type { Construct } from "constructs";
import type { ListenerProps } from "./listener";
import { makeListener } from "./make-listener";
import { makeTargetGroup } from "./target-group";

/** Listeners to make, and what they stand between. */
export interface ForwardingProps {
  /** Name of the load balancer, which names of listeners and target groups begin with. */
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly vpcId: string;
  /** Listeners by name. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /** @default "instance" */
  readonly targetType?: "instance" | "ip" | undefined;
  /** Targets by name. @default - none */
  readonly targetIds?: Readonly<Record<string, string>> | undefined;
}

/**
 * Makes the listeners of a load balancer with their target groups, in the scope of the load balancer.
 *
 * @returns ARNs of the target groups by the listeners' names.
 */
export function makeListeners(scope: Construct, props: ForwardingProps): Record<string, string> {
  const { name: loadBalancerName, loadBalancerArn, vpcId, listeners, targetType = "instance", targetIds = {} } = props;
  const targetGroupArns: Record<string, string> = {};
  for (const name of Object.keys(listeners).sort()) {
    const listener = listeners[name] as ListenerProps;
    const targetGroup = makeTargetGroup(
      scope,
      { name: loadBalancerName, vpcId, targetType, targetIds },
      name,
      listener,
    );
    makeListener(scope, { loadBalancerName, loadBalancerArn, targetGroupArn: targetGroup.arn }, name, listener);
    targetGroupArns[name] = targetGroup.arn;
  }
  return targetGroupArns;
}
