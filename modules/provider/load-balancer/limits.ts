/** A number that AWS takes from here to there. */
export interface Limit {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Of a health check (Network Load Balancer Guide, "Health check settings"). */
export const HEALTH_CHECK_LIMITS = {
  intervalSeconds: { min: 5, max: 300, unit: "seconds" },
  timeoutSeconds: { min: 2, max: 120, unit: "seconds" },
  healthyThreshold: { min: 2, max: 10, unit: "checks in a row" },
  unhealthyThreshold: { min: 2, max: 10, unit: "checks in a row" },
} as const satisfies Readonly<Record<string, Limit>>;

/**
 * Of a listener and its target group (Network Load Balancer Guide, "Update the TCP idle timeout" and "Target group
 * attributes").
 */
export const LISTENER_LIMITS = {
  idleTimeoutSeconds: { min: 60, max: 6000, unit: "seconds" },
  deregistrationDelaySeconds: { min: 0, max: 3600, unit: "seconds" },
  unhealthyDrainingSeconds: { min: 0, max: 360000, unit: "seconds" },
} as const satisfies Readonly<Record<string, Limit>>;

/** Why a number is out of its limits, as what was expected instead; undefined when it is within them. */
export function limitProblem(value: number, { min, max, unit }: Limit): string | undefined {
  return Number.isInteger(value) && value >= min && value <= max ? undefined : `${min} to ${max} ${unit}`;
}
