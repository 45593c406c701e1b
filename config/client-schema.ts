import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../modules/aws/alarm-topics";
import { logRetentionProblem } from "../modules/aws/log-retention";
import { DEFAULT_SCHEDULE, scheduleProblem } from "../modules/consumer/client-application/schedule";
import { checked, checkedInt } from "./fields";
import { instance } from "./instance-schema";
import { alarmTopics } from "./monitoring-keys";

/** The client application of a consumer with connections whose file says nothing of it. */
export const DEFAULT_CLIENT = { schedule: DEFAULT_SCHEDULE };

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
          `SNS topics that CloudWatch notifies when an alarm enters or leaves the state ALARM, at most ${MAX_ALARM_TOPICS}, in the consumer's region. Their policies must let cloudwatch.amazonaws.com publish. Default: none; alarms are seen only in CloudWatch.`,
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
  .describe(
    `Client application that checks every connection on a schedule; false for none. Default: with connections, one with \`schedule: ${DEFAULT_SCHEDULE}\`; without connections, none.`,
  );

/** The client application of a consumer, as its file gives it; false for none. */
export type ClientSpec = z.output<typeof client>;
