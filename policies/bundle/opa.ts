import { spawnSync } from "node:child_process";
import { UserError } from "../../support/user-error";

/** What a run of OPA gave. */
export interface OpaResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the `opa` that the variable OPA names, or that is on PATH.
 *
 * @param needed what is needed, and how to install it: for the message where it does not run.
 */
export function runOpa(args: readonly string[], folder: string, needed: string): OpaResult {
  const program = process.env.OPA || "opa";
  const run = spawnSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error !== undefined) throw new UserError(`${program}: expected OPA; found: it does not run. ${needed}`);
  return { ok: run.status === 0, stdout: run.stdout, stderr: run.stderr };
}

/** The version that `opa version` says. */
export function opaVersion(needed: string): string {
  return /^Version: (.*)$/m.exec(runOpa(["version"], ".", needed).stdout)?.[1] ?? "an unknown version";
}
