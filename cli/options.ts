import { type Command, InvalidArgumentError, Option } from "commander";
import { FORMATS } from "../policies/checker/report/format-names";
import { isDate } from "../support/date";
import { DEFAULT_OUT, ENVIRONMENTS_VARIABLE, environmentsFolder } from "./defaults";
import type { FormatRequest } from "./policy";

/** A text that must not be empty: an empty one is a shell variable that was not set, never what is meant. */
export function notEmpty(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("Expected a name; got an empty text.");
  return value;
}

/** Names behind one flag or several, with spaces or commas between. */
export function names(value: string, previous: string[] = []): string[] {
  return [...previous, ...value.split(",").map((name) => notEmpty(name).trim())];
}

/** Files behind one flag or several. */
export function files(value: string, previous: string[] = []): string[] {
  return [...previous, notEmpty(value)];
}

/** A format, and perhaps a file: `sarif=policy.sarif`. */
function formats(value: string, previous: FormatRequest[] = []): FormatRequest[] {
  const [name, ...rest] = value.split("=");
  const format = FORMATS.find((each) => each === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
  return [...previous, rest.length === 0 ? { format } : { format, file: notEmpty(rest.join("=")) }];
}

/** A day. */
export function date(value: string): string {
  if (!isDate(value)) throw new InvalidArgumentError("Expected a date such as 2026-12-31.");
  return value;
}

/** A text that a rule takes. @param problem why it does not, as what was expected instead. */
export function checkedBy(problem: (text: string) => string | undefined): (value: string) => string {
  return (value) => {
    const expected = problem(notEmpty(value));
    if (expected !== undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}

function data(): Option {
  return new Option(
    "--data <file>",
    "policy data: which VPCs are consumers', what is allowed, waivers; may be repeated (default: policy.yaml, if there)",
  ).argParser(files);
}

/** @param env where the variable is looked up; the flag overrides it. */
export function environments(env: NodeJS.ProcessEnv): Option {
  return new Option("--environments <dir>", `folder of the environments; also by ${ENVIRONMENTS_VARIABLE}`)
    .argParser(notEmpty)
    .default(environmentsFolder(env));
}

/** Adds the options of what is synthesized, and to where. */
export function withSelection(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments to build (default: all)").argParser(names))
    .addOption(
      new Option("--consumer <name...>", "consumers to build, with their services (default: all)").argParser(names),
    )
    .addOption(
      new Option(
        "--base <commit>",
        "commit, branch or tag before the change: refuses states that cannot follow those there, and what a connected customer may not lose",
      ).argParser(notEmpty),
    )
    .addOption(new Option("--out <dir>", "folder to write to").argParser(notEmpty).default(DEFAULT_OUT));
}

function force(description: string): Option {
  return new Option("--force", description);
}

/** Adds the options of `synth`. */
export function withSynth(command: Command, env: NodeJS.ProcessEnv): Command {
  return withSelection(command, env)
    .addOption(force("build all stacks again, also unchanged ones"))
    .addOption(new Option("--print-inputs", "print what each stack would be made of, as JSON, and write nothing"));
}

/** Adds the options of `start`. */
export function withStart(command: Command, env: NodeJS.ProcessEnv): Command {
  return withSelection(command, env)
    .addOption(force("build and judge all stacks again, also unchanged ones"))
    .addOption(data());
}

/** Adds the options of `policy`. */
export function withReport(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(
      new Option(
        "--format <format>",
        `format of the report, with a file if you like (sarif=FILE); may be repeated: ${FORMATS.join(", ")} (default: text)`,
      ).argParser(formats),
    )
    .addOption(new Option("--output <file>", "file for the report, instead of standard output").argParser(notEmpty))
    .addOption(data())
    .addOption(
      new Option(
        "--status <file>",
        "who is connected, as `privatelink status --format json` wrote it at most 24 hours ago; may be repeated",
      ).argParser(files),
    )
    .addOption(force("judge all stacks again, also unchanged ones"))
    .addOption(
      new Option("--now <date>", "day on which waivers and statuses are judged (default: today, UTC)").argParser(date),
    )
    .addOption(environments(env))
    .addOption(
      new Option(
        "--stack <dir>",
        "folder with the stacks that the plans belong to; may be repeated (default: cdktf.out)",
      ).argParser(files),
    );
}
