import { z } from "zod";
import { MAX_ALARM_TOPICS } from "../../modules/aws/alarm-topics";
import { logRetentionProblem } from "../../modules/aws/log-retention";
import { acceptorScheduleProblem } from "../../modules/provider/acceptor/schedule";
import { DEFAULT_ACCEPTOR_SCHEDULE, DEFAULT_ACCEPTOR_SETTINGS } from "../../modules/provider/acceptor/settings";
import { MOST_SHARDS } from "../acceptance-shards";
import { checked, checkedInt } from "../fields";
import { alarmTopics } from "../monitoring-keys";

/** Number of stacks that accept the connections of a service, or to appliances. */
export const acceptanceShards = z
  .int()
  .min(1)
  .max(MOST_SHARDS)
  .describe(
    `Number of acceptance stacks that share the consumers among them, by a hash of the consumer's name, from 1 to ${MOST_SHARDS}. Only with \`acceptance: registered\`. Another number moves consumers from stack to stack. Default: 1.`,
  );

/** The function that accepts and rejects connections of a service by the ledger. */
export const acceptor = z
  .strictObject({
    schedule: checked(acceptorScheduleProblem)
      .default(DEFAULT_ACCEPTOR_SCHEDULE)
      .describe(
        `When it compares all connections with the ledger, besides each notification of the service: rate(...), at most 8 hours. Default: ${DEFAULT_ACCEPTOR_SCHEDULE}.`,
      ),
    unknown: z
      .enum(["leave", "reject"])
      .default(DEFAULT_ACCEPTOR_SETTINGS.unknown)
      .describe(
        "What it does to endpoints of no consumer here, also to those of principals that only `allowedPrincipals` names: leave leaves them as they are, reject rejects them. It reports them in either case. Default: leave.",
      ),
    mostRejections: z
      .int()
      .min(0)
      .default(DEFAULT_ACCEPTOR_SETTINGS.mostRejections)
      .describe(
        `Live connections that one run may cut. If there are more, it cuts none of them, and its alarm is in state ALARM. Default: ${DEFAULT_ACCEPTOR_SETTINGS.mostRejections}.`,
      ),
    alarmTopicArns: alarmTopics
      .default([])
      .describe(
        `SNS topics that get a message when an alarm of the acceptor changes its state, at most ${MAX_ALARM_TOPICS}, in the environment's region. Their policies must let cloudwatch.amazonaws.com publish. Default: those of the key monitoring; without these, alarms are only in CloudWatch.`,
      ),
    logRetentionDays: checkedInt(logRetentionProblem).optional().describe("Days that its log is kept. Default: 30."),
  })
  .describe(
    "A Lambda function in place of the acceptance stack: it accepts and rejects connections as the consumers of this environment are declared. Only with `acceptance: registered`; {} for the defaults of each key. Default: none, the acceptance stack accepts.",
  );

/** The acceptor of a service as an environment file gives it, with its defaults filled in. */
export type AcceptorSpec = z.output<typeof acceptor>;
