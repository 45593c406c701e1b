interface Threshold {
  readonly default: number | false;
  /** Least number that means anything. */
  readonly least: number;
  /** What the number is. */
  readonly description: string;
}

/**
 * What alarms watch, and when they stand unless said otherwise. Those with a number watch what is a fault of the
 * provider's side whenever it happens. Those without count what also happens on a good day (a client that goes away
 * resets its connections): only the service's owner knows how much of it is too much.
 */
export const THRESHOLDS = {
  healthyTargets: {
    default: 1,
    least: 1,
    description: "Fewest healthy targets of a listener, in each zone and in all together, for 5 minutes.",
  },
  unhealthyTargets: { default: 0, least: 0, description: "Most unhealthy targets of a listener, for 5 minutes." },
  portAllocationErrors: {
    default: 0,
    least: 0,
    description: "Most connections lost in 5 minutes since a target has no port left for them.",
  },
  rejectedFlows: {
    default: 0,
    least: 0,
    description: "Most connections that a node of the load balancer rejects in a minute, of 5 minutes.",
  },
  blockedFlows: {
    default: 0,
    least: 0,
    description:
      "Most connections that the load balancer's security groups refuse in 5 minutes; watched where their rules are enforced on PrivateLink traffic.",
  },
  tlsNegotiationErrors: {
    default: false,
    least: 0,
    description: "Most TLS handshakes that fail in 5 minutes; watched where there is a TLS listener.",
  },
  loadBalancerResets: {
    default: false,
    least: 0,
    description: "Most resets that the load balancer sends in 5 minutes.",
  },
  targetResets: { default: false, least: 0, description: "Most resets that targets send in 5 minutes." },
  clientResets: { default: false, least: 0, description: "Most resets that clients send in 5 minutes." },
  endpointResets: {
    default: false,
    least: 0,
    description: "Most resets that the endpoint service sends to endpoints in 5 minutes.",
  },
  activeConnections: {
    default: false,
    least: 0,
    description: "Most connections through the endpoint service at a time, in 5 minutes.",
  },
  connectedEndpoints: { default: false, least: 1, description: "Fewest endpoints that are connected, for 15 minutes." },
} as const satisfies Readonly<Record<string, Threshold>>;

/** What an alarm watches. */
export type AlarmKind = keyof typeof THRESHOLDS;

/** When alarms stand, by what they watch: a number, or `false` for no such alarm. Defaults: {@link THRESHOLDS}. */
export type AlarmThresholds = Readonly<Partial<Record<AlarmKind, number | false>>>;

/** What alarms can watch. */
export const ALARM_KINDS = Object.keys(THRESHOLDS) as readonly AlarmKind[];

/** The threshold of an alarm; false for no such alarm. */
export function thresholdOf(kind: AlarmKind, thresholds: AlarmThresholds): number | false {
  return thresholds[kind] ?? THRESHOLDS[kind].default;
}

/** Why a value is no threshold, as what was expected instead; undefined when it is one. */
export function thresholdProblem(kind: AlarmKind, value: number | false): string | undefined {
  const { least } = THRESHOLDS[kind];
  return value === false || (Number.isInteger(value) && value >= least)
    ? undefined
    : `false, or a whole number of ${least} or more`;
}
