import { redactPlan } from "../plan/redact";
import { redactText } from "../plan/redact-text";
import { errorsOf, type Said } from "../terraform/diagnostics";
import type { Initializer } from "../terraform/initializer";
import { applyPlan, NoState, pullState, showPlan, stateOf } from "../terraform/stack-commands";
import type { Terraform } from "../terraform/terraform";
import { NotBegun, type StackWork } from "./work";

/** Errors of a run that are told. */
const TOLD = 3;

/** Characters of them that are told: AWS's are long, and say what they are about at the end. */
const LONGEST = 2000;

/** What Terraform does for stacks, where a failure is an error. */
export function terraformWork(terraform: Terraform, initializer: Initializer): StackWork {
  const { signal, command, title } = terraform;
  return {
    init: async (folder, lockFile) => {
      const ended = await initializer.init(folder, lockFile);
      if (!ended.isDone) throw new Error(`\`${command} init\` failed: ${errorText(ended)}`);
    },
    state: async (folder) => {
      try {
        return await stateOf(terraform, folder);
      } catch (error) {
        if (!(error instanceof NoState)) throw error;
        throw new Error(`\`${command} state pull\` failed: ${errorText(error)}`);
      }
    },
    show: async (folder, plan) => {
      try {
        return await showPlan(terraform, folder, plan);
      } catch (error) {
        throw new Error(`\`${command} show\` failed: ${(error as Error).message}`);
      }
    },
    apply: async (folder, plan) => {
      const ended = await applyPlan(terraform, folder, plan);
      if (ended.isDone) return;
      const Failure = ended.hasBegun ? Error : NotBegun;
      if (signal.aborted) throw new Failure(`it was interrupted: ${title} ended what it did, and kept the state`);
      const secrets = await secretsOf(terraform, folder, plan);
      throw new Failure(
        secrets === undefined
          ? `${title} failed; what it says may hold sensitive values, and is not shown: run it by hand`
          : redactText(errorText(ended), secrets),
      );
    },
  };
}

/**
 * Sensitive texts that an error about a plan may hold: of the plan, and of the state. Undefined where they are not
 * known.
 */
async function secretsOf(terraform: Terraform, folder: string, plan: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const { secrets } = redactPlan(await showPlan(terraform, folder, plan));
    const state = await pullState(terraform, folder);
    return new Set([...secrets, ...(state?.secrets ?? [])]);
  } catch {
    return undefined;
  }
}

/** The first errors that Terraform told, in a line. */
function errorText(said: Pick<Said, "diagnostics">): string {
  const errors = errorsOf(said).map(({ summary, detail, address }) =>
    [...(address === undefined ? [] : [address]), summary, ...(detail === "" ? [] : [detail])]
      .join(": ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  const rest = errors.length - TOLD;
  const told = errors.slice(0, TOLD).join("; ").slice(0, LONGEST);
  return rest > 0 ? `${told}; and ${rest} more` : told || "Terraform does not say why";
}
