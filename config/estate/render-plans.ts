import type { StackPlan } from "./stack-plan";

/**
 * Plans as a JSON text for people: a list of stacks, sorted by name, so that the texts of two estates compare line by
 * line. The keys within a plan stay in their order, which counts.
 */
export function renderPlans(plans: readonly StackPlan[]): string {
  const sorted = [...plans].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
}
