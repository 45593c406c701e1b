import type { Construct } from "constructs";
import { MAX_ALARM_TOPICS } from "../../aws/alarm-topics";
import { logRetentionProblem } from "../../aws/log-retention";
import { known, PropertyProblems } from "../../aws/property-problems";
import { topicArnProblem } from "../../aws/topic-arn";
import type { ConnectionAcceptorProps } from "./connection-acceptor";
import { acceptorScheduleProblem } from "./schedule";
import { mostRejectionsProblem } from "./settings";

/** @throws UserError that lists every invalid property of an acceptor. */
export function validate(acceptor: Construct, props: ConnectionAcceptorProps): void {
  const problems = new PropertyProblems(acceptor);
  const { schedule, mostRejections, logRetentionDays, alarmTopicArns = [] } = props;
  problems.checkKnownName(props.name);
  if (schedule !== undefined)
    problems.check("schedule", known(schedule) ? acceptorScheduleProblem(schedule) : KNOWN, schedule);
  if (mostRejections !== undefined)
    problems.check(
      "mostRejections",
      known(mostRejections) ? mostRejectionsProblem(mostRejections) : KNOWN,
      mostRejections,
    );
  if (known(logRetentionDays))
    problems.check("logRetentionDays", logRetentionProblem(logRetentionDays), logRetentionDays);
  for (const topic of alarmTopicArns) if (known(topic)) problems.check("alarmTopicArns", topicArnProblem(topic), topic);
  if (alarmTopicArns.length > MAX_ALARM_TOPICS)
    problems.add("alarmTopicArns", `at most ${MAX_ALARM_TOPICS} topics`, alarmTopicArns.length);
  problems.throwIfAny();
}

const KNOWN = "a value that is known at synthesis";
