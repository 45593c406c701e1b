import type { Construct } from "constructs";
import { checkAlarmTopics } from "../../aws/alarm-topics";
import { logRetentionProblem } from "../../aws/log-retention";
import { known, PropertyProblems } from "../../aws/property-problems";
import type { ConnectionAcceptorProps } from "./connection-acceptor";
import { acceptorScheduleProblem } from "./schedule";
import { mostRejectionsProblem } from "./settings";

/** @throws UserError that lists every invalid property of an acceptor. */
export function validate(acceptor: Construct, props: ConnectionAcceptorProps): void {
  const problems = new PropertyProblems(acceptor);
  const { schedule, mostRejections, logRetentionDays } = props;
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
  checkAlarmTopics(problems, props.alarmTopicArns);
  problems.throwIfAny();
}

const KNOWN = "a value that is known at synthesis";
