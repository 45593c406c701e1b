import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../../support/sha256";
import { folderRefusals } from "./check-files";
import { stateRefusal } from "./check-state";
import type { Fate } from "./fate";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";
import { NotBegun, type StackWork } from "./work";

/** A plan to apply. */
export interface PlanToApply {
  readonly stack: ReviewedStack;
  /** Private copy of the plan. */
  readonly plan: string;
  /** Versions of providers that it was made with. @default - they were not kept, or the folder has them */
  readonly lockFile?: string;
}

/**
 * Applies the plan of a stack. All that may have changed since it was checked is checked once more before: the copy of
 * the plan, the bytes of the stack, whose files Terraform uploads, and its state.
 *
 * @param stacks output folder of the synthesis.
 */
export async function applyStack({ stack, plan }: PlanToApply, stacks: string, work: StackWork): Promise<Fate> {
  const folder = resolve(join(stacks, stack.folder));
  try {
    const refusals = [...copyRefusals(plan, stack), ...folderRefusals(stack, stacks)];
    const state = refusals.length === 0 ? stateRefusal(stack, await work.state(folder)) : undefined;
    const [changed = state] = refusals;
    if (changed !== undefined)
      return { kind: "failed", why: `expected ${changed.expected}; found ${changed.found}`, touched: false };
  } catch (error) {
    return { kind: "failed", why: (error as Error).message, touched: false };
  }
  try {
    await work.apply(folder, plan);
    return { kind: "applied", counts: stack.counts };
  } catch (error) {
    return { kind: "failed", why: (error as Error).message, touched: !(error instanceof NotBegun) };
  }
}

function copyRefusals(plan: string, { name, plan_digest }: ReviewedStack): Refusal[] {
  const found = sha256(readFileSync(plan));
  return found === plan_digest ? [] : [{ about: name, expected: `a plan of the digest ${plan_digest}`, found }];
}
