import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isDate } from "../policies/checker/date";
import { EXIT_CODES } from "../policies/checker/judge-paths";
import { FORMATS } from "../policies/checker/report/formats";
import { isColoured } from "./colours";
import { type FormatRequest, type PolicyOptions, policyCommand } from "./policy";
import { EXIT_BAD_INPUT, run } from "./run";
import { type StartOptions, startCommand } from "./start";
import { DEFAULT_ENVIRONMENTS, DEFAULT_OUT, type SynthOptions, synthCommand } from "./synth";

const out = (text: string): void => {
  process.stdout.write(text);
};

const note = (text: string): void => {
  process.stderr.write(text);
};

/** A text that must not be empty: an empty one is a shell variable that was not set, never what is meant. */
function notEmpty(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("Expected a name; got an empty text.");
  return value;
}

/** Names behind one flag or several, with spaces or commas between. */
function names(value: string, previous: string[] = []): string[] {
  return [...previous, ...value.split(",").map((name) => notEmpty(name).trim())];
}

/** Files behind one flag or several. */
function files(value: string, previous: string[] = []): string[] {
  return [...previous, notEmpty(value)];
}

/** A format, and perhaps a file: `sarif=policy.sarif`. */
function formats(value: string, previous: FormatRequest[] = []): FormatRequest[] {
  const [name, ...rest] = value.split("=");
  const format = FORMATS.find((each) => each === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
  return [...previous, rest.length === 0 ? { format } : { format, file: notEmpty(rest.join("=")) }];
}

function date(value: string): string {
  if (!isDate(value)) throw new InvalidArgumentError("Expected a date such as 2026-12-31.");
  return value;
}

function dataOption(): Option {
  return new Option(
    "--data <file>",
    "policy data: what counts as a consumer's, what is allowed, waivers; may be repeated (default: policy.yaml, if there)",
  ).argParser(files);
}

function environmentsOption(): Option {
  return new Option("--environments <dir>", "folder of the environments")
    .argParser(notEmpty)
    .default(DEFAULT_ENVIRONMENTS);
}

function withSelection(command: Command): Command {
  return command
    .addOption(environmentsOption())
    .addOption(new Option("--env <name...>", "environments to build (default: all)").argParser(names))
    .addOption(
      new Option("--consumer <name...>", "consumers to build, with their services (default: all)").argParser(names),
    )
    .addOption(new Option("--out <dir>", "folder to write to").argParser(notEmpty).default(DEFAULT_OUT));
}

function program(): Command {
  const root = new Command("privatelink").exitOverride().showHelpAfterError("(--help lists the options)");
  withSelection(root.command("start"))
    .description("read, check and synthesize the environments, and judge the stacks by the policies")
    .addOption(dataOption())
    .action((options: StartOptions) => run(() => startCommand(options, out)));
  withSelection(root.command("synth"))
    .description("read, check and synthesize the environments")
    .action((options: SynthOptions) => run(() => synthCommand(options, out, note)));
  root
    .command("policy")
    .description("judge stacks and plans by the policies; exit code 0: clean, 1: violations, 2: could not judge")
    .argument(
      "<path...>",
      "folder of stacks, cdk.tf.json, or plan as JSON (terraform show -json); - for standard input",
    )
    .addOption(
      new Option(
        "--format <format>",
        `how to report, perhaps to a file (sarif=FILE); may be repeated: ${FORMATS.join(", ")} (default: text)`,
      ).argParser(formats),
    )
    .addOption(new Option("--output <file>", "file for the report, in place of standard output").argParser(notEmpty))
    .addOption(dataOption())
    .addOption(new Option("--now <date>", "day by which waivers expire (default: today, UTC)").argParser(date))
    .addOption(environmentsOption())
    .addOption(
      new Option(
        "--stack <dir>",
        "folder with the stack that a plan is of; may be repeated (default: cdktf.out)",
      ).argParser(files),
    )
    .action((paths: string[], options: PolicyOptions) =>
      run(() => policyCommand(paths, { ...options, colour: isColoured }, out), EXIT_CODES.unjudgeable),
    );
  return root;
}

/** Runs what a command line says, and sets the exit code of the process. @param args the words behind the program's name. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has said what is wrong, or shown the help that was asked for.
    const wrong = args[0] === "policy" ? EXIT_CODES.unjudgeable : EXIT_BAD_INPUT;
    process.exitCode = error.exitCode === 0 ? 0 : wrong;
  }
}
