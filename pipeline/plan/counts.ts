import { counted } from "../../support/counted";
import { isImported, resourceAction } from "../plan-actions";
import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";

/** Numbers of resources, by what is done with them. */
export type Counts = NonNullable<PlannedStack["counts"]>;

/** Counts what a plan does. What is only read does not count. */
export function countsOf({ resource_changes = [] }: PlanDocument): Counts {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 };
  for (const change of resource_changes) {
    const action = resourceAction(change);
    if (action !== undefined) counts[action] += 1;
    if (isImported(change)) counts.import += 1;
  }
  return counts;
}

const WORDS: readonly (readonly [kind: keyof Counts, word: string])[] = [
  ["create", "create"],
  ["update", "update"],
  ["replace", "replace"],
  ["destroy", "destroy"],
  ["forget", "forget"],
  ["import", "import"],
];

/** Counts in words: `2 to create, 1 to destroy`. */
export function countsText(counts: Counts): string {
  const parts = WORDS.filter(([kind]) => counts[kind] > 0).map(([kind, word]) => `${counts[kind]} to ${word}`);
  return parts.length === 0 ? "only outputs change" : parts.join(", ");
}

/** The same summed up for several stacks, with what they are. */
export function sumText(stacks: readonly Pick<PlannedStack, "counts">[]): string {
  const sum = (kind: keyof Counts) => stacks.reduce((total, { counts }) => total + (counts?.[kind] ?? 0), 0);
  const parts = WORDS.filter(([kind]) => sum(kind) > 0).map(([kind, word]) => `${sum(kind)} to ${word}`);
  return `${counted(stacks.length, "stack")}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
