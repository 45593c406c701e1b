import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { listed } from "../../support/listed";
import { sha256 } from "../../support/sha256";
import { shown } from "../../support/shown";
import { PLAN_FILES } from "../plans-file";
import { strangersIn } from "../stack-folder";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/** Why the folder of a stack is not what was planned. @param stacks output folder of the synthesis. */
export function folderRefusals({ name, folder, stack_digest }: ReviewedStack, stacks: string): Refusal[] {
  const path = join(stacks, folder);
  const about = shown(path);
  const fix = "synthesize the commit that was planned (`privatelink changed` or `synth`), or plan again";
  try {
    const found = realpathSync(path);
    if (found !== join(realpathSync(stacks), folder))
      return [{ about, expected: "a folder within the output folder", found: `a link to ${found}`, fix }];
    const digest = terraformDigest(path);
    if (digest !== stack_digest)
      return [{ about, expected: `the bytes that ${name} was planned with: ${stack_digest}`, found: digest, fix }];
    const others = strangersIn(path);
    if (others.length === 0) return [];
    const expected = "only what was synthesized";
    return [{ about, expected, found: `Terraform reads ${listed(others)} as well`, fix: "move these away" }];
  } catch (error) {
    return [{ about, expected: `the folder of the stack ${name}`, found: reasonOf(error), fix }];
  }
}

/** Private copies of the files of a plan. */
export interface PlanCopy {
  /** The plan. @default - the stack has none to apply */
  readonly plan?: string;
  /** Versions of the providers that it was made with. @default - they were not kept */
  readonly lockFile?: string;
}

/**
 * Copies the plan of a stack, so that what is checked is what is applied, whatever becomes of the file.
 *
 * @param folder private folder for the copies, which is made.
 * @returns why it is not the plan that was reviewed, beside the copies.
 */
export function takePlan(stack: ReviewedStack, folder: string): PlanCopy & { readonly refusals: readonly Refusal[] } {
  mkdirSync(folder, { mode: 0o700 });
  const [plan, lockFile] = [join(folder, PLAN_FILES.binary), join(folder, PLAN_FILES.lock)];
  const { lock_digest = null } = stack;
  const hasLock = lock_digest !== null || existsSync(join(stack.plans, stack.name, PLAN_FILES.lock));
  const refusals = hasLock ? take(stack, PLAN_FILES.lock, lockFile, lock_digest) : [];
  const lock = hasLock ? { lockFile } : {};
  if (stack.result !== "planned") return { ...lock, refusals };
  return { plan, ...lock, refusals: [...refusals, ...take(stack, PLAN_FILES.binary, plan, stack.plan_digest)] };
}

/** Copies a file of a stack's plan. @param digest as the index has it; null where it has none. */
function take({ name, plans }: ReviewedStack, file: string, to: string, digest: string | null): Refusal[] {
  const path = join(plans, name, file);
  const about = shown(path);
  try {
    const found = realpathSync(path);
    if (!found.startsWith(`${realpathSync(plans)}${sep}`))
      return [{ about, expected: `a file within ${shown(plans)}`, found: `a link to ${found}` }];
    // A pipe would never end.
    if (!lstatSync(found).isFile()) return [{ about, expected: "a file", found: "something else" }];
    copyFileSync(path, to, constants.COPYFILE_EXCL);
    const copied = sha256(readFileSync(to));
    if (copied === digest) return [];
    const expected = digest === null ? "no such file: the index has no digest of it" : `the digest ${digest}`;
    return [{ about, expected, found: copied }];
  } catch (error) {
    return [{ about, expected: `the plan of ${name}`, found: reasonOf(error) }];
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "it is not there" : message;
}
