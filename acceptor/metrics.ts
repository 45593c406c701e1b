import { ACCEPTOR_METRICS } from "../ledger/acceptor-metrics";
import type { ServiceLedger } from "../ledger/service-ledger";

/** What a run measures. Each is a number of connections. */
export interface RunMetrics {
  readonly Accepted: number;
  readonly Rejected: number;
  /** Endpoints that no record names, and that are connected or wait. */
  readonly Unknown: number;
  /** Changes that failed or that the run did not get to, and connections that it could not read. */
  readonly Failed: number;
  /** Live connections that the ledger rejects, and that are left because they are more than a run may cut. */
  readonly HeldBack: number;
  /** Connections that were `available` when the run began. */
  readonly Connected: number;
  /** Connections that waited for acceptance when the run began. */
  readonly Pending: number;
}

/** What the metrics of a run are where AWS did not say what there is. */
export const NOTHING_SEEN = { Failed: 1 } as const;

/**
 * A line in CloudWatch's embedded metric format.
 *
 * @param time of the run, in milliseconds.
 */
export function metricsLine(ledger: ServiceLedger, metrics: Partial<RunMetrics>, time: number): object {
  const dimensions = ACCEPTOR_METRICS.dimensions(ledger);
  const names = Object.keys(metrics).map((Name) => ({ Name, Unit: "Count" }));
  return {
    _aws: {
      Timestamp: time,
      CloudWatchMetrics: [
        { Namespace: ACCEPTOR_METRICS.namespace, Dimensions: [Object.keys(dimensions)], Metrics: names },
      ],
    },
    ...dimensions,
    ...metrics,
  };
}
