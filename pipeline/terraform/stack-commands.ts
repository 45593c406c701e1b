import { existsSync } from "node:fs";
import { type Diagnostic, readSaid, type Said } from "./diagnostics";
import { hasBegun } from "./has-begun";
import { type PlanDocument, planDocument } from "./plan-document";
import { type PulledState, pulledState, type StateMark } from "./pulled-state";
import { roleVariables } from "./role-variables";
import type { Terraform } from "./terraform";

/** How a command on a stack ended. */
export interface Ended extends Said {
  /** Whether it succeeded. */
  readonly isDone: boolean;
}

/** How an apply ended. */
export interface ApplyEnded extends Ended {
  /** Whether something may have changed. */
  readonly hasBegun: boolean;
}

/** How a plan ended. */
export interface PlanEnded extends Ended {
  /** Whether there is something to do; false where it failed. */
  readonly hasChanges: boolean;
}

/** How a stack is planned. */
export interface PlanStackOptions {
  /** File for the plan: an absolute path. Its folder is there. */
  readonly out: string;
  /** Whether everything is to be destroyed. @default false */
  readonly destroy?: boolean;
  /** Whether the state is locked meanwhile. @default false */
  readonly lock?: boolean;
}

/** Thrown where a state cannot be read: with what Terraform said. */
export class NoState extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.summary ?? "the state could not be read");
  }
}

/**
 * Initializes a stack, whatever backend it was initialized with before. Side by side only through `Initializer`, which
 * knows what the cache of providers can bear.
 *
 * @param isLocked whether the lock file that is there decides, and must not change.
 */
export async function initStack(terraform: Terraform, folder: string, isLocked: boolean): Promise<Ended> {
  const args = ["init", "-input=false", "-reconfigure", "-json", ...(isLocked ? ["-lockfile=readonly"] : [])];
  const finished = await terraform.run(folder, args);
  return { ...readSaid(finished), isDone: finished.code === 0 };
}

/** Plans a stack that is initialized, with the roles that may read. */
export async function planStack(
  terraform: Terraform,
  folder: string,
  { out, destroy = false, lock = false }: PlanStackOptions,
): Promise<PlanEnded> {
  const args = ["plan", "-input=false", "-json", "-detailed-exitcode", `-lock=${lock}`, `-out=${out}`];
  const env = roleVariables(folder, "plan");
  const finished = await terraform.run(folder, [...args, ...(destroy ? ["-destroy"] : [])], { env });
  // A crash ends with 2 as well as a plan that has something to do.
  const hasChanges = finished.code === 2 && existsSync(out);
  const code = hasChanges ? 0 : finished.code;
  return { ...readSaid({ ...finished, code }), isDone: code === 0, hasChanges };
}

/**
 * Reads a plan that was written.
 *
 * @param file an absolute path.
 * @throws an error that says in a line why there is none.
 */
export async function showPlan(terraform: Terraform, folder: string, file: string): Promise<PlanDocument> {
  const finished = await terraform.run(folder, ["show", "-json", file]);
  if (finished.code !== 0)
    throw new Error(
      readSaid(finished).diagnostics[0]?.summary ?? `${terraform.command} show ended with ${finished.code}`,
    );
  return planDocument(finished.stdout);
}

/**
 * The state of a stack that is initialized.
 *
 * @returns null where there is none yet.
 * @throws NoState where it cannot be read.
 */
export async function stateOf(terraform: Terraform, folder: string): Promise<StateMark | null> {
  const pulled = await pullState(terraform, folder);
  return pulled === null ? null : { lineage: pulled.lineage, serial: pulled.serial };
}

/**
 * The same, with the sensitive texts that are in the state.
 *
 * @returns null where there is none yet.
 * @throws NoState where it cannot be read.
 */
export async function pullState(terraform: Terraform, folder: string): Promise<PulledState | null> {
  const finished = await terraform.run(folder, ["state", "pull"]);
  if (finished.code !== 0) throw new NoState(readSaid(finished).diagnostics);
  if (finished.stdout.trim() === "") return null;
  const found = pulledState(finished.stdout);
  if (found !== undefined) return found;
  const detail = "It has no lineage and no serial.";
  throw new NoState([
    { severity: "error", summary: `what \`${terraform.command} state pull\` printed is no state`, detail },
  ]);
}

/**
 * Applies a plan, with the roles that may change things. It is never killed: Ctrl-C lets Terraform end what it does and
 * save the state.
 *
 * @param file the plan: an absolute path.
 */
export async function applyPlan(terraform: Terraform, folder: string, file: string): Promise<ApplyEnded> {
  const env = roleVariables(folder, "apply");
  const finished = await terraform.run(folder, ["apply", "-input=false", "-json", "-lock-timeout=60s", file], {
    env,
    grace: Infinity,
  });
  return { ...readSaid(finished), isDone: finished.code === 0, hasBegun: hasBegun(finished) };
}
