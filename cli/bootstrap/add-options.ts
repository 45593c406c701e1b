import { type Command, Option } from "commander";
import { environments, names, notEmpty } from "../options";

/** What the exit codes of `bootstrap` say. */
export const BOOTSTRAP_EXIT_CODES = `
Exit codes: 0 the stacks are written; 1 bootstrap.yaml or an environment is wrong, and nothing was written; 2 the stacks
could not be written, or the command line is wrong or names something that does not exist; 130 Ctrl-C ended it.`;

/** Adds the options of `bootstrap`. */
export function withBootstrap(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(
      new Option("--file <file>", "file of the bootstrap (schemas/bootstrap.schema.json)")
        .argParser(notEmpty)
        .default("bootstrap.yaml"),
    )
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments that CI plans and deploys (default: all)").argParser(names))
    .addOption(new Option("--out <dir>", "folder to write to").argParser(notEmpty).default("bootstrap.out"));
}
