// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

import { known, type PropertyProblems } from "../../aws/property-problems";
import { textOfToken } from "../../aws/tokens";
import { LISTENER_LIMITS, limitProblem } from "../load-balancer/limits";

/** What happens to the flows of an appliance that goes, or becomes unwell. */
export const TARGET_FAILOVER = ["no_rebalance", "rebalance"] as const;
export type TargetFailover = (typeof TARGET_FAILOVER)[number];

/** What flows have in common that stay with one appliance, where it is less than all five of addresses, ports, protocol. */
export const FLOW_STICKINESS = ["source_ip_dest_ip", "source_ip_dest_ip_proto"] as const;
export type FlowStickiness = (typeof FLOW_STICKINESS)[number];

/** How flows find their appliances. All of it can be changed in place. */
export interface FlowProps {
  /**
   * What happens to the flows of an appliance that is taken out, or becomes unwell: `rebalance` sends them to others (after the
   * deregistration delay, or the failed health checks), `no_rebalance` leaves them with it, where they are lost.
   *
   * @default "no_rebalance"
   */
  readonly targetFailover?: TargetFailover | undefined;
  /**
   * What flows have in common that stay with one appliance: their addresses (`source_ip_dest_ip`), with the protocol
   * (`source_ip_dest_ip_proto`).
   *
   * @default - addresses, ports and protocol
   */
  readonly flowStickiness?: FlowStickiness | undefined;
  /** Seconds that an appliance which is taken out keeps its flows, from 0 to 3600. @default 300 */
  readonly deregistrationDelaySeconds?: number | undefined;
  /** Seconds after which an idle TCP flow is forgotten, from 60 to 6000. @default 350 */
  readonly idleTimeoutSeconds?: number | undefined;
}

/** What of it is in the target group. */
export function targetGroupFlows({ targetFailover, flowStickiness, deregistrationDelaySeconds: delay }: FlowProps) {
  const failover = targetFailover ?? "no_rebalance";
  return {
    // AWS takes the same for both alone.
    targetFailover: [{ onDeregistration: failover, onUnhealthy: failover }],
    stickiness: { enabled: flowStickiness !== undefined, type: flowStickiness ?? "source_ip_dest_ip" },
    ...(delay === undefined ? {} : { deregistrationDelay: known(delay) ? String(delay) : textOfToken(delay) }),
  };
}

/** Notes what is wrong with how flows find their appliances. */
export function checkFlows(problems: PropertyProblems, props: FlowProps): void {
  const { targetFailover, flowStickiness } = props;
  if (known(targetFailover) && !TARGET_FAILOVER.includes(targetFailover))
    problems.add("targetFailover", `one of ${TARGET_FAILOVER.join(", ")}`, targetFailover);
  if (known(flowStickiness) && !FLOW_STICKINESS.includes(flowStickiness))
    problems.add("flowStickiness", `one of ${FLOW_STICKINESS.join(", ")}`, flowStickiness);
  // Those of Network Load Balancers (User Guide for Gateway Load Balancers, target group and listener attributes).
  for (const key of ["deregistrationDelaySeconds", "idleTimeoutSeconds"] as const) {
    const value = props[key];
    if (known(value)) problems.check(key, limitProblem(value, LISTENER_LIMITS[key]), value);
  }
}
