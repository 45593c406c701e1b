import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../modules/aws/alarm-topics";
import { topicArnProblem } from "../modules/aws/topic-arn";
import {
  ENDPOINT_ALARM_KINDS,
  ENDPOINT_THRESHOLDS,
  type EndpointAlarmKind,
} from "../modules/consumer/endpoint-monitoring/thresholds";
import { acrossKeys, asList, asMapping, checked, key, type Mapping, type Report } from "./fields";

const value = (kind: EndpointAlarmKind) =>
  z.union([z.literal(false), z.int().min(ENDPOINT_THRESHOLDS[kind].least)]).optional();

/** A key for each kind of alarm. @param otherwise what holds where a kind is not named. */
function thresholds(otherwise: (kind: EndpointAlarmKind) => string) {
  const described = (kind: EndpointAlarmKind) =>
    value(kind).describe(`${ENDPOINT_THRESHOLDS[kind].description} false: no such alarm. Default: ${otherwise(kind)}.`);
  return z.strictObject(
    Object.fromEntries(ENDPOINT_ALARM_KINDS.map((kind) => [kind, described(kind)])) as Record<
      EndpointAlarmKind,
      ReturnType<typeof described>
    >,
  );
}

/** What is monitored of the endpoints of a consumer. */
export const endpointMonitoring = z
  .strictObject({
    alarms: z
      .union([z.literal(false), thresholds((kind) => String(ENDPOINT_THRESHOLDS[kind].default))])
      .default({})
      .describe(
        "Thresholds of the alarms of each endpoint; false: no alarms. AWS charges for each alarm. Default: the default of each.",
      ),
    connections: z
      .record(key, z.union([z.literal(false), thresholds(() => "as under `alarms`")]))
      .default({})
      .describe(
        "Exceptions by connection: thresholds before those under `alarms`, or false for no alarms of this connection. Default: none.",
      ),
    alarmTopicArns: z
      .array(checked(topicArnProblem))
      .max(MAX_ALARM_TOPICS)
      .default([])
      .describe(
        `SNS topics that alarms notify when they enter and leave the state ALARM, at most ${MAX_ALARM_TOPICS}, in the consumer's region. Their policies must let cloudwatch.amazonaws.com publish. Default: none, alarms are seen only in CloudWatch.`,
      ),
    dashboard: z
      .boolean()
      .default(true)
      .describe("Whether there is a CloudWatch dashboard, which AWS charges for beyond the third. Default: true."),
  })
  .check(acrossKeys(monitoringRule))
  .describe(
    "CloudWatch alarms and a dashboard of the endpoints to services in the consumer's region; {} for those with the defaults of each key. AWS publishes no metrics of endpoints to services in other regions or to resources. Default: none.",
  );

function monitoringRule({ alarms, alarmTopicArns, dashboard, connections }: Mapping, report: Report): void {
  if (alarms !== false) return;
  if (asList(alarmTopicArns).length > 0)
    report(["alarmTopicArns"], "no topics without alarms", "remove `alarms: false`, or the topics");
  if (Object.keys(asMapping(connections)).length > 0)
    report(["connections"], "no exceptions without alarms", "remove `alarms: false`, or the exceptions");
  if (dashboard === false)
    report(["dashboard"], "alarms or a dashboard", "remove `monitoring`: without either, nothing is monitored");
}

/** What is monitored of the endpoints of a consumer, as its file gives it. */
export type EndpointMonitoringSpec = z.output<typeof endpointMonitoring>;
