import { isIpv6 } from "../../modules/aws/ip-address";
import type { ListenerProps, TargetsProps, WeightedTargetGroup } from "../../modules/provider/load-balancer";
import { byOwnName } from "../../support/by-own-name";
import type { ListenerSpec, TargetGroupSpec } from "./listener-schema";
import type { ListenerTargetsSpec, TargetsSpec } from "./targets-schema";

/** Listeners as the load balancer takes them. */
export function listenersOf(specs: Readonly<Record<string, ListenerSpec>>): Record<string, ListenerProps> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, listenerOf(spec)]));
}

function listenerOf({ additionalCertificateArns: arns, targets, targetGroups, ...spec }: ListenerSpec): ListenerProps {
  return {
    ...spec,
    ...(arns ? { additionalCertificateArns: byOwnName(arns) } : {}),
    ...(targets ? { targets: targetsPropsOf(targets) } : {}),
    ...(targetGroups ? { targetGroups: targetGroupsOf(targetGroups) } : {}),
  };
}

function targetGroupsOf(specs: Readonly<Record<string, TargetGroupSpec>>): Record<string, WeightedTargetGroup> {
  const groups = Object.entries(specs).map(([key, { targets, ...spec }]) => [
    key,
    { ...spec, targets: targetsPropsOf(targets) },
  ]);
  return Object.fromEntries(groups);
}

/** What a listener forwards to, as an environment file gives it: of each of its target groups. */
export function targetSpecsOf(
  listener: Pick<ListenerSpec, "targets" | "targetGroups">,
  ofService: TargetsSpec,
): readonly (TargetsSpec | ListenerTargetsSpec)[] {
  return listener.targetGroups
    ? Object.values(listener.targetGroups).map(({ targets }) => targets)
    : [listener.targets ?? ofService];
}

/**
 * Targets as the load balancer takes them: each under its own name, so that one more or less touches none of the others.
 * The sample application registers itself.
 */
export function targetsPropsOf(spec: TargetsSpec | ListenerTargetsSpec): TargetsProps {
  switch (spec.type) {
    case "sample":
      return { targetType: "instance" };
    case "instance":
      return {
        targetType: "instance",
        ...(spec.ids ? { targetIds: byOwnName(spec.ids) } : {}),
        ...(spec.tags ? { targetTags: spec.tags } : {}),
      };
    case "ip": {
      const { addresses = [], outsideAddresses } = spec;
      return {
        targetType: "ip",
        targetIds: byOwnName(addresses),
        ...(addresses.some(isIpv6) ? { targetIpAddressType: "ipv6" } : {}),
        ...(outsideAddresses ? { outsideTargetIds: byOwnName(outsideAddresses) } : {}),
      };
    }
    case "autoScalingGroup":
      return { targetType: "instance", autoScalingGroupNames: byOwnName(spec.names) };
    case "alb":
      // There is one alone: another takes its place.
      return { targetType: "alb", targetIds: { "load-balancer": spec.arn } };
    case "ecs":
      return spec.networkMode === "awsvpc"
        ? { targetType: "ip" }
        : { targetType: "instance", dynamicPorts: spec.networkMode === "bridge" };
    case "external":
      return { targetType: spec.targetType };
    case "targetGroup":
      return { targetGroupArn: spec.arn, targetType: spec.targetType, healthCheckPort: spec.healthCheckPort };
  }
}
