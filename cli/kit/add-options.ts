import { type Command, Option } from "commander";
import { customerPrincipalProblem } from "../../modules/aws/principal";
import { isRegion } from "../../modules/aws/region";
import { checkedBy, environments, files, names, notEmpty } from "../options";

/** Adds the argument and the options of `kit`. */
export function withKit(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .argument("[name]", "external customer; left out: a kit is written only from cards")
    .addOption(environments(env))
    .addOption(
      new Option("--env <name>", "environment of the customer (default: the one that has it)").argParser(notEmpty),
    )
    .addOption(new Option("--service <key...>", "services of the customer (default: all)").argParser(names))
    .addOption(
      new Option("--card <file>", "card of a deployed service (its output service_card); may be repeated").argParser(
        files,
      ),
    )
    .addOption(
      new Option("--principal <arn>", "who may connect, for a kit without a customer; may be repeated").argParser(
        (value: string, previous: string[] = []) => [...previous, principal(value)],
      ),
    )
    .addOption(
      new Option("--region <region>", "region of the endpoint (default: the customer's, or the service's)").argParser(
        checkedBy((text) => (isRegion(text) ? undefined : "a region of AWS, such as us-east-1")),
      ),
    )
    .addOption(
      new Option("--out <dir>", "folder to write (default: kits/<environment>-<customer>)").argParser(notEmpty),
    );
}

const principal = checkedBy((text) => customerPrincipalProblem(text, "the principals one by one, not `*`"));
