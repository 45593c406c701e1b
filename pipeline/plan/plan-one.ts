import { chmodSync, copyFileSync, existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../support/make-folder";
import { sha256 } from "../../support/sha256";
import { PLAN_FILES, type PlannedStack } from "../plans-file";
import { errorsOf, type Said } from "../terraform/diagnostics";
import { type Initializer, LOCK_FILE } from "../terraform/initializer";
import type { PlanDocument } from "../terraform/plan-document";
import { planStack, pullState, showPlan } from "../terraform/stack-commands";
import type { Terraform } from "../terraform/terraform";
import { ALONE, type Context, type Notes } from "./context";
import { countsOf } from "./counts";
import { destroyedBy } from "./destroyed-by";
import { holdsBack } from "./holds-back";
import type { Outcome } from "./outcome";
import { heldBackReason, recordOf } from "./records";
import { redactPlan } from "./redact";
import { redactText } from "./redact-text";
import { refuseOtherBytes, refuseOthers } from "./refuse-folder";
import type { StackToPlan } from "./stack-to-plan";
import { NoPlan, withoutPlan } from "./without-plan";

/** What stacks are planned with. */
export interface Planner {
  readonly terraform: Terraform;
  readonly initializer: Initializer;
  /** Whether the states are locked meanwhile. */
  readonly lock: boolean;
}

/**
 * Plans a stack, and keeps the plan. Whatever goes wrong is the result.
 *
 * @param into folder for its files: see {@link PLAN_FILES}. Only the user may read them.
 * @throws the reason of the signal, where the user ended the command.
 */
export async function planOne(
  stack: StackToPlan,
  into: string,
  planner: Planner,
  context: Context = ALONE,
): Promise<Outcome> {
  const notes: Notes = { log: [], secrets: new Set(), state: null };
  const { signal } = planner.terraform;
  try {
    makeFolder(into, 0o700);
    const plan = await planned(stack, into, planner, notes);
    return kept(stack, into, plan, notes, context);
  } catch (error) {
    signal.throwIfAborted();
    for (const file of [PLAN_FILES.binary, PLAN_FILES.json, PLAN_FILES.lock]) rmSync(join(into, file), { force: true });
    return withoutPlan(stack, error, notes, context);
  } finally {
    writeLog(into, notes);
  }
}

/** Plans a stack. @throws NoPlan, or another error, where there is no plan. */
async function planned(
  { path, digest, mode, environment }: StackToPlan,
  into: string,
  { terraform, initializer, lock }: Planner,
  notes: Notes,
): Promise<{ readonly document: PlanDocument; readonly hasChanges: boolean }> {
  const { signal } = terraform;
  const must = <T extends Said & { readonly isDone: boolean }>(command: string, ended: T): T => {
    signal.throwIfAborted();
    notes.log.push(`$ ${terraform.command} ${command}\n${ended.log}`);
    if (!ended.isDone) throw new NoPlan(errorsOf(ended));
    return ended;
  };
  refuseOthers(path);
  refuseOtherBytes(path, digest);
  must("init", await initializer.initStackOf(environment, path));
  const state = await pullState(terraform, path);
  signal.throwIfAborted();
  if (state !== null) notes.state = { lineage: state.lineage, serial: state.serial };
  for (const secret of state?.secrets ?? []) notes.secrets.add(secret);
  const out = join(into, PLAN_FILES.binary);
  const destroy = mode === "destroy";
  const { hasChanges } = must("plan", await planStack(terraform, path, { out, destroy, lock }));
  chmodSync(out, 0o600);
  refuseOtherBytes(path, digest);
  const document = await showPlan(terraform, path, out);
  signal.throwIfAborted();
  if (document.errored === true) throw new Error(`${terraform.title} says that its plan is not complete`);
  const lockFile = join(path, LOCK_FILE);
  if (isFile(lockFile)) copyFileSync(lockFile, join(into, PLAN_FILES.lock));
  return { document, hasChanges };
}

/** Whether there is a file, and no link to one. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Keeps a plan: without its sensitive values; the plan itself only where it can be applied. */
function kept(
  stack: StackToPlan,
  into: string,
  { document, hasChanges }: { readonly document: PlanDocument; readonly hasChanges: boolean },
  notes: Notes,
  { heldBackBy }: Context,
): Outcome {
  const redacted = redactPlan(document);
  for (const secret of redacted.secrets) notes.secrets.add(secret);
  const isHeldBack = heldBackBy.size > 0 && (stack.mode === "apply" || hasChanges);
  // The policies judge what is destroyed by the plan that is made when its turn comes.
  const json = isHeldBack && stack.mode === "destroy" ? undefined : JSON.stringify(redacted.document);
  if (json !== undefined) writeFileSync(join(into, PLAN_FILES.json), json, { mode: 0o600 });
  const result = isHeldBack ? "deferred" : hasChanges ? "planned" : "no-changes";
  const [binary, lockFile] = [join(into, PLAN_FILES.binary), join(into, PLAN_FILES.lock)];
  const plan_digest = result === "planned" ? sha256(readFileSync(binary)) : null;
  if (plan_digest === null) {
    rmSync(binary, { force: true });
    rmSync(lockFile, { force: true });
  }
  const record: PlannedStack = {
    ...recordOf(stack),
    result,
    reason: isHeldBack ? heldBackReason(heldBackBy) : null,
    waits_for: isHeldBack ? [...heldBackBy.keys()].sort() : [],
    ...{
      plan_digest,
      json_digest: json === undefined ? null : sha256(json),
      lock_digest: existsSync(lockFile) ? sha256(readFileSync(lockFile)) : null,
      state: notes.state,
      counts: countsOf(document),
    },
    ...(isHeldBack && stack.mode === "destroy" ? { destroys: destroyedBy(document) } : {}),
  };
  return { record, holdsBack: holdsBack(record, document) };
}

/** Keeps what Terraform said. Where it cannot be kept, the stack has its result all the same. */
function writeLog(into: string, { log, secrets }: Notes): void {
  try {
    writeFileSync(join(into, PLAN_FILES.log), redactText(log.join("\n"), secrets), { mode: 0o600 });
  } catch {
    // The disk is full.
  }
}
