import { listed } from "../../support/listed";
import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";

/** Outputs that only people and other environments read: no stack does. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(["privatelink_stack_role", "service_card"]);

/** Names of the outputs that a plan changes and that stacks may read, sorted. */
export function changedOutputs({ output_changes = {} }: Pick<PlanDocument, "output_changes">): string[] {
  return Object.entries(output_changes)
    .filter(([name, { actions }]) => !FOR_PEOPLE.has(name) && actions.some((action) => action !== "no-op"))
    .map(([name]) => name)
    .sort();
}

/**
 * What keeps stacks that read a stack's state from being planned for good, as it stands in a list; undefined where
 * nothing does.
 *
 * @param plan of a stack that has one.
 */
export function holdsBack(
  { result, change, mode, state }: Pick<PlannedStack, "result" | "change" | "mode" | "state">,
  plan?: PlanDocument,
): string | undefined {
  if (result === "failed") return "its plan failed";
  if (result === "deferred") return "it is deferred";
  if (result === "skipped" || mode === "destroy") return undefined;
  const outputs = plan === undefined ? [] : changedOutputs(plan);
  if (result === "planned" && (change === "new" || state === null)) return "it is new";
  return outputs.length === 0 ? undefined : `it changes ${listed(outputs, 3)}`;
}
