import { builtUses } from "../bootstrap/build-stacks";
import { bootstrapNotes } from "../bootstrap/notes";
import { planBootstrap } from "../bootstrap/plan-bootstrap";
import { readBootstrap } from "../bootstrap/read-file";
import { writeStacks } from "../bootstrap/write-stacks";
import { loadWatched } from "../config/load";
import { counted } from "../support/counted";
import { printable } from "../support/printable";
import { shellWord } from "../support/shell";
import { shown } from "../support/shown";
import type { BootstrapOptions } from "./bootstrap/options";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Synthesizes what CI needs: state buckets, OIDC providers, and roles with policies derived from the environments'
 * stacks. Writes the files that were written to standard output, and notes to standard error.
 *
 * @returns exit code.
 * @throws UserError where `bootstrap.yaml` or an environment is wrong; nothing is written then.
 */
export async function bootstrapCommand(
  { file, environments: folder, env, out: outdir }: BootstrapOptions,
  { out, error }: Streams,
  _called: Called,
  { signal, onProgress }: Work,
): Promise<number> {
  return orInterrupted(signal, `Interrupted. Nothing in ${shown(outdir)} was changed.`, async () => {
    const spec = readBootstrap(file);
    const environments = await loadWatched(folder, env, {
      signal,
      onProgress: (done, total) => onProgress("reading consumers", done, total),
    });
    const uses = await builtUses(environments, signal);
    const plan = planBootstrap(spec, environments, uses);
    const onWait = (message: string) => error(`${message}\n`);
    const { stacks, leftovers } = await writeStacks(plan, { outdir, signal, onWait });
    for (const stack of stacks) out(`${shown(outdir)}/stacks/${stack}/cdk.tf.json\n`);
    for (const note of bootstrapNotes(spec, environments, uses)) error(`note: ${printable(note)}\n`);
    for (const stack of leftovers)
      error(`note: ${printable(stack)} is no longer needed, and may still be deployed. Destroy it with Terraform.\n`);
    const roles = plan.ciRoles.length + plan.accounts.reduce((sum, account) => sum + account.roles.length, 0);
    const made = `${counted(plan.buckets.length, "bucket")} and ${counted(roles, "role")}`;
    error(`${counted(stacks.length, "stack")} with ${made}\n`);
    error(`Next: terraform -chdir=${shellWord(`${outdir}/stacks/${stacks[0]}`)} init, then plan and apply.\n`);
    return EXIT.clean;
  });
}
