import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../../modules/aws/alarm-topics";
import { topicArnProblem } from "../../modules/aws/topic-arn";
import { ALARM_KINDS, type AlarmKind, THRESHOLDS } from "../../modules/provider/monitoring/thresholds";
import { acrossKeys, asList, checked, type Mapping, type Report } from "../fields";

const threshold = (kind: AlarmKind) => {
  const { default: standard, least, description } = THRESHOLDS[kind];
  return z
    .union([z.literal(false), z.int().min(least)])
    .default(standard)
    .describe(`${description} false: no such alarm. Default: ${standard}.`);
};

/** Keys of thresholds for some kinds of alarm. */
function thresholds<Kind extends AlarmKind>(kinds: readonly Kind[]): Record<Kind, ReturnType<typeof threshold>> {
  return Object.fromEntries(kinds.map((kind) => [kind, threshold(kind)])) as Record<Kind, ReturnType<typeof threshold>>;
}

/** What alarms can watch of appliances: what AWS counts of a Gateway Load Balancer, and of its endpoint service. */
const APPLIANCE_ALARMS = ["healthyTargets", "unhealthyTargets", "rejectedFlows", "connectedEndpoints"] as const;

/** What is watched of a service. */
export const monitoring = monitoringOf(
  z.union([z.literal(false), z.strictObject(thresholds(ALARM_KINDS))]).prefault({}),
);

/** What is watched of appliances. */
export const applianceMonitoring = monitoringOf(
  z.union([z.literal(false), z.strictObject(thresholds(APPLIANCE_ALARMS))]).prefault({}),
);

function monitoringOf<Alarms extends z.ZodType>(alarms: Alarms) {
  return z
    .strictObject({
      alarms: alarms.describe(
        "When alarms stand, by what they watch; false: no alarms. AWS charges for each alarm. Default: the default of each.",
      ),
      alarmTopicArns: z
        .array(checked(topicArnProblem))
        .max(MAX_ALARM_TOPICS)
        .default([])
        .describe(
          `SNS topics that are told when an alarm stands and when it no longer does, at most ${MAX_ALARM_TOPICS}, in the environment's region. Their policies must let cloudwatch.amazonaws.com publish. Default: none, alarms are seen in CloudWatch alone.`,
        ),
      dashboard: z
        .boolean()
        .default(true)
        .describe("Whether there is a CloudWatch dashboard, which AWS charges for beyond the third. Default: true."),
    })
    .check(acrossKeys(monitoringRule))
    .describe(
      "CloudWatch alarms and a dashboard of the service; {} for those with the defaults of each key. Default: none.",
    );
}

function monitoringRule({ alarms, alarmTopicArns, dashboard }: Mapping, report: Report): void {
  if (alarms !== false) return;
  if (asList(alarmTopicArns).length > 0)
    report(["alarmTopicArns"], "no topics without alarms", "take `alarms: false` out, or the topics");
  if (dashboard === false)
    report(["dashboard"], "alarms or a dashboard", "take `monitoring` out: without either, nothing is monitored");
}

/** What is watched of a service, as an environment file gives it. */
export type MonitoringSpec = z.output<typeof monitoring>;
