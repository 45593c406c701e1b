import { type ProtocolPort, portText } from "../../aws/port";
import { known } from "../../aws/property-problems";
import type { ListenerProps } from "./listener";
import { forwardedBy } from "./target-groups";
import { targetPortsOf } from "./target-ports";
import type { TargetsProps } from "./targets";

/** Listeners, and what those forward to that say nothing of it themselves. */
export interface OutgoingProps extends TargetsProps {
  readonly listeners: Readonly<Record<string, ListenerProps>>;
}

/** Where a load balancer goes out to: one rule of its security group. */
export interface WayOut {
  readonly port: ProtocolPort;
  /** The one target that is there. @default - those within the IPv4 range of the VPC */
  readonly target?: SingleTarget;
}

/** A target whose address the VPC's IPv4 range does not have. */
interface SingleTarget {
  readonly name: string;
  /** What tells it from others: its address, or its name where only Terraform knows that. */
  readonly key: string;
  readonly range: { readonly cidrIpv4: string } | { readonly cidrIpv6: string };
}

/** All ways that a load balancer goes to its targets, each once: AWS refuses a second rule that says the same. */
export function waysOut(props: OutgoingProps): WayOut[] {
  const listeners = Object.values(props.listeners).flatMap((each) =>
    forwardedBy(each, props).map(({ listener }) => listener),
  );
  const within = listeners.filter(({ targets }) => targets.targetIpAddressType !== "ipv6");
  const single = listeners.flatMap((listener) =>
    singleTargets(listener.targets).flatMap((target) => targetPortsOf([listener]).map((port) => ({ port, target }))),
  );
  const unique = new Map(single.map((way) => [`${portText(way.port)} ${way.target.key}`, way]));
  return [...targetPortsOf(within).map((port) => ({ port })), ...unique.values()];
}

function singleTargets({ targetIpAddressType, targetIds = {}, outsideTargetIds = {} }: TargetsProps): SingleTarget[] {
  const ipv6 = targetIpAddressType === "ipv6";
  return Object.entries(ipv6 ? targetIds : outsideTargetIds).map(([name, address]) => ({
    name,
    key: known(address) ? address : name,
    range: ipv6 ? { cidrIpv6: `${address}/128` } : { cidrIpv4: `${address}/32` },
  }));
}
