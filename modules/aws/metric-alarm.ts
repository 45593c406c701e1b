import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";

/** A metric of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
}

/** What several alarms have in common. */
export interface AlarmContext {
  /** What alarms' names begin with: the name of a service, for one. */
  readonly name: string;
  /** ARNs of SNS topics that CloudWatch notifies when an alarm enters or leaves the state ALARM. */
  readonly topicArns: readonly string[];
}

/** An alarm to make. */
export interface AlarmProps {
  /**
   * Parts of its name behind that of the context: what it watches, load balancer, listener, zone. They are joined by
   * slashes, which none of them has, so that no two are ever alike: CloudWatch would take the one for the other.
   */
  readonly nameParts: readonly string[];
  /** What it means, and what to do. */
  readonly description: string;
  readonly metric: Metric;
  /** Stands when the metric is below this number. */
  readonly below?: number;
  /** Stands when the metric is above this number. */
  readonly above?: number;
  /** Seconds of a period; 60 or a multiple. */
  readonly periodSeconds: number;
  /** Number of periods in a row. */
  readonly periods: number;
  /** Whether a period without data is one that breaches; with `ignore`, the alarm stays as it is. */
  readonly missingData: "breaching" | "notBreaching" | "ignore";
}

/** Makes an alarm. @returns its ARN. */
export function makeAlarm(scope: Construct, id: string, context: AlarmContext, props: AlarmProps): string {
  const { metric, below, above } = props;
  const topicArns = [...new Set(context.topicArns)].sort();
  const alarm = new CloudwatchMetricAlarm(scope, id, {
    alarmName: [context.name, ...props.nameParts].join("/"),
    alarmDescription: props.description,
    namespace: metric.namespace,
    metricName: metric.metricName,
    dimensions: { ...metric.dimensions },
    statistic: metric.statistic,
    period: props.periodSeconds,
    evaluationPeriods: props.periods,
    datapointsToAlarm: props.periods,
    ...(below === undefined
      ? { comparisonOperator: "GreaterThanThreshold", threshold: above ?? 0 }
      : { comparisonOperator: "LessThanThreshold", threshold: below }),
    treatMissingData: props.missingData,
    ...(topicArns.length === 0 ? {} : { alarmActions: topicArns, okActions: topicArns }),
  });
  return alarm.arn;
}
