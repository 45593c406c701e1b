interface Threshold {
  readonly default: number | false;
  /** Least number that means anything. */
  readonly least: number;
  /** What the number is. */
  readonly description: string;
}

/**
 * What alarms of an endpoint watch, and their defaults. A number stands for what AWS calls a sign of an unhealthy
 * endpoint or service when it lasts (AWS PrivateLink Guide, "CloudWatch metrics"). "AWS Networking Best Practices",
 * "AWS Services Monitoring", alarms on dropped packets and on 10 resets a second that last for several minutes. Only
 * the owner of the clients knows how much traffic is too much or too little.
 */
export const ENDPOINT_THRESHOLDS = {
  droppedPackets: {
    default: 0,
    least: 0,
    description: "Most packets that the endpoint drops in 5 minutes, three times in a row.",
  },
  receivedResets: {
    default: 3000,
    least: 0,
    description: "Most resets that the endpoint receives from the service in 5 minutes.",
  },
  activeConnections: {
    default: false,
    least: 0,
    description: "Most connections through the endpoint at a time, in 5 minutes.",
  },
  newConnections: {
    default: false,
    least: 0,
    description: "Most new connections through the endpoint in 5 minutes.",
  },
  processedBytes: {
    default: false,
    least: 1,
    description:
      "Fewest bytes through the endpoint in 15 minutes. Without traffic AWS reports nothing, which counts as 0.",
  },
} as const satisfies Readonly<Record<string, Threshold>>;

/** What an alarm of an endpoint watches. */
export type EndpointAlarmKind = keyof typeof ENDPOINT_THRESHOLDS;

/**
 * Thresholds of an endpoint's alarms: a number, or `false` for no such alarm. Defaults: {@link ENDPOINT_THRESHOLDS}.
 */
export type EndpointAlarmThresholds = Readonly<Partial<Record<EndpointAlarmKind, number | false>>>;

/** What alarms of an endpoint can watch. */
export const ENDPOINT_ALARM_KINDS = Object.keys(ENDPOINT_THRESHOLDS) as readonly EndpointAlarmKind[];

/** What was expected instead of a threshold; undefined when it is one. */
export function endpointThresholdProblem(kind: EndpointAlarmKind, value: number | false): string | undefined {
  const { least } = ENDPOINT_THRESHOLDS[kind];
  return value === false || (Number.isInteger(value) && value >= least)
    ? undefined
    : `false, or a whole number of ${least} or more`;
}

/**
 * Why an endpoint cannot be monitored, as what was expected instead; undefined when it can. Source: AWS PrivateLink
 * Guide, "CloudWatch metrics": AWS publishes none for consumers that use cross-Region access, in neither region, and
 * names interface endpoints and Gateway Load Balancer endpoints only. Its document history announces metrics of
 * endpoints to resources and to service networks in the namespace `AWS/VpcLattice` (November 19, 2026), whose names and
 * dimensions were not found.
 *
 * @param serviceRegion region of the service, where it is another than the endpoint's.
 */
export function endpointMetricsProblem(serviceRegion: string | undefined): string | undefined {
  return serviceRegion === undefined
    ? undefined
    : `a service in the endpoint's own region: ${noMetricsReason(serviceRegion)}`;
}

/** Why an endpoint to a service in another region cannot be monitored. @param serviceRegion that region. */
export function noMetricsReason(serviceRegion: string): string {
  return `AWS publishes no metrics of endpoints to ${serviceRegion}`;
}
