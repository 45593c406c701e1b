import { UserError } from "../support/user-error";
import { CONSUMERS_VARIABLE, DEFAULT_OUT, environmentsFolder, NAMES_VARIABLE, STACKS_VARIABLE } from "./defaults";
import { peersProblem } from "./peers";
import { run } from "./run";
import { standardStreams } from "./streams";

/**
 * What the cdktf command line runs (`app` in cdktf.json): reads the environments, builds their stacks, synthesizes
 * them. Sets the exit code of the process. Problems are told on standard error, and nothing is thrown.
 *
 * PRIVATELINK_ENVIRONMENTS: names of the environments to build, with commas between; all when unset or empty.
 * PRIVATELINK_CONSUMERS: names of consumers to build, with the services that they connect to; all when unset or empty.
 * PRIVATELINK_STACKS: names of stacks to build, or patterns with `*`, and no others; all when unset or empty.
 * PRIVATELINK_ENVIRONMENTS_DIR: folder of the environments; `environments` when unset or empty.
 * CDKTF_OUTDIR: folder to write to, which cdktf sets; `cdktf.out` when unset or empty.
 */
export async function runApp(): Promise<void> {
  const { error } = standardStreams();
  await run(
    async (work) => {
      const problem = peersProblem();
      if (problem !== undefined) throw new UserError(problem);
      // Loaded only now: what builds stacks needs these packages.
      const { synthesizeSelected } = require("./synth") as typeof import("./synth");
      const { env } = process;
      const options = {
        environments: environmentsFolder(env),
        env: namesIn(env, NAMES_VARIABLE),
        consumer: namesIn(env, CONSUMERS_VARIABLE),
        stacks: namesIn(env, STACKS_VARIABLE),
        out: env.CDKTF_OUTDIR || DEFAULT_OUT,
        isForCdktf: true,
      };
      await synthesizeSelected(options, error, work);
      return 0;
    },
    { error },
  );
}

/** The names in a variable, with commas between; undefined when it is unset or empty. */
function namesIn(env: NodeJS.ProcessEnv, variable: string): string[] | undefined {
  const given = env[variable];
  if (!given) return undefined;
  const names = given.split(",").map((name) => name.trim());
  if (names.includes(""))
    throw new UserError(`${variable}: expected names with commas between; got ${JSON.stringify(given)}`);
  return names;
}
