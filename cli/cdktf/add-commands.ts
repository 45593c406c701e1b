import type { Command } from "commander";
import type { Streams } from "../streams";

/** Loads a command only where it is run. */
const load = {
  app: () => require("../app") as typeof import("../app"),
  cdktf: () => require("./run-cdktf") as typeof import("./run-cdktf"),
};

/** What cdktf needs to know of the app, for its help. */
const APP_HELP = `
PRIVATELINK_ENVIRONMENTS, PRIVATELINK_CONSUMERS and PRIVATELINK_STACKS select what is built, with commas between; all
where they are unset. CDKTF_OUTDIR is the folder to write to, which cdktf sets.

Exit codes: 0 the stacks are written; 1 the input is wrong.`;

/**
 * Adds the commands that cdktf and its users call.
 *
 * @param root the program.
 * @param add gives a command what all commands have.
 */
export function addCdktf(
  root: Command,
  add: (command: Command) => Command,
  { error }: Streams,
  { env }: { readonly env: NodeJS.ProcessEnv },
): void {
  add(root.command("app"))
    .description("builds the stacks for the cdktf command line: what cdktf.json names")
    .addHelpText("after", APP_HELP)
    .action(() => load.app().runApp());
  root
    .command("cdktf")
    .description("runs the cdktf command line: diff, deploy, destroy; of some stacks, only these are built")
    .usage("<command> [stack...] [options of cdktf]")
    // Whatever stands behind is cdktf's, --help and --version too.
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .argument("[word...]")
    .action(async (words: string[]) => {
      process.exitCode = await load.cdktf().runCdktf(words, env, error);
    });
}
