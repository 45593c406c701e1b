import type { HealthCheckProps } from "./health-check";
import type { ListenerProps } from "./listener";
import { type TargetsProps, targetsOf } from "./targets";

/** One of several target groups that a listener forwards to. */
export interface WeightedTargetGroup {
  /**
   * Share of the new connections: this weight in relation to the sum of all, from 0 to 999. With 0 it gets none, and AWS
   * closes the connections that it has after a short time.
   */
  readonly weight: number;
  /** Targets of this target group. */
  readonly targets: TargetsProps;
  /** Port of the targets. @default - the listener's `targetPort` */
  readonly targetPort?: number;
  /** Health check of the targets. @default - the listener's `healthCheck` */
  readonly healthCheck?: HealthCheckProps;
  /**
   * Key that the target group had before, or all its former keys, oldest first. `targets` stands for the time when it was
   * the only target group of the listener, without a key. Terraform then moves the target group, and it stays connected.
   * Keep this as long as the target group exists: its name comes from the oldest key.
   *
   * @default - none: the key is the first
   */
  readonly renamedFrom?: string | readonly string[];
}

/** Most target groups of a listener (Elastic Load Balancing API; the AWS provider takes no more in a `forward` block). */
export const MAX_TARGET_GROUPS = 5;

/**
 * Weights that AWS takes. Source: User Guide for Network Load Balancers, "Listeners", section "Distribute traffic to
 * multiple target groups".
 */
export const WEIGHT_LIMIT = { min: 0, max: 999, unit: "shares" } as const;

/** Stands among former keys for the time when a target group was the only one, under `targets`. */
export const ONLY_GROUP = "targets";

/** A target group that a listener forwards to, with what the listener says of it. */
export interface Forwarded {
  /** Key of the target group. @default - the listener has only one, without a key */
  readonly group?: string;
  /** Share of the connections. @default - all of them */
  readonly weight?: number;
  /** Keys that the target group had before, oldest first. */
  readonly formerGroups: readonly string[];
  /** The listener, with the port, the health check and the targets of this target group. */
  readonly listener: ListenerProps & { readonly targets: TargetsProps };
}

/** The target groups that a listener forwards to: the only one, or several by their keys. */
export function forwardedBy(listener: ListenerProps, all: TargetsProps): Forwarded[] {
  const { targetGroups } = listener;
  if (targetGroups === undefined)
    return [
      {
        formerGroups: listOf(listener.targetGroupRenamedFrom),
        listener: { ...listener, targets: targetsOf(listener, all) },
      },
    ];
  return Object.keys(targetGroups)
    .sort()
    .map((group) => {
      const { weight, targets, targetPort, healthCheck, renamedFrom } = targetGroups[group] as WeightedTargetGroup;
      return {
        group,
        weight,
        formerGroups: listOf(renamedFrom),
        listener: {
          ...listener,
          ...(targetPort === undefined ? {} : { targetPort }),
          ...(healthCheck === undefined ? {} : { healthCheck }),
          targets,
        },
      };
    });
}

/** The key of a target group among those of all listeners: `http`, or `http/blue` of a listener that has several. */
export function targetGroupKey(listener: string, group?: string): string {
  return group === undefined ? listener : `${listener}/${group}`;
}

/** One key, or a list of them, as a list. */
export function listOf(keys: string | readonly string[] | undefined): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === "string" ? [keys] : keys;
}
