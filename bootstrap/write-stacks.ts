import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { lockFolder } from "../engine/lock";
import { moveIntoPlace } from "../engine/move";
import { asWriteError, checkOutdir, checkReplaceable, makeStaging, targetOf } from "../engine/output-folder";
import { MANIFEST } from "../engine/stack-files";
import { printable } from "../support/printable";
import { readJson } from "../support/read-json";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { checkPlan } from "./check-plan";
import type { BootstrapPlan } from "./plan-bootstrap";
import { RolesStack } from "./stacks/roles-stack";
import { StatesStack } from "./stacks/states-stack";

/** Where the stacks of a bootstrap are written to, and who may end it. */
export interface WriteOptions {
  /** A new or an empty folder, or one of an earlier bootstrap. */
  readonly outdir: string;
  readonly signal: AbortSignal;
  /** Called where another run writes to the folder, with what to tell. */
  readonly onWait: (message: string) => void;
}

/** What was written. */
export interface Written {
  /** Names of the stacks, in the order to deploy them in. */
  readonly stacks: readonly string[];
  /** Stacks in the folder that earlier runs wrote and this one did not. They stay. */
  readonly leftovers: readonly string[];
}

/** Beginning of the names of a bootstrap's stacks. */
const BEGINNING = "bootstrap-";

/**
 * Writes the stacks of a bootstrap, `<outdir>/stacks/<stack>/cdk.tf.json`, and the manifest that cdktf reads. What
 * Terraform keeps in their folders stays. All is written beside the folder first: if one stack fails, no file is
 * changed.
 *
 * @throws UserError where the folder holds something else, such as the stacks of environments.
 * @throws CannotWrite where it cannot be written.
 */
export async function writeStacks(plan: BootstrapPlan, { outdir, signal, onWait }: WriteOptions): Promise<Written> {
  checkPlan(plan);
  checkBootstrapOutdir(outdir);
  try {
    const target = targetOf(outdir);
    const lock = await lockFolder(target, { outdir, onWait, signal });
    try {
      const before = stacksIn(outdir);
      const staging = makeStaging(target);
      try {
        mkdirSync(join(staging, "stacks"));
        const stacks = build(plan, staging);
        signal.throwIfAborted();
        checkReplaceable(staging, target, outdir);
        lock.verify();
        moveIntoPlace({
          ...{ staging, target, stacks, cards: [], environments: [] },
          ...{ declared: undefined, undeclared: "none" },
        });
        return { stacks, leftovers: before.filter((name) => !stacks.includes(name)) };
      } finally {
        rmSync(staging, { recursive: true, force: true });
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    throw asWriteError(outdir, error);
  }
}

/** Builds the stacks: that with CI's roles first, since AWS takes only principals that exist into a trust policy. */
function build(plan: BootstrapPlan, outdir: string): string[] {
  const app = new App({ outdir, stackTraces: false });
  const first: TerraformStack = new StatesStack(app, plan);
  const others = plan.accounts.map((account) => new RolesStack(app, plan.spec, account));
  for (const each of others) each.addDependency(first);
  app.synth();
  return [first, ...others].map((stack) => stack.node.id);
}

function checkBootstrapOutdir(outdir: string): void {
  checkOutdir(outdir);
  const other = stacksIn(outdir).find((name) => !name.startsWith(BEGINNING));
  if (other === undefined) return;
  throw new UserError(
    `${shown(outdir)}: expected a new or empty folder, or that of an earlier bootstrap; found the stack ` +
      `${printable(other)}. Choose another folder with --out DIR.`,
  );
}

/** Names of the stacks that the manifest of a folder has. */
function stacksIn(outdir: string): string[] {
  const manifest = readJson(join(outdir, MANIFEST)) as { readonly stacks?: object } | undefined;
  return Object.keys(manifest?.stacks ?? {}).sort();
}
