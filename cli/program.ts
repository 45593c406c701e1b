import { Command, CommanderError } from "commander";
import { COMMANDS } from "../support/commands";
import type { BundleOptions } from "./bundle";
import { BUNDLE_EXIT_CODES, withBundle } from "./bundle/add-options";
import { addCdktf } from "./cdktf/add-commands";
import { isColoured } from "./colours";
import { withConsumer } from "./consumer/add-commands";
import { addDelivery } from "./delivery-commands";
import { EXIT } from "./exit-codes";
import { commandText, type Invocation, invocationOf } from "./invocation";
import { withKit } from "./kit/add-options";
import type { KitOptions } from "./kit/options";
import { withReport, withStart, withSynth } from "./options";
import type { PolicyOptions } from "./policy";
import type { ReconcileOptions } from "./reconcile/options";
import { run } from "./run";
import type { StartOptions } from "./start/options";
import { RECONCILE_EXIT_CODES, STATUS_EXIT_CODES, withReconcile, withStatus } from "./status/command-options";
import type { StatusOptions } from "./status/options";
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
or the command line is wrong or names something that does not exist (a customer, an environment, a
commit); 130 Ctrl-C ended it.`;

/**
 * Loads a command only where it is run: `policy` needs nothing of what builds stacks, and `--help` nothing of any
 * command.
 */
const load = {
  start: () => require("./start") as typeof import("./start"),
  synth: () => require("./synth") as typeof import("./synth"),
  policy: () => require("./policy") as typeof import("./policy"),
  bundle: () => require("./bundle") as typeof import("./bundle"),
  status: () => require("./status") as typeof import("./status"),
  reconcile: () => require("./reconcile") as typeof import("./reconcile"),
  kit: () => require("./kit") as typeof import("./kit"),
  consumer: () => require("./consumer") as typeof import("./consumer"),
};

/** What the exit codes say of commands that judge nothing: `consumer` and `kit`. */
const WRITING_EXIT_CODES = `
Exit codes: 0 everything is written, or nothing had to be; 1 the input is refused, and nothing was written; 2 a file
could not be written, or the command line is wrong; 130 Ctrl-C ended it.`;

/** The program and its commands: exported for the test that reads command lines of workflows. */
export function program({ env, invocation, out, error }: Surroundings): Command {
  const root = new Command("privatelink")
    .exitOverride()
    .enablePositionalOptions()
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
        (work) => load.policy().policyCommand(paths, { ...options, colour: isColoured }, { out, error }, work),
        { error },
        EXIT.unjudgeable,
      ),
    );
  withConsumer(add(root.command("consumer")), env, (request) =>
    run((work) => load.consumer().consumerCommand(request, { out, error }, { env, invocation }, work), { error }),
  );
  withKit(add(root.command("kit")), env)
    .description("writes a folder for an external customer, who connects with it and needs nothing of this project")
    .action((name: string | undefined, options: KitOptions) =>
      run(() => load.kit().kitCommand(name, options, { out }, { env, invocation }), { error }),
    );
  for (const command of root.commands) {
    const codes = command.name() === "consumer" || command.name() === "kit" ? WRITING_EXIT_CODES : EXIT_CODES;
    for (const each of [command, ...command.commands]) each.addHelpText("after", codes);
  }
  withBundle(add(root.command("bundle")))
    .description("writes the policies as a bundle for OPA and conftest; needs OPA")
    .addHelpText("after", BUNDLE_EXIT_CODES)
    .action((options: BundleOptions) =>
      run(() => load.bundle().bundleCommand(options, { out }), { error }, EXIT.unjudgeable),
    );
  withStatus(add(root.command("status")), env)
    .description("shows who is connected beside who may be, from AWS or from states")
    .addHelpText("after", STATUS_EXIT_CODES)
    .action((options: StatusOptions) =>
      run((work) => load.status().statusCommand(options, { out, error }, work), { error }, EXIT.unjudgeable),
    );
  withReconcile(add(root.command("reconcile")), env)
    .description("accepts and rejects connections now, as the ledger says, after it has shown which")
    .addHelpText("after", RECONCILE_EXIT_CODES)
    .action((options: ReconcileOptions) =>
      run((work) => load.reconcile().reconcileCommand(options, { out, error }, work), { error }, EXIT.unjudgeable),
    );
  addDelivery((name) => add(root.command(name)), { out, error }, { env, invocation });
  addCdktf(root, add, { out, error }, { env });
  return root;
}

/** A command as it is called, with what it takes. */
function usage(command: Command, invocation: Invocation): string {
  const name = COMMANDS.find((each) => each === command.name());
  const parent = COMMANDS.find((each) => each === command.parent?.name());
  if (parent !== undefined) return `${commandText(invocation, parent)} ${command.name()} ${command.usage()}`;
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
