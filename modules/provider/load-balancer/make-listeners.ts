import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { moveFrom } from "../../aws/moved";
import { adoptTargetGroup } from "./adopted-target-group";
import { type ListenerProps, targetPortOf } from "./listener";
import { makeListener } from "./make-listener";
import { keysToMoveFrom } from "./renamed";
import { makeTargetGroup } from "./target-group";
import { type Forwarded, forwardedBy, targetGroupKey } from "./target-groups";
import type { TargetsProps } from "./targets";

/** Listeners to make, and what they stand between. */
export interface ForwardingProps extends TargetsProps {
  /** Name of the load balancer, which names of listeners and target groups begin with. */
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly vpcId: string;
  /** Listeners by name. */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
}

/** Listeners that were made. */
export interface MadeListeners {
  /** ARNs of the target groups by the listeners' names; by `<listener>/<key>` where a listener has several. */
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /** The listeners with their certificates, for `dependsOn`. */
  readonly listenerResources: readonly ITerraformDependable[];
}

/** Makes the listeners of a load balancer with their target groups, in the scope of the load balancer. */
export function makeListeners(scope: Construct, props: ForwardingProps): MadeListeners {
  const { name: loadBalancerName, loadBalancerArn, listeners } = props;
  const targetGroupArns: Record<string, string> = {};
  const listenerResources: ITerraformDependable[] = [];
  for (const name of Object.keys(listeners).sort()) {
    const listener = listeners[name] as ListenerProps;
    const targetGroups = forwardedBy(listener, props).map((forwarded) => {
      const arn = targetGroupFor(scope, props, name, forwarded);
      targetGroupArns[targetGroupKey(name, forwarded.group)] = arn;
      return { arn, weight: forwarded.weight };
    });
    const [made, ...certificates] = makeListener(
      scope,
      { loadBalancerName, loadBalancerArn, targetGroups },
      name,
      listener,
    );
    listenerResources.push(made, ...certificates);
    moveFrom(
      made,
      keysToMoveFrom(name, listener).map((key) => `listener-${key}`),
    );
  }
  return { targetGroupArns, listenerResources };
}

/** ARN of a target group that a listener forwards to: one that exists, or one that is made. */
function targetGroupFor(scope: Construct, props: ForwardingProps, listenerName: string, forwarded: Forwarded): string {
  const { name, vpcId } = props;
  const { listener, group } = forwarded;
  const { targetGroupArn, healthCheckPort, targetType } = listener.targets;
  if (targetGroupArn === undefined) return makeTargetGroup(scope, { name, vpcId }, listenerName, forwarded).arn;
  return adoptTargetGroup(scope, listenerName, {
    targetGroupArn,
    vpcId,
    protocol: listener.protocol ?? "TCP",
    port: targetPortOf(listener),
    healthCheckPort,
    targetType,
    group,
  });
}
