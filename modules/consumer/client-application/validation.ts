import type { Construct } from "constructs";
import { logRetentionProblem } from "../../aws/log-retention";
import { portText } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import { checkTopics } from "./alarms";
import { bytesOf } from "./checks";
import type { ClientApplicationProps } from "./client-application";
import { scheduleProblem } from "./schedule";

/** Most bytes of all variables of a function together (Lambda quotas). */
const MAX_ENVIRONMENT_BYTES = 4096;

/** @throws UserError that lists every invalid property of a client. */
export function validate(client: Construct, props: ClientApplicationProps): void {
  const problems = new PropertyProblems(client);
  problems.checkKnownName(props.name);
  if (known(props.logRetentionDays))
    problems.check("logRetentionDays", logRetentionProblem(props.logRetentionDays), props.logRetentionDays);
  if (known(props.schedule)) problems.check("schedule", scheduleProblem(props.schedule), props.schedule);
  checkTopics(problems, props.alarmTopicArns ?? []);
  if (Object.keys(props.targets).length === 0) problems.add("targets", "at least one connection", props.targets);
  const size = Object.values(props.targets).reduce((sum, target) => sum + bytesOf(target), 0);
  if (size > MAX_ENVIRONMENT_BYTES)
    problems.add(
      "targets",
      `few enough ports, paths and names for a function's environment of ${MAX_ENVIRONMENT_BYTES} bytes`,
      size,
    );
  for (const [connection, { endpoint, httpPaths }] of Object.entries(props.targets))
    for (const [port, path] of Object.entries(httpPaths ?? {})) {
      const ports = endpoint.ports.filter(({ protocol }) => protocol === "tcp").map(portText);
      if (!ports.includes(port))
        problems.add(
          `targets.${connection}.httpPaths`,
          `TCP ports of the endpoint, ${ports.join(", ") || "of which it has none"}`,
          port,
        );
      if (known(path) && !path.startsWith("/"))
        problems.add(`targets.${connection}.httpPaths.${port}`, "a path that begins with /", path);
    }
  problems.throwIfAny();
}
