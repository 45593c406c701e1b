import { spawn } from "node:child_process";
import { constants } from "node:os";
import { planOfCdktf } from "./cdktf-stacks";
import { EXIT } from "./exit-codes";

/**
 * Runs the cdktf command line (`npm run cdktf`). cdktf does not tell its app which stacks it needs, so this does: with
 * `diff` and `deploy` of some stacks, the app builds only these.
 *
 * Words: the command that runs cdktf, `--`, and the words of the user.
 */
const words = process.argv.slice(2);
const end = words.indexOf("--");
const [program, ...args] = words.slice(0, Math.max(end, 0));
const plan = planOfCdktf(words.slice(end + 1), process.env);
if (program === undefined) refuse("expected the command that runs cdktf, `--`, and its words; found no command");
else if (plan.refusal !== undefined) refuse(plan.refusal);
else run(program, [...args, ...words.slice(end + 1)], plan);

function refuse(why: string): void {
  process.stderr.write(`${why}.\n`);
  process.exitCode = EXIT.unjudgeable;
}

function run(command: string, given: readonly string[], { note, env }: typeof plan): void {
  if (note !== undefined) process.stderr.write(`note: ${note}.\n`);
  const child = spawn(command, given, { stdio: "inherit", env });
  // cdktf gets the signals of the terminal, too, and decides what becomes of a deployment that runs.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
  child.once("error", ({ message }) => refuse(`${command}: expected a program that can be run; found: ${message}`));
  child.once("spawn", () => {
    child.once("close", (code, signal) => {
      process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    });
  });
}
