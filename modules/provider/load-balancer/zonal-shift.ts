// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

import { addressNumber, cidr, contains } from "../../aws/cidr";
import { known } from "../../aws/property-problems";
import type { LooseListener } from "./listener-problem";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";
import type { LoadBalancerOptions } from "./options";
import type { TargetsProps } from "./targets";

/** A listener, and what it forwards to. */
export interface ShiftedListener {
  readonly listener: LooseListener;
  /** What it forwards to; undefined where that could not be read. */
  readonly targets: TargetsProps | undefined;
}

/**
 * Why a zonal shift cannot be enabled, or would leave a listener without targets.
 *
 * Sources: User Guide for Network Load Balancers, "Enable zonal shift for your Network Load Balancer" (what a load
 * balancer with cross-zone load balancing asks of its target groups); Amazon Application Recovery Controller Developer
 * Guide, "Network Load Balancers" (the targets in the zone get no more connections, in either configuration).
 *
 * @param listeners the listeners by name. What a target group that exists is like is left to AWS, which refuses the
 * attribute.
 */
export function zonalShiftProblems(
  { zonalShift, crossZone = true }: Pick<LoadBalancerOptions, "zonalShift" | "crossZone">,
  around: Pick<LoadBalancerSurroundings, "zoneIds" | "subnetCidrBlocks">,
  listeners: Readonly<Record<string, ShiftedListener>>,
): OptionProblem[] {
  if (zonalShift !== true) return [];
  const problems: OptionProblem[] = [];
  const add = (expected: string, fix: string) => problems.push({ path: ["zonalShift"], expected, fix });
  const names = (wrong: (each: ShiftedListener) => boolean) =>
    Object.keys(listeners)
      .sort()
      .filter((name) => wrong(listeners[name] as ShiftedListener))
      .join(", ");
  if (around.zoneIds.length < 2)
    add("false in one zone: a shift away from the only zone leaves nothing to connect to", "add a zone to the VPC");
  // A target group of its own mind is judged like the others: AWS says nothing of it, and shifts only as documented.
  const crosses = ({ listener }: ShiftedListener) => crossZone || listener.crossZone === true;
  const ownMind = names(({ listener }) => crossZone && listener.crossZone === false);
  if (ownMind !== "")
    add(
      `false with \`crossZone: false\` of a listener (${ownMind}) on a load balancer that forwards across zones`,
      "remove `crossZone` from the listener, or set `crossZone: false` for the load balancer",
    );
  const udp = names((each) => crosses(each) && ["UDP", "TCP_UDP"].includes(String(each.listener.protocol)));
  if (udp !== "")
    add(
      `false with UDP across zones (${udp}): AWS shifts such target groups only if they are TCP or TLS`,
      "set `crossZone: false` for the load balancer",
    );
  const alb = names((each) => crosses(each) && each.targets?.targetType === "alb");
  if (alb !== "")
    add(
      `false with an Application Load Balancer as a target across zones (${alb})`,
      "set `crossZone: false` for the load balancer",
    );
  const terminating = names((each) => crosses(each) && terminates(each));
  if (terminating !== "") {
    // Several target groups of a listener have its settings.
    const own = [...new Set(terminating.split(", ").map((name) => name.split("/")[0]))];
    add(
      `false where connections to unhealthy targets are closed across zones (${terminating})`,
      `set \`terminateUnhealthyConnections: false\` for ${own.length === 1 ? "listener" : "listeners"} ${own.join(", ")}, or \`crossZone: false\` for the load balancer`,
    );
  }
  const inOneZone = names(({ targets }) => targets !== undefined && isInOneZone(targets, around));
  if (inOneZone !== "")
    add(
      `false where all targets are in one zone (${inOneZone}): a shift away from it takes them all`,
      "add targets in another zone",
    );
  return problems;
}

/** Whether connections to targets that become unhealthy are closed, which is AWS's default where there is a choice. */
function terminates({ listener, targets }: ShiftedListener): boolean {
  if (listener.protocol === "UDP" || listener.protocol === "TCP_UDP") return false;
  if (targets?.targetGroupArn !== undefined || targets?.targetType === "alb") return false;
  return listener.terminateUnhealthyConnections !== false;
}

/** Whether all targets are known to be in one zone. Those that register themselves, or are outside, are not known. */
function isInOneZone(
  { targetType = "instance", targetIds = {}, outsideTargetIds, autoScalingGroupNames, ...others }: TargetsProps,
  { subnetCidrBlocks }: Pick<LoadBalancerSurroundings, "subnetCidrBlocks">,
): boolean {
  const ids = Object.values(targetIds);
  if (targetType === "alb" || others.targetGroupArn !== undefined || ids.length === 0) return false;
  if (outsideTargetIds !== undefined || autoScalingGroupNames !== undefined) return false;
  if (ids.length === 1) return true;
  if (targetType !== "ip" || !ids.every(known)) return false;
  const zones = ids.map((address) => zoneOf(address, subnetCidrBlocks));
  return zones[0] !== undefined && zones.every((zone) => zone === zones[0]);
}

/** Zone of the subnet that an address is in; undefined where that is not known. */
function zoneOf(address: string, subnetCidrBlocks: Readonly<Record<string, string>>): string | undefined {
  const number = addressNumber(address);
  if (number === undefined) return undefined;
  return Object.keys(subnetCidrBlocks).find((zone) => {
    const range = subnetCidrBlocks[zone];
    return known(range) && contains(cidr(range), { first: number, last: number });
  });
}
