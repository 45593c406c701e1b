import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";
import type { StateMark } from "../terraform/pulled-state";
import type { ReviewedStack } from "./reviewed-plans";

/** Thrown where Terraform refused a plan before it changed anything. */
export class NotBegun extends Error {}

/** What Terraform does for a stack. Folders and files are absolute paths. */
export interface StackWork {
  /**
   * Makes the folder of a stack ready for the rest.
   *
   * @param lockFile versions of the providers that its plan was made with. @default - those that fit
   * @throws an error that says in a line why it is not.
   */
  init(folder: string, lockFile?: string): Promise<void>;
  /** The state; null where there is none. @throws an error that says in a line why it cannot be read. */
  state(folder: string): Promise<StateMark | null>;
  /** A plan as `terraform show -json` prints it. @throws an error that says in a line why it cannot be read. */
  show(folder: string, plan: string): Promise<PlanDocument>;
  /** Applies a plan. @throws NotBegun; or an error that says why it failed, perhaps after it changed something. */
  apply(folder: string, plan: string): Promise<void>;
}

/** Plans stacks whose turn has come. */
export interface DeferredPlanner {
  /**
   * Plans a stack. What went wrong is the result.
   *
   * @param plans folder for plans, to which it writes the files of the stack as in any folder of plans.
   * @returns the entry of the stack in the index of that folder.
   * @throws the reason of the signal, where the user ended the command.
   */
  plan(stack: ReviewedStack, plans: string): Promise<PlannedStack>;
}
