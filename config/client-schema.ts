import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../modules/aws/alarm-topics";
import { logRetentionProblem } from "../modules/aws/log-retention";
import { DEFAULT_SCHEDULE, scheduleProblem } from "../modules/consumer/client-application/schedule";
import { checked, checkedInt } from "./fields";
import { instance } from "./instance-schema";
import { alarmTopics } from "./monitoring-keys";

/** The client application of a consumer. */
export const client = z
  .union([
    z.literal(false),
    z.strictObject({
      schedule: checked(scheduleProblem)
        .default(DEFAULT_SCHEDULE)
        .describe(`When to check: rate(...) or cron(...). Default: ${DEFAULT_SCHEDULE}.`),
      logRetentionDays: checkedInt(logRetentionProblem)
        .optional()
        .describe("Days that the log of results is kept. Default: 30."),
      alarmTopicArns: alarmTopics
        .optional()
        .describe(
          `SNS topics that are told when an alarm stands and when it no longer does, at most ${MAX_ALARM_TOPICS}, in the consumer's region. Their policies must let cloudwatch.amazonaws.com publish. Default: none, alarms are seen in CloudWatch alone.`,
        ),
      connectionAlarms: z
        .boolean()
        .optional()
        .describe(
          "Whether each connection has metrics (Reachable, Latency) and an alarm of its own; AWS charges for each. Default: false, one alarm for all.",
        ),
      instance: instance.optional(),
    }),
  ])
  .default({ schedule: DEFAULT_SCHEDULE })
  .describe("Client application that checks every connection on a schedule; false for none.");

/** The client application of a consumer, as its file gives it; false for none. */
export type ClientSpec = z.output<typeof client>;
