import type { ChangedFile, ChangedStack } from "../pipeline/changed-file";
import type { OrderFile } from "../pipeline/order-file";
import type { PlannedStack } from "../pipeline/plans-file";
import type { PlanFolder } from "../pipeline/read-plans";
import { listed, listedBy } from "../support/listed";
import { shown } from "../support/shown";
import type { Review } from "./review-file";

/** Why folders of plans, and the comparison that they come from, do not belong together: sentences. */
export function togetherProblems(folders: readonly PlanFolder[], changed: ChangedFile | undefined): string[] {
  return [...twice(folders), ...commits(folders), ...(changed === undefined ? [] : comparison(folders, changed))];
}

/** Two plans of one stack: only one can be applied. */
function twice(folders: readonly PlanFolder[]): string[] {
  const names = folders.flatMap(({ index }) => index.stacks.map(({ name }) => name));
  const seen = new Set<string>();
  const again = new Set(names.filter((name) => seen.size === seen.add(name).size));
  if (again.size === 0) return [];
  return [`These stacks are planned more than once: ${listed([...again])}. Give each shard of the plans once.`];
}

function commits(folders: readonly PlanFolder[]): string[] {
  const found = new Set(folders.map(({ index }) => index.commit ?? "no commit"));
  if (found.size < 2) return [];
  return [`The plans are of several commits: ${listed([...found])}. Plan all stacks at one commit.`];
}

function comparison(folders: readonly PlanFolder[], { head, stacks }: ChangedFile): string[] {
  const problems: string[] = [];
  const [first] = folders;
  const [own, theirs] = [head?.commit ?? null, first?.index.commit ?? null];
  if (first !== undefined && own !== theirs)
    problems.push(
      `changed.json is of ${commitOf(own)}, and the plans are of ${commitOf(theirs)}. ` +
        "Run `privatelink changed`, and plan again.",
    );
  const planned = new Map(folders.flatMap(({ index }) => index.stacks.map((stack) => [stack.name, stack] as const)));
  const settled = new Set(folders.flatMap(({ index }) => index.settled ?? []));
  const missing = stacks
    .filter(
      ({ name, change }) => !planned.has(name) && !settled.has(name) && (change !== "gone" || isCompared(folders)),
    )
    .map(({ name }) => name);
  if (missing.length > 0)
    problems.push(
      `${missing.length} of ${stacks.length} stacks of changed.json have no plan: ${listed(missing)}. ` +
        "Plan them, too, or give the folders of all shards with --plans.",
    );
  const others = stacks.filter(({ name, change, after }) => {
    const plan = planned.get(name);
    return plan !== undefined && change !== "gone" && after !== null && plan.stack_digest !== after;
  });
  if (others.length > 0)
    problems.push(
      `The plans of these stacks are of other bytes than changed.json: ${listedBy(others, ({ name }) => name)}. ` +
        "Plan them again.",
    );
  return [...problems, ...stacks.flatMap((stack) => contradiction(stack, planned.get(stack.name)))];
}

/** Where the index of plans says of a changed stack what no plan of it says. */
function contradiction({ name, change }: ChangedStack, plan: PlannedStack | undefined): string[] {
  if (plan === undefined) return [];
  const expected = change === "gone" ? "destroy" : "apply";
  const found =
    plan.change !== null && plan.change !== change
      ? `\`${plan.change}\``
      : plan.mode !== expected
        ? `a plan to ${plan.mode} it`
        : plan.result === "skipped" && change !== "affected"
          ? "a stack that was skipped"
          : undefined;
  if (found === undefined) return [];
  return [
    `stack ${name}: expected a plan of a stack that is \`${change}\`, as changed.json says; found ${found}. Plan again.`,
  ];
}

/** The stacks that plans are of: all that the comparison or the order of deployment names, or only those. */
export function scopeOf(
  folders: readonly PlanFolder[],
  { changed, order }: { readonly changed: ChangedFile | undefined; readonly order: OrderFile | undefined },
): Review["scope"] {
  if (isCompared(folders)) return "all";
  const known = new Set(
    folders.flatMap(({ index }) => [...index.stacks.map(({ name }) => name), ...(index.settled ?? [])]),
  );
  const wanted =
    changed?.stacks ?? (order !== undefined && isOfPlans(order.head ?? null, folders) ? order.stacks : undefined);
  return wanted?.every(({ name }) => known.has(name)) === true ? "all" : "planned";
}

/** Whether what a comparison says decides which stacks have to have a plan: unless stacks were named instead. */
export function isCompared(folders: readonly PlanFolder[]): boolean {
  const stacks = folders.flatMap(({ index }) => index.stacks);
  return stacks.length === 0 || stacks.some(({ change }) => change !== null);
}

/** Whether plans are of a commit. */
export function isOfPlans(head: ChangedFile["head"], folders: readonly PlanFolder[]): boolean {
  return folders.every(({ index }) => index.commit === (head?.commit ?? null));
}

function commitOf(commit: string | null): string {
  return commit === null ? "no commit that is known" : `commit ${commit}`;
}

/** What is said where there are no plans, and nothing says that none are needed. */
export function nothingGiven(path: string): string {
  return (
    `${shown(path)}: expected what \`privatelink changed\` writes, because no plans are given; found no file. ` +
    "Give the folders of plans with --plans."
  );
}

/** The folders of plans that changed.json is missing for: what has no plan cannot be seen then. */
export function comparisonMissing(folders: readonly PlanFolder[], path: string): string[] {
  if (!isCompared(folders)) return [];
  return [
    `${shown(path)} is not there, so that nobody knows whether each changed stack has a plan. ` +
      "Give the file that `privatelink changed` wrote with --changed.",
  ];
}
