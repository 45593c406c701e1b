import { spawnSync } from "node:child_process";

import { OPA_VERSION } from "../../policies/checker/manifest";
import { UserError } from "../../support/user-error";

/** What a run of OPA gave. */
export interface OpaResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const INSTALL = `Install it with \`CGO_ENABLED=0 go install github.com/open-policy-agent/opa@v${OPA_VERSION}\`, and put it on PATH or name it in the variable OPA.`;

/** Runs the `opa` that the variable OPA names, or that is on PATH. */
export function opa(args: readonly string[], folder: string): OpaResult {
  const program = process.env.OPA ?? "opa";
  const run = spawnSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error !== undefined)
    throw new UserError(`OPA ${OPA_VERSION} is needed, and ${program} does not run. ${INSTALL}`);
  return { ok: run.status === 0, stdout: run.stdout, stderr: run.stderr };
}

/** Fails unless OPA is there in the pinned version: another one builds another module. */
export function requireOpa(): void {
  const found = /^Version: (.*)$/m.exec(opa(["version"], ".").stdout)?.[1] ?? "an unknown version";
  if (found !== OPA_VERSION) throw new UserError(`OPA ${OPA_VERSION} is needed, found ${found}. ${INSTALL}`);
}
