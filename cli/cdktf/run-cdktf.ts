import { spawn } from "node:child_process";
import { constants } from "node:os";
import { EXIT } from "../exit-codes";
import { planOfCdktf } from "./stacks";
import { CDKTF_CLI_VERSION } from "./version";

/** Variable with a program to run as the cdktf command line. */
const PROGRAM_VARIABLE = "CDKTF";

/**
 * Runs the cdktf command line (`privatelink cdktf`), which npm fetches when it first runs. cdktf does not tell its app
 * which stacks it needs, so this does: with `diff` and `deploy` of some stacks, the app builds only these.
 *
 * @param words the user's, which cdktf gets as they are.
 * @param env CDKTF names another program to run. @default - cdktf-cli of the npm registry
 * @returns exit code of cdktf.
 */
export async function runCdktf(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  error: (text: string) => void,
): Promise<number> {
  const plan = planOfCdktf(words, env);
  if (plan.refusal !== undefined) {
    error(`${plan.refusal}.\n`);
    return EXIT.unjudgeable;
  }
  if (plan.note !== undefined) error(`note: ${plan.note}.\n`);
  const program = env[PROGRAM_VARIABLE];
  return program
    ? run(program, words, plan.env, error)
    : run("npx", ["--yes", `cdktf-cli@${CDKTF_CLI_VERSION}`, ...words], plan.env, error);
}

function run(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  error: (text: string) => void,
): Promise<number> {
  const child = spawn(command, words, { stdio: "inherit", env });
  // cdktf gets the signals of the terminal, too, and decides what becomes of a deployment that runs.
  const ignore = () => undefined;
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, ignore);
  return new Promise<number>((resolve) => {
    child.once("error", ({ message }) => {
      error(`${command}: expected a program that can be run; found: ${message}.\n`);
      resolve(EXIT.unjudgeable);
    });
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(() => {
    for (const signal of signals) process.off(signal, ignore);
  });
}
