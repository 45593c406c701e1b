import type { Construct } from "constructs";
import { checkAlarmTopics } from "../../aws/alarm-topics";
import { httpPathProblem } from "../../aws/http-path";
import { logRetentionProblem } from "../../aws/log-retention";
import { portText } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import { bytesOf, targetsSizeProblem } from "./checks";
import type { ClientApplicationProps } from "./client-application";
import { scheduleProblem } from "./schedule";

/** @throws UserError that lists every invalid property of a client. */
export function validate(client: Construct, props: ClientApplicationProps): void {
  const problems = new PropertyProblems(client);
  problems.checkKnownName(props.name);
  if (known(props.logRetentionDays))
    problems.check("logRetentionDays", logRetentionProblem(props.logRetentionDays), props.logRetentionDays);
  if (known(props.schedule)) problems.check("schedule", scheduleProblem(props.schedule), props.schedule);
  checkAlarmTopics(problems, props.alarmTopicArns);
  if (Object.keys(props.targets).length === 0) problems.add("targets", "at least one connection", props.targets);
  const size = Object.values(props.targets).reduce((sum, target) => sum + bytesOf(target), 0);
  problems.check("targets", targetsSizeProblem(size), size);
  for (const [connection, { endpoint, httpPaths }] of Object.entries(props.targets))
    for (const [port, path] of Object.entries(httpPaths ?? {})) {
      // Of several ports that follow each other, the first is checked.
      const tcp = endpoint.ports.filter(({ protocol }) => protocol === "tcp");
      if (!tcp.some((each) => String(each.port) === port))
        problems.add(
          `targets.${connection}.httpPaths`,
          `TCP ports of the endpoint, ${tcp.map(portText).join(", ") || "of which it has none"}`,
          port,
        );
      if (known(path)) problems.check(`targets.${connection}.httpPaths.${port}`, httpPathProblem(path), path);
    }
  problems.throwIfAny();
}
