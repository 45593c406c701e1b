import type { TargetAddressType } from "./target-address";

/** What targets are registered as. */
export const TARGET_TYPES = ["instance", "ip", "alb"] as const;

/** `instance` by id, `ip` by address, or `alb`: an Application Load Balancer by ARN. */
export type TargetType = (typeof TARGET_TYPES)[number];

/** What a listener forwards to: targets that are registered here, or that register themselves, or a target group. */
export interface TargetsProps {
  /** What targets are registered as. Another type is another target group. @default "instance" */
  readonly targetType?: TargetType | undefined;
  /**
   * Ids of instances, IP addresses within the VPC, or the ARN of the one Application Load Balancer, by a name for the
   * target. The name is part of the Terraform address.
   *
   * @default - none: something else registers targets
   */
  readonly targetIds?: Readonly<Record<string, string>> | undefined;
  /**
   * Tags by which Terraform finds instances at each plan, instead of `targetIds`: the running instances of the VPC that
   * have all of them. An instance that was stopped, or lost a tag, is taken out with the next apply. With `instance` only,
   * and only in a VPC that exists before the plan. A plan that finds no instance is refused, unless the target group has
   * the weight 0.
   *
   * @default - none
   */
  readonly targetTags?: Readonly<Record<string, string>> | undefined;
  /**
   * Private IPv4 addresses outside the VPC (of a peered one, or on premises), by a name for the target as above. They
   * have connections from the nodes in all zones, and a rule of the security group for each. With `ip` alone; not over UDP.
   *
   * @default - none
   */
  readonly outsideTargetIds?: Readonly<Record<string, string>> | undefined;
  /**
   * Family of the addresses of targets with `ip`: all of a target group are of one. `ipv6` needs a load balancer that is
   * `dualstack`.
   *
   * @default "ipv4"
   */
  readonly targetIpAddressType?: TargetAddressType | undefined;
  /**
   * Names of Auto Scaling groups that register their instances, by a name for the group, which is part of the Terraform
   * address. With `instance` alone.
   *
   * @default - none
   */
  readonly autoScalingGroupNames?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether whatever registers targets gives each a port of its own, from 32768 to 65535, as ECS does in the network mode
   * `bridge`: the security group then lets out to these ports as well.
   *
   * @default false
   */
  readonly dynamicPorts?: boolean | undefined;
  /**
   * ARN of a target group that exists, in the load balancer's VPC, in place of one that is made. Nothing can be said of its
   * targets, health check and attributes then. Its port is the listener's `targetPort`, and its type `targetType` where that
   * is given; a plan in which it is another is refused. A target group is of one load balancer only.
   *
   * @default - one is made
   */
  readonly targetGroupArn?: string | undefined;
  /**
   * Port of the health check of a target group that exists, which the security group lets out to; a plan in which it is
   * another is refused. With `targetGroupArn` alone.
   *
   * @default - the targets' port
   */
  readonly healthCheckPort?: number | undefined;
}

/** Keys of {@link TargetsProps}. */
const TARGETS_KEYS = [
  "targetType",
  "targetIds",
  "targetTags",
  "outsideTargetIds",
  "targetIpAddressType",
  "autoScalingGroupNames",
  "dynamicPorts",
  "targetGroupArn",
  "healthCheckPort",
] as const satisfies readonly (keyof TargetsProps)[];

/** What of some properties is about targets. */
export function pickTargets(props: TargetsProps): TargetsProps {
  return Object.fromEntries(TARGETS_KEYS.flatMap((key) => (props[key] === undefined ? [] : [[key, props[key]]])));
}

/** What a listener forwards to: what it says itself, or else what is said for all. */
export function targetsOf(listener: { readonly targets?: TargetsProps | undefined }, all: TargetsProps): TargetsProps {
  return listener.targets ?? pickTargets(all);
}
