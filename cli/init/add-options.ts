import { type Command, InvalidArgumentError, Option } from "commander";
import { BRANCH_PATTERN, MOST_SHARDS } from "../../delivery/init-limits";
import { SYSTEMS } from "../../delivery/systems";
import { DOES, USERS } from "../../starter/users";
import { page } from "../../support/page";
import { checkedBy, environments, notEmpty } from "../options";
import { accountProblem, regionProblem } from "./project-request";

/** What the exit codes of `init` say. */
export const INIT_EXIT_CODES = `
Without a system, it writes a whole project: package.json, cdktf.json, environments, policy.yaml, README.md, workflows.
Where the folder has something, it writes nothing without --force. With a system, it writes only workflows.

Settings of a repository (branch, shards, runner, timeouts, deleted environments) are kept in .privatelink/init.yaml:
${page("docs/delivery/README.md")}.

Exit codes: 0 the files are written, or are current; 1 the environments are wrong, or something is in the way, and
nothing was written; 2 a file could not be written, or the command line is wrong.`;

const branch = checkedBy((text) =>
  BRANCH_PATTERN.test(text) ? undefined : "a branch of letters, digits, `.`, `_`, `-` and `/`, such as main",
);

function shards(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value) || Number(value) > MOST_SHARDS)
    throw new InvalidArgumentError(`Expected a number from 1 to ${MOST_SHARDS}.`);
  return Number(value);
}

/** Adds the options of `init`. */
export function withInit(command: Command, env: NodeJS.ProcessEnv): Command {
  for (const user of USERS) command.addOption(new Option(`--${user}`, `new project of one who ${DOES[user]}`));
  return command
    .addOption(
      new Option(
        "--account <id>",
        "account of its services, hub or consumer (default: 111111111111, an example)",
      ).argParser(checkedBy(accountProblem)),
    )
    .addOption(
      new Option("--region <region>", "region of the new project (default: us-east-1)").argParser(
        checkedBy(regionProblem),
      ),
    )
    .addOption(
      new Option("--ci <system>", "CI of the new project (default: github; none in a folder of a repository)").choices([
        ...SYSTEMS,
        "none",
      ]),
    )
    .addOption(environments(env))
    .addOption(new Option("--dir <dir>", "root of the repository").argParser(notEmpty).default("."))
    .addOption(new Option("--branch <name>", "branch that is deployed (default: main)").argParser(branch))
    .addOption(
      new Option(
        "--shards <number>",
        "most jobs that plan a change (default: 8 with GitHub, one for each environment with GitLab)",
      ).argParser(shards),
    )
    .addOption(new Option("--force", "replace files that differ"))
    .addOption(new Option("--check", "write nothing; exit with 1 if a file is missing or differs").conflicts("force"));
}
