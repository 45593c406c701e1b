import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { Construct } from "constructs";
import { METRICS } from "./connection-metrics";

const PERIOD_SECONDS = 300;

/** What all alarms of a client have in common. */
export interface ClientAlarmsProps {
  /** Name of the client. */
  readonly name: string;
  /** ARNs of SNS topics that CloudWatch notifies when an alarm enters or leaves the state ALARM. */
  readonly topicArns: readonly string[];
}

/** An alarm that stands while the last check of some connection failed. @returns its name. */
export function unreachableAlarm(scope: Construct, props: ClientAlarmsProps, lambda: LambdaFunction): string {
  const alarm = new CloudwatchMetricAlarm(scope, "alarm", {
    alarmName: `${props.name}-unreachable`,
    alarmDescription: "A service does not answer through its endpoint",
    namespace: "AWS/Lambda",
    metricName: "Errors",
    dimensions: { FunctionName: lambda.functionName },
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    ...always(props),
  });
  return alarm.alarmName;
}

/** An alarm a connection, that stands while the last check of it failed. @returns their names by connection. */
export function connectionAlarms(
  scope: Construct,
  props: ClientAlarmsProps,
  connections: readonly string[],
): Record<string, string> {
  const alarms = connections.map((connection): [string, string] => {
    const alarm = new CloudwatchMetricAlarm(scope, `alarm-${connection}`, {
      // Neither a client nor a connection has a slash at its end: no two alarms are ever named alike.
      alarmName: `${props.name}/${connection}`,
      alarmDescription: `${connection} does not answer through its endpoint`,
      namespace: METRICS.namespace,
      metricName: METRICS.reachable,
      dimensions: METRICS.dimensions(props.name, connection),
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      ...always(props),
    });
    return [connection, alarm.alarmName];
  });
  return Object.fromEntries(alarms);
}

function always({ topicArns }: ClientAlarmsProps) {
  const topics = [...new Set(topicArns)].sort();
  return {
    period: PERIOD_SECONDS,
    evaluationPeriods: 1,
    // Between two checks there is no data: the verdict of the last one stands, however seldom they run.
    treatMissingData: "ignore",
    ...(topics.length === 0 ? {} : { alarmActions: topics, okActions: topics }),
  };
}
