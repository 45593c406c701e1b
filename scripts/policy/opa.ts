import { type OpaResult, opaVersion, runOpa } from "../../policies/bundle/opa";
import { OPA_VERSION } from "../../policies/checker/manifest";
import { UserError } from "../../support/user-error";

const NEEDED = `OPA ${OPA_VERSION} is needed. Install it with \`CGO_ENABLED=0 go install github.com/open-policy-agent/opa@v${OPA_VERSION}\`, and put it on PATH or name it in the variable OPA.`;

/** Runs the `opa` that the variable OPA names, or that is on PATH. */
export function opa(args: readonly string[], folder: string): OpaResult {
  return runOpa(args, folder, NEEDED);
}

/** Fails unless OPA is there in the pinned version: another one builds another module. */
export function requireOpa(): void {
  const found = opaVersion(NEEDED);
  if (found !== OPA_VERSION) throw new UserError(`found OPA ${found}. ${NEEDED}`);
}
