import { type Command, InvalidArgumentError, Option } from "commander";
import { date, environments, files, names, notEmpty } from "../options";
import { DEFAULT_AUDIT } from "../reconcile/options";
import { STATUS_FORMATS } from "./options";

/** What the exit codes of `status` say. */
export const STATUS_EXIT_CODES = `
Exit codes: 0 as declared; 1 there are differences, or --watch gave up; 2 a service could not be asked, or the command
line is wrong; 130 Ctrl-C ended it.`;

/** What the exit codes of `reconcile` say, and who else decides. */
export const RECONCILE_EXIT_CODES = `
Exit codes: 0 done, or nothing to do; 1 something failed, was held back or was not wanted; 2 a service could not be
asked, or the command line is wrong; 130 Ctrl-C ended it.

It works for every service, whoever accepts its connections: by the same ledger. An acceptor and Terraform go by the
ledger of their last deploy: deploy what changed in it, too.`;

/** Milliseconds until `--watch` gives up. */
const TIMEOUT = 15 * 60_000;

const UNITS: Readonly<Record<string, number>> = { "": 1_000, s: 1_000, m: 60_000, h: 3_600_000 };

/** A time such as `90s`, `15m` or `2h`, in milliseconds. */
export function duration(value: string): number {
  const [, number, unit = ""] = /^(\d{1,6})([smh]?)$/.exec(value) ?? [];
  if (number === undefined || Number(number) === 0)
    throw new InvalidArgumentError("Expected a time such as 90s, 15m or 2h.");
  return Number(number) * (UNITS[unit] ?? 0);
}

/** A whole number of 0 or more. */
function count(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError("Expected a whole number of 0 or more.");
  return Number(value);
}

/** Adds the options of what is read, and of which day. */
function withEstate(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments to ask about (default: all)").argParser(names))
    .addOption(new Option("--service <name...>", "services or appliances to ask about (default: all)").argParser(names))
    .addOption(new Option("--consumer <name...>", "customers to ask about (default: all)").argParser(names))
    .addOption(new Option("--now <date>", "day by which accesses end (default: today, UTC)").argParser(date));
}

/** Adds the options of `status`. */
export function withStatus(command: Command, env: NodeJS.ProcessEnv): Command {
  return withEstate(command, env)
    .addOption(new Option("--format <format>", "format of the report").choices(STATUS_FORMATS).default("text"))
    .addOption(new Option("--output <file>", "file for the report, instead of standard output").argParser(notEmpty))
    .addOption(
      new Option(
        "--from <path...>",
        "state, or what `terraform show -json` prints, or a folder of them, to read instead of asking AWS",
      ).argParser(files),
    )
    .addOption(new Option("--plan-role", "ask with `delivery.planRole` of an environment that has it, not with `role`"))
    .addOption(new Option("--watch", "ask every 10 s until the customers are connected that may be"))
    .addOption(
      new Option("--timeout <time>", "when --watch gives up, such as 90s, 15m or 2h")
        .argParser(duration)
        .default(TIMEOUT, "15m"),
    );
}

/** Adds the options of `reconcile`. */
export function withReconcile(command: Command, env: NodeJS.ProcessEnv): Command {
  return withEstate(command, env)
    .addOption(new Option("--dry-run", "show what would be done, and do nothing"))
    .addOption(new Option("--yes", "do it without a question"))
    .addOption(
      new Option("--audit <file>", "file that gets a line of JSON for each endpoint that is changed")
        .argParser(notEmpty)
        .default(DEFAULT_AUDIT),
    )
    .addOption(
      new Option(
        "--unknown <policy>",
        "what is done with endpoints that no record names (default: as `acceptor` of the service says, else leave)",
      ).choices(["leave", "reject"]),
    )
    .addOption(
      new Option(
        "--most-rejections <count>",
        "most live connections of a service that may be cut; if there are more, none is (default: as `acceptor` says, else 10)",
      ).argParser(count),
    );
}
