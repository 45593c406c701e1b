import { Command, CommanderError } from "commander";
import { isColoured } from "./colours";
import { EXIT } from "./exit-codes";
import { COMMANDS, commandText, type Invocation, invocationOf } from "./invocation";
import { withReport, withStart, withSynth } from "./options";
import type { PolicyOptions } from "./policy";
import { run } from "./run";
import type { StartOptions } from "./start/options";
import { type Streams, standardStreams } from "./streams";
import type { SynthOptions } from "./synth";
import { programVersion } from "./version";

/** What the program takes from around it. */
export interface Surroundings extends Streams {
  readonly env: NodeJS.ProcessEnv;
  readonly invocation: Invocation;
}

const EXIT_CODES = `
Exit codes: 0 all is well; 1 a policy is violated, or an environment is wrong; 2 something could not be judged or written,
or the command line is wrong; 130 Ctrl-C ended it.`;

/**
 * Loads a command only where it is run: `policy` needs nothing of what builds stacks, and `--help` nothing of any
 * command.
 */
const load = {
  start: () => require("./start") as typeof import("./start"),
  synth: () => require("./synth") as typeof import("./synth"),
  policy: () => require("./policy") as typeof import("./policy"),
};

/** The program and its commands. */
function program({ env, invocation, out, error }: Surroundings): Command {
  const root = new Command("privatelink")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: error })
    .configureHelp({ commandUsage: (command) => usage(command, invocation) })
    .showHelpAfterError(hint(invocation));
  const add = (command: Command) =>
    command.version(programVersion(), "-V, --version", "print the version").helpOption("-h, --help", "print this help");
  add(root).helpCommand("help [command]", "print the help of a command").addHelpText("after", EXIT_CODES);
  withStart(add(root.command("start")), env)
    .description("reads, checks and synthesizes the environments, and judges the stacks by the policies")
    .action((options: StartOptions) =>
      run((work) => load.start().startCommand(options, { out, error }, { env, invocation }, work), { error }),
    );
  withSynth(add(root.command("synth")), env)
    .description("reads, checks and synthesizes the environments, and prints the files that it wrote")
    .action((options: SynthOptions) =>
      run((work) => load.synth().synthCommand(options, { out, error }, work, process.stdout.isTTY), { error }),
    );
  withReport(add(root.command("policy")), env)
    .description("judges stacks and plans by the policies")
    .argument(
      "<path...>",
      "folder of stacks, cdk.tf.json, or plan as JSON (terraform show -json); - for standard input",
    )
    .action((paths: string[], options: PolicyOptions) =>
      run(
        (work) => load.policy().policyCommand(paths, { ...options, colour: isColoured }, out, work),
        { error },
        EXIT.unjudgeable,
      ),
    );
  for (const command of root.commands) command.addHelpText("after", EXIT_CODES);
  return root;
}

/** A command as it is called, with what it takes. */
function usage(command: Command, invocation: Invocation): string {
  const name = COMMANDS.find((each) => each === command.name());
  return `${name === undefined ? invocation.before("policy") : commandText(invocation, name)} ${command.usage()}`;
}

/** What to say beneath a wrong command line. */
function hint({ isNpm }: Invocation): string {
  return isNpm
    ? "(--help lists the options. npm passes options to the program only behind --: npm start -- --env dev)"
    : "(--help lists the commands and options)";
}

function surroundings(): Surroundings {
  const { env, argv } = process;
  return { ...standardStreams(), env, invocation: invocationOf({ env, script: argv[1] ?? "", cwd: process.cwd() }) };
}

/**
 * Runs what a command line says, and sets the exit code of the process.
 *
 * @param args the words behind the program's name.
 */
export async function runProgram(args: readonly string[], around: Surroundings = surroundings()): Promise<void> {
  try {
    await program(around).parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has said what is wrong, or shown the help or the version that was asked for.
    process.exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.unjudgeable;
  }
}
