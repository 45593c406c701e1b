import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import { ACCEPTOR_METRICS } from "../../../ledger/acceptor-metrics";
import type { ServiceLedger } from "../../../ledger/service-ledger";
import { type AlarmContext, type AlarmProps, makeAlarm } from "../../aws/metric-alarm";
import { secondsOfRate } from "./schedule";
import { DEFAULT_ACCEPTOR_SCHEDULE } from "./settings";

/** What the alarms of an acceptor watch. */
export interface AcceptorAlarmsProps extends AlarmContext {
  readonly lambda: LambdaFunction;
  readonly queue: SqsQueue;
  readonly ledger: ServiceLedger;
  /** The `rate(...)` that the function runs at. */
  readonly schedule: string;
}

/** Runs without a sign of life after which an alarm is in state ALARM. */
const MISSED_RUNS = 3;

/** Shortest time that a missing run is told after: EventBridge may start a function some minutes late. */
const SHORTEST_SECONDS = 900;

/** Makes the alarms of an acceptor. Each stays in state ALARM until a later run shows that the cause is gone. */
export function acceptorAlarms(scope: Construct, props: AcceptorAlarmsProps): void {
  const { lambda, queue, ledger, schedule } = props;
  const ofFunction = { namespace: "AWS/Lambda", dimensions: { FunctionName: lambda.functionName } };
  const betweenRuns = secondsOfRate(schedule) ?? secondsOfRate(DEFAULT_ACCEPTOR_SCHEDULE) ?? 0;
  const alarms: readonly (Omit<AlarmProps, "nameParts" | "periods"> & { readonly key: string })[] = [
    {
      key: "errors",
      description: "The acceptor fails. Its log says why. Connections wait, or stay, until it runs.",
      metric: { ...ofFunction, metricName: "Errors", statistic: "Sum" },
      above: 0,
      periodSeconds: 300,
      missingData: "ignore",
    },
    {
      key: "dead-letters",
      description:
        "An event was given up. The next run on schedule does its work. Look at the log, then purge the queue.",
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
      },
      above: 0,
      periodSeconds: 300,
      missingData: "notBreaching",
    },
    {
      key: "held-back",
      description:
        "More connections should be rejected than one run may reject. None was rejected. See the log, then run `reconcile`.",
      metric: {
        namespace: ACCEPTOR_METRICS.namespace,
        metricName: ACCEPTOR_METRICS.heldBack,
        dimensions: ACCEPTOR_METRICS.dimensions(ledger),
        statistic: "Maximum",
      },
      above: 0,
      periodSeconds: 300,
      missingData: "ignore",
    },
    {
      key: "did-not-run",
      description: `The acceptor did not run for ${MISSED_RUNS} times of its schedule. Look at its rule and its permissions.`,
      metric: { ...ofFunction, metricName: "Invocations", statistic: "Sum" },
      below: 1,
      periodSeconds: Math.max(SHORTEST_SECONDS, MISSED_RUNS * betweenRuns),
      missingData: "breaching",
    },
  ];
  for (const { key, ...alarm } of alarms)
    makeAlarm(scope, `alarm-${key}`, props, { ...alarm, nameParts: [key], periods: 1 });
}
