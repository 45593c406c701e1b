// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

import { known } from "../../aws/property-problems";
import { textOfToken } from "../../aws/tokens";
import type { ListenerProblem, LooseListener } from "./listener-problem";

/** What can be chosen of a target group, all of it in place. */
export interface TargetGroupAttributes {
  /** Seconds that a target which is taken out keeps its connections, from 0 to 3600. @default 300 */
  readonly deregistrationDelaySeconds?: number;
  /**
   * Whether the connections that are left after the deregistration delay are closed.
   *
   * @default false, but true for UDP and TCP_UDP, where it cannot be false
   */
  readonly connectionTermination?: boolean;
  /** Whether connections to a target that becomes unwell are closed. TCP and TLS targets only. @default true */
  readonly terminateUnhealthyConnections?: boolean;
  /**
   * Seconds that a target which becomes unwell keeps its connections, from 0 to 360000, where they are not closed at once
   * (`terminateUnhealthyConnections: false`).
   *
   * @default 0
   */
  readonly unhealthyDrainingSeconds?: number;
  /**
   * Whether a header of proxy protocol version 2 goes before the data of each connection, health checks too: over
   * PrivateLink the only way to learn the client's address, with the id of the endpoint (type 0xEA). Targets must read it.
   *
   * @default false
   */
  readonly proxyProtocolV2?: boolean;
  /**
   * Whether a client stays with one target, by its source address. Over PrivateLink that is the address of the load
   * balancer's node, so that all clients of a zone stay with one target.
   *
   * @default false
   */
  readonly stickiness?: boolean;
  /** Whether a node forwards to targets in the other zones too. @default - as the load balancer does */
  readonly crossZone?: boolean;
}

/** Keys of {@link TargetGroupAttributes}. */
export const TARGET_GROUP_ATTRIBUTES = [
  "deregistrationDelaySeconds",
  "connectionTermination",
  "terminateUnhealthyConnections",
  "unhealthyDrainingSeconds",
  "proxyProtocolV2",
  "stickiness",
  "crossZone",
] as const satisfies readonly (keyof TargetGroupAttributes)[];

/**
 * The attributes as a target group takes them. AWS's defaults are said, since the AWS provider keeps what there was where
 * nothing is said; but for the delay and proxy protocol, of which it knows them.
 *
 * @param protocol what the load balancer speaks to the targets.
 */
export function attributesOf(listener: TargetGroupAttributes, protocol: string) {
  const { deregistrationDelaySeconds: delay, terminateUnhealthyConnections = true } = listener;
  const overUdp = isOverUdp(protocol);
  return {
    deregistrationDelay: delay === undefined ? undefined : known(delay) ? String(delay) : textOfToken(delay),
    connectionTermination: listener.connectionTermination ?? overUdp,
    targetHealthState: overUdp
      ? undefined
      : [
          {
            enableUnhealthyConnectionTermination: terminateUnhealthyConnections,
            unhealthyDrainingInterval: listener.unhealthyDrainingSeconds,
          },
        ],
    proxyProtocolV2: listener.proxyProtocolV2,
    stickiness: { enabled: listener.stickiness ?? false, type: "source_ip" },
    loadBalancingCrossZoneEnabled: String(listener.crossZone ?? "use_load_balancer_configuration"),
  };
}

function isOverUdp(protocol: string): boolean {
  return protocol === "UDP" || protocol === "TCP_UDP";
}

/**
 * What AWS refuses of a target group's attributes.
 *
 * Source: Elastic Load Balancing API, `TargetGroupAttribute`; Network Load Balancer Guide, "Sticky sessions".
 */
export function attributeProblems(listener: LooseListener, protocol: string): ListenerProblem[] {
  const problems: ListenerProblem[] = [];
  const overUdp = isOverUdp(protocol);
  if (overUdp && listener.connectionTermination === false)
    problems.push({
      path: ["connectionTermination"],
      expected: `true with protocol ${protocol}: so AWS makes the target group, and the AWS provider does not switch it off`,
      fix: "take it out",
    });
  if (overUdp && listener.terminateUnhealthyConnections !== undefined)
    problems.push({
      path: ["terminateUnhealthyConnections"],
      expected: `no such choice with protocol ${protocol}: AWS has it for TCP and TLS alone`,
      fix: "take it out",
    });
  if (listener.unhealthyDrainingSeconds !== undefined && listener.terminateUnhealthyConnections !== false)
    problems.push({
      path: ["unhealthyDrainingSeconds"],
      expected: "no time to drain where unwell targets lose their connections at once",
      fix: "set `terminateUnhealthyConnections: false`, or take it out",
    });
  if (listener.stickiness === true && listener.targetProtocol === "TLS")
    problems.push({
      path: ["stickiness"],
      expected: "false with targets that speak TLS, which AWS does not make sticky",
      fix: "take it out, or set `targetProtocol: TCP`",
    });
  return problems;
}
