import { autoScalingGroupNameProblem } from "../../aws/auto-scaling-group-name";
import { known, type PropertyProblems } from "../../aws/property-problems";
import { tagKeyProblem } from "../../aws/tags";
import { forwardingProblems, groupForwardingProblems } from "./forwarding-rule";
import type { ListenerProps } from "./listener";
import {
  applicationLoadBalancerArnProblem,
  instanceIdProblem,
  outsideAddressProblem,
  TARGET_ADDRESS_TYPES,
  type TargetAddressType,
  targetAddressProblem,
  targetGroupArnProblem,
} from "./target-address";
import { targetTagValueProblem } from "./target-tags";
import { pickTargets, TARGET_TYPES, type TargetsProps, type TargetType, targetsOf } from "./targets";

/** A load balancer's targets, its listeners, and what they stand behind. */
export interface Forwarding extends TargetsProps {
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  readonly ipAddressType?: "ipv4" | "dualstack" | undefined;
}

/**
 * Notes what is wrong with targets, and what of listeners does not go with them.
 *
 * @param path of the targets of all listeners: empty where they are among the load balancer's own properties.
 */
export function checkForwarding(problems: PropertyProblems, path: string, props: Forwarding): void {
  const { listeners, ipAddressType } = props;
  checkTargets(problems, path, pickTargets(props), ipAddressType);
  for (const [name, listener] of Object.entries(listeners)) {
    if (listener.targets) checkTargets(problems, `listeners.${name}.targets`, listener.targets, ipAddressType);
    const { targetGroups } = listener;
    if (targetGroups === undefined) {
      const found = forwardingProblems({ ...listener }, targetsOf(listener, props));
      problems.addWithin(["listeners", name], listener, found);
      continue;
    }
    const ofGroups = Object.entries(targetGroups).map(([key, { targets }]) => [key, targets] as const);
    for (const [key, targets] of ofGroups)
      checkTargets(problems, `listeners.${name}.targetGroups.${key}.targets`, targets, ipAddressType);
    const found = groupForwardingProblems({ ...listener }, Object.fromEntries(ofGroups));
    problems.addWithin(["listeners", name], listener, found);
  }
}

function checkTargets(
  problems: PropertyProblems,
  path: string,
  targets: TargetsProps,
  ipAddressType: "ipv4" | "dualstack" = "ipv4",
): void {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  const { targetGroupArn, healthCheckPort } = targets;
  const found = targetGroupArn === undefined ? madeProblems(targets, ipAddressType) : adoptedProblems(targets);
  for (const [key, expected] of found) problems.add(at(key), expected, targets[key]);
  if (targetGroupArn === undefined) checkIds(problems, at, targets);
  else if (known(targetGroupArn))
    problems.check(at("targetGroupArn"), targetGroupArnProblem(targetGroupArn), targetGroupArn);
  if (targetGroupArn !== undefined && healthCheckPort !== undefined)
    problems.checkPort(at("healthCheckPort"), healthCheckPort);
}

/** A key, and what was expected there. */
type Found = readonly [key: keyof TargetsProps, expected: string];

function adoptedProblems({
  targetGroupArn: _,
  healthCheckPort: __,
  targetType: ___,
  ...others
}: TargetsProps): Found[] {
  return (Object.keys(others) as (keyof typeof others)[])
    .filter((key) => others[key] !== undefined)
    .map((key) => [key, "none with `targetGroupArn`: a target group that exists has its own targets"]);
}

/** What does not go together in a target group that is made. */
function madeProblems(targets: TargetsProps, ipAddressType: "ipv4" | "dualstack"): Found[] {
  const { targetType = "instance", targetIpAddressType = "ipv4" } = targets;
  const rules: [wrong: boolean | undefined, ...Found][] = [
    [!TARGET_TYPES.includes(targetType), "targetType", `one of ${TARGET_TYPES.join(", ")}`],
    [
      !TARGET_ADDRESS_TYPES.includes(targetIpAddressType),
      "targetIpAddressType",
      `one of ${TARGET_ADDRESS_TYPES.join(", ")}`,
    ],
    [
      targets.healthCheckPort !== undefined,
      "healthCheckPort",
      "none but with `targetGroupArn`: of a target group that is made, it is `healthCheck.port`",
    ],
    [
      targetType === "alb" && Object.keys(targets.targetIds ?? {}).length > 1,
      "targetIds",
      "one Application Load Balancer: AWS takes no more in a target group",
    ],
    [
      targetType !== "ip" && targets.outsideTargetIds !== undefined,
      "outsideTargetIds",
      "none but with `targetType: ip`: others are registered in the load balancer's own VPC alone",
    ],
    [
      targetType !== "instance" && targets.targetTags !== undefined,
      "targetTags",
      `none with \`targetType: ${targetType}\`: only instances are found by their tags`,
    ],
    [
      targets.targetTags !== undefined && Object.keys(targets.targetTags).length === 0,
      "targetTags",
      "at least one tag: without any, all instances of the VPC would be targets",
    ],
    [
      targets.targetTags !== undefined &&
        Object.keys({ ...targets.targetIds, ...targets.autoScalingGroupNames }).length > 0,
      "targetTags",
      "none beside `targetIds` and `autoScalingGroupNames`: an instance is registered in one way only",
    ],
    [
      targetType !== "instance" && targets.autoScalingGroupNames !== undefined,
      "autoScalingGroupNames",
      `none with \`targetType: ${targetType}\`: groups register instances`,
    ],
    [
      targetType === "alb" && targets.dynamicPorts,
      "dynamicPorts",
      "none with an Application Load Balancer, which is reached at the port of its target group",
    ],
    [
      targetIpAddressType === "ipv6" && targetType !== "ip",
      "targetIpAddressType",
      "ipv4 but with `targetType: ip`: others are reached over IPv4 here",
    ],
    [
      targetIpAddressType === "ipv6" && ipAddressType !== "dualstack",
      "targetIpAddressType",
      "ipv4 behind a load balancer that is not `dualstack`",
    ],
    [
      targetIpAddressType === "ipv6" && targets.outsideTargetIds !== undefined,
      "outsideTargetIds",
      "none beside IPv6 addresses: a target group has addresses of one family",
    ],
  ];
  return rules.flatMap(([wrong, ...found]) => (wrong ? [found] : []));
}

/** Notes names, ids and addresses that are none. */
function checkIds(problems: PropertyProblems, at: (key: string) => string, targets: TargetsProps): void {
  const { targetType = "instance", targetIpAddressType = "ipv4", targetIds = {}, outsideTargetIds = {} } = targets;
  for (const [name, id] of Object.entries(targetIds))
    if (known(id)) problems.check(at(`targetIds.${name}`), targetProblem(targetType, targetIpAddressType, id), id);
  for (const [name, id] of Object.entries(outsideTargetIds)) {
    if (known(id)) problems.check(at(`outsideTargetIds.${name}`), outsideAddressProblem(id), id);
    if (Object.hasOwn(targetIds, name))
      problems.add(at(`outsideTargetIds.${name}`), "a name that none of `targetIds` has", id);
  }
  for (const [key, value] of Object.entries(targets.targetTags ?? {})) {
    problems.check(at(`targetTags.${key}`), tagKeyProblem(key), key);
    if (known(value)) problems.check(at(`targetTags.${key}`), targetTagValueProblem(value), value);
  }
  for (const [name, group] of Object.entries(targets.autoScalingGroupNames ?? {}))
    if (known(group)) problems.check(at(`autoScalingGroupNames.${name}`), autoScalingGroupNameProblem(group), group);
}

function targetProblem(targetType: TargetType, addressType: TargetAddressType, id: string): string | undefined {
  if (targetType === "instance") return instanceIdProblem(id);
  return targetType === "alb" ? applicationLoadBalancerArnProblem(id) : targetAddressProblem(id, addressType);
}
