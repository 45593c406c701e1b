import { type Command, InvalidArgumentError, Option } from "commander";
import { BRANCH_PATTERN, MOST_SHARDS } from "../../delivery/init-limits";
import { checkedBy, environments, notEmpty } from "../options";

/** What the exit codes of `init` say. */
export const INIT_EXIT_CODES = `
Settings of a repository (branch, shards, runner, timeouts, deleted environments) are kept in .privatelink/init.yaml:
docs/delivery/README.md.

Exit codes: 0 the files are written, or are current; 1 the environments are wrong, or files differ from what would be
written, and nothing was written; 2 a file could not be written, or the command line is wrong.`;

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
  return command
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
