import { type Command, InvalidArgumentError, Option } from "commander";
import { dayBefore, today } from "../../support/date";
import { DEFAULT_OUT } from "../defaults";
import { date, environments, files, names, notEmpty } from "../options";
import { terraformProgram } from "../plan/add-options";
import { DEFAULT_NEXT } from "./options";

/** What the exit codes of `apply` say. */
export const APPLY_EXIT_CODES = `
Exit codes: 0 everything is applied; 1 it was refused and nothing was applied, or an apply failed; 2 a file could not be
written, or the command line is wrong or names something that does not exist; 3 what could be applied is applied, and
plans wait for approval in --out, or stacks are still deferred; 130 Ctrl-C ended it.`;

/** A SHA-256 digest, perhaps with its name before it. */
function digests(value: string, previous: string[] = []): string[] {
  const digest = value.replace(/^sha256:/i, "").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digest))
    throw new InvalidArgumentError("Expected the SHA-256 digest of an index of plans: 64 hexadecimal digits.");
  return [...previous, digest];
}

/** A number of runs side by side. */
function parallel(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError("Expected a whole number from 1 to 999.");
  return Number(value);
}

/** A day from yesterday on: on an earlier one, waivers hold that have expired. */
function recent(value: string): string {
  const day = date(value);
  const first = dayBefore(today());
  if (day < first)
    throw new InvalidArgumentError(`Expected ${first} or later (UTC): a waiver that expired does not hold again.`);
  return day;
}

/** Adds the options of `apply`. */
export function withApply(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(
      new Option("--plans <dir...>", "folders of plans, which `plan` wrote: those that were reviewed")
        .argParser(files)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--digest <sha256>",
        "digest of the index of a folder of plans, as `plan` and `review` print it; once for each folder",
      ).argParser(digests),
    )
    .addOption(new Option("--env <name...>", "environments to apply (default: all)").argParser(names))
    .addOption(
      new Option("--out <dir>", "folder for the plans that wait for approval")
        .argParser(notEmpty)
        .default(DEFAULT_NEXT),
    )
    .addOption(
      new Option("--deployed <file>", "manifest of what is deployed, to keep current for `changed`").argParser(
        notEmpty,
      ),
    )
    .addOption(
      new Option("--parallel <count>", "runs of Terraform side by side (default: as many as processors)").argParser(
        parallel,
      ),
    )
    .addOption(new Option("--stacks <dir>", "folder that the stacks are in").argParser(notEmpty).default(DEFAULT_OUT))
    .addOption(new Option("--data <file>", "policy data (default: policy.yaml, if there)").argParser(files))
    .addOption(new Option("--status <file>", "who is connected, as `status --format json` wrote it").argParser(files))
    .addOption(
      new Option("--uncommitted", "apply also where the commit differs or changes are not committed: for trials"),
    )
    .addOption(
      new Option(
        "--now <date>",
        "day on which waivers and statuses are judged: yesterday or later (default: today, UTC)",
      ).argParser(recent),
    )
    .addOption(terraformProgram())
    .addOption(environments(env));
}
