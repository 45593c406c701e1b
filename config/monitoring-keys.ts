import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../modules/aws/alarm-topics";
import { monitoringProblems } from "../modules/aws/monitoring-problems";
import { topicArnProblem } from "../modules/aws/topic-arn";
import { asList, checked, type Mapping, type Report } from "./fields";

/** ARNs of the SNS topics that alarms notify. */
export const alarmTopics = z.array(checked(topicArnProblem)).max(MAX_ALARM_TOPICS);

/**
 * Keys that every `monitoring` has besides its alarms.
 *
 * @param region whose region the topics must be in, such as `the consumer's`.
 */
export function monitoringKeys(region: string) {
  return {
    alarmTopicArns: alarmTopics
      .default([])
      .describe(
        `SNS topics that alarms notify when they enter and leave the state ALARM, at most ${MAX_ALARM_TOPICS}, in ${region} region. Their policies must let cloudwatch.amazonaws.com publish. Default: none, alarms are seen only in CloudWatch.`,
      ),
    dashboard: z
      .boolean()
      .default(true)
      .describe("Whether there is a CloudWatch dashboard, which AWS charges for beyond the third. Default: true."),
  };
}

/** What must hold between the keys of a `monitoring`. */
export function monitoringRule({ alarms, alarmTopicArns, dashboard }: Mapping, report: Report): void {
  for (const { path, expected, fix } of monitoringProblems({
    alarms,
    alarmTopicArns: asList(alarmTopicArns),
    dashboard,
  }))
    report([...path], expected, fix);
}
