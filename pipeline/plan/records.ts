import type { PlannedStack } from "../plans-file";
import { engineEntry } from "../terraform/engine";
import { holdsBack } from "./holds-back";
import type { Outcome } from "./outcome";
import type { StackToPlan } from "./stack-to-plan";

/** Stacks that a reason names before the rest is counted. */
const MOST_REASONS = 3;

/** What becomes of a stack that is not planned because nothing that it reads changes. */
export function skipped(stack: StackToPlan): Outcome {
  const none = { plan_digest: null, json_digest: null, state: null, counts: null };
  const record: PlannedStack = {
    ...{ ...recordOf(stack), result: "skipped", reason: "nothing that it reads changes", waits_for: [], ...none },
  };
  return { record, holdsBack: holdsBack(record) };
}

/** Why a plan that was made is not kept. @param heldBackBy stacks, each with why. */
export function heldBackReason(heldBackBy: ReadonlyMap<string, string>): string {
  const whys = [...heldBackBy].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, why]) => `${name} (${why})`);
  const rest = whys.length - MOST_REASONS;
  return `waits for ${whys.slice(0, MOST_REASONS).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** What the index says of a stack, whatever becomes of it. */
export function recordOf(stack: StackToPlan) {
  const { name, environment, kind, folder, account, region, dependencies, wave, change, mode, digest } = stack;
  return {
    ...{ name, environment, kind, folder, account, region, ...engineEntry(stack.engine) },
    dependencies: [...dependencies],
    ...{ wave, change, mode, stack_digest: digest },
  };
}
