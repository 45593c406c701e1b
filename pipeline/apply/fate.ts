import type { PlannedStack } from "../plans-file";
import type { ReviewedStack } from "./reviewed-plans";

/** What became of a stack. */
export type Fate =
  /** Nothing was to be done: its plan has no changes, or it was not planned. */
  | { readonly kind: "done" }
  /** Its plan was applied. @see counts of what the plan did */
  | { readonly kind: "applied"; readonly counts: PlannedStack["counts"] }
  /** It failed. `touched`: Terraform had begun, and may have changed something. */
  | { readonly kind: "failed"; readonly why: string; readonly touched: boolean }
  /** It has a plan now, or still, which goes to the next folder of plans. */
  | { readonly kind: "waiting"; readonly why: string; readonly entry: PlannedStack; readonly plans: string }
  /** It cannot be planned yet. It goes to the next folder of plans as well. */
  | { readonly kind: "deferred"; readonly why: string; readonly entry: PlannedStack; readonly plans: string }
  /** Its turn did not come. */
  | { readonly kind: "left"; readonly why: string };

/** What became of each stack, by name. */
export type Fates = ReadonlyMap<string, Fate>;

/** Whether nothing is to be done for a stack any more. */
export function isOver(fate: Fate | undefined): boolean {
  return fate?.kind === "done" || fate?.kind === "applied";
}

/** A stack, and what became of it. */
export interface Ending {
  readonly stack: ReviewedStack;
  readonly fate: Fate;
}
