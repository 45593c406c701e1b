import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { EXIT_CODES, policyCommand } from "./policy";
import { EXIT_BAD_INPUT, run } from "./run";
import { startCommand } from "./start";
import { DEFAULT_ENVIRONMENTS, DEFAULT_OUT, type SynthOptions, synthCommand } from "./synth";

const out = (text: string): void => {
  process.stdout.write(text);
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

function withSelection(command: Command): Command {
  return command
    .addOption(
      new Option("--environments <dir>", "folder of the environments")
        .argParser(notEmpty)
        .default(DEFAULT_ENVIRONMENTS),
    )
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
    .action((options: SynthOptions) => run(() => startCommand(options, out)));
  withSelection(root.command("synth"))
    .description("read, check and synthesize the environments")
    .action((options: SynthOptions) => run(() => synthCommand(options, out)));
  root
    .command("policy")
    .description("judge stacks and plans by the policies; exit code 0: clean, 1: violations, 2: could not judge")
    .argument("<path...>", "folder of stacks, cdk.tf.json, or plan as JSON (terraform show -json)")
    .addOption(new Option("--format <format>", "how to report").choices(["text", "json"]).default("text"))
    .action((paths: string[], options: { format: "text" | "json" }) =>
      run(() => policyCommand(paths, options, out), EXIT_CODES.unjudgeable),
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
