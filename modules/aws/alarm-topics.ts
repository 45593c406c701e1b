import { known, type PropertyProblems } from "./property-problems";
import { topicArnProblem } from "./topic-arn";

/** Most topics that an alarm tells of a change (PutMetricAlarm in the CloudWatch API reference). */
export const MAX_ALARM_TOPICS = 5;

/** Notes what is wrong with the topics of a construct's alarms. */
export function checkAlarmTopics(problems: PropertyProblems, alarmTopicArns: readonly string[] = []): void {
  for (const topic of alarmTopicArns) if (known(topic)) problems.check("alarmTopicArns", topicArnProblem(topic), topic);
  if (alarmTopicArns.length > MAX_ALARM_TOPICS)
    problems.add("alarmTopicArns", `at most ${MAX_ALARM_TOPICS} topics`, alarmTopicArns.length);
}
