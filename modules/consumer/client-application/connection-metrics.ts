/**
 * Metrics of each connection: `Reachable`, and `Latency`, what the slowest of the ports that answered took. The function only writes them to its log, in the embedded metric format: CloudWatch Logs takes
 * them out of it, so that no endpoint to CloudWatch is needed.
 */
export const METRICS = {
  namespace: "PrivateLink/Client",
  /** 1 where every port that is checked answered, else 0. */
  reachable: "Reachable",
  /** What tells metrics of a connection from those of others. */
  dimensions: (client: string, connection: string) => ({ Client: client, Connection: connection }),
} as const;

/** Variables of the function that make it write metrics. @param client name of the client. */
export function metricVariables(client: string): Record<string, string> {
  return { METRICS_NAMESPACE: METRICS.namespace, CLIENT: client };
}
