import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_OUT } from "../defaults";
import { environments, names, notEmpty } from "../options";
import { DEFAULT_PLANS, type PlanOptions } from "./options";

/** What the exit codes of `plan` say. */
export const PLAN_EXIT_CODES = `
Exit codes: 0 every stack is planned, has no changes, is deferred or is skipped; 1 a stack could not be planned; 2
nothing could be planned (no Terraform, no stacks, stacks of another commit, a wrong command line); 130 Ctrl-C ended
it.`;

/** Most stacks that can be planned at a time. */
const MOST = 256;

/** Adds the options of `plan`. */
export function withPlan(command: Command, env: NodeJS.ProcessEnv): Command {
  return withTerraform(
    command.addOption(
      new Option(
        "--changed [file]",
        "plan only what `privatelink changed` found (default of the file: changed.json in the folder of the stacks)",
      ),
    ),
    env,
  )
    .addOption(
      new Option(
        "--shard <i/n>",
        "plan the i-th of n parts of the stacks, as `privatelink changed --shards` has them",
      ).argParser(shard),
    )
    .addOption(new Option("--out <dir>", "folder for the plans").argParser(notEmpty).default(DEFAULT_PLANS))
    .addOption(new Option("--lock", "lock each state while its stack is planned"));
}

/** Adds the options of what is planned, and with which program. */
export function withTerraform(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments to plan (default: all)").argParser(names))
    .addOption(
      new Option("--parallel <number>", "most stacks at a time (default: one for each core, at least 2)").argParser(
        parallel,
      ),
    )
    .addOption(new Option("--stacks <dir>", "folder of the stacks").argParser(notEmpty).default(DEFAULT_OUT))
    .addOption(terraformProgram());
}

/** The option that names the program. */
export function terraformProgram(): Option {
  return new Option(
    "--terraform <program>",
    "Terraform or OpenTofu; may be repeated, once for each (default: what TERRAFORM_BINARY_NAME names, or terraform and " +
      "tofu)",
  ).argParser((value: string, previous: readonly string[] = []) => [...previous, notEmpty(value)]);
}

function parallel(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= MOST) return number;
  throw new InvalidArgumentError(`Expected a number from 1 to ${MOST}.`);
}

function shard(value: string): NonNullable<PlanOptions["shard"]> {
  const [, i, n] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const [number, of] = [Number(i), Number(n)];
  if (number >= 1 && number <= of) return { number, of };
  throw new InvalidArgumentError("Expected the number of a part and how many there are, such as 1/4.");
}
