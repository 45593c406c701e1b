import { join } from "node:path";
import { type ResourceAction, resourceAction } from "../../pipeline/plan-actions";
import { PLAN_FILES, type PlannedStack, type PlansFile } from "../../pipeline/plans-file";
import { withoutLastIndex } from "../../support/addresses";
import { objectOf } from "../../support/json-object";
import { readJson } from "../../support/read-json";
import type { Sign } from "../picture/picture";
import { list, text } from "../stacks/json-values";

/** What a change does with a stack. */
export interface StackChange {
  readonly stack: string;
  /** Folder of the stack, from the output folder. */
  readonly folder: string;
  /** Stacks that it is deployed after. */
  readonly dependencies: readonly string[];
  /** undefined: it stays as it is. */
  readonly sign: Sign | undefined;
  /** What a plan does with each resource, by its address without an index. Empty without a plan. */
  readonly resources: ReadonlyMap<string, Sign>;
  /** Resources that are taken away. */
  readonly removed: readonly RemovedResource[];
}

/** A resource that a plan takes away. */
export interface RemovedResource {
  readonly address: string;
  readonly type: string;
  /** Its attributes as they are now. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What plans do, by stack. @param folder of the plans. */
export function changesOf(folder: string, index: PlansFile): readonly StackChange[] {
  return index.stacks.map((planned) => changeOf(planned, () => readJson(join(folder, planned.name, PLAN_FILES.json))));
}

function changeOf(planned: PlannedStack, plan: () => unknown): StackChange {
  const changes = planned.json_digest === null ? [] : list(objectOf(plan()).resource_changes).map(objectOf);
  const resources = new Map<string, Sign>();
  const removed: RemovedResource[] = [];
  for (const change of changes) {
    const actions = list(objectOf(change.change).actions);
    const action = actions.length === 0 ? undefined : resourceAction({ mode: change.mode, change: { actions } });
    const sign = action === undefined ? undefined : SIGNS[action];
    const address = withoutLastIndex(text(change.address) ?? "");
    if (sign === undefined) continue;
    const before = resources.get(address);
    resources.set(address, before === undefined || before === sign ? sign : "changed");
    if (sign === "removed")
      removed.push({ address, type: text(change.type) ?? "", values: objectOf(objectOf(change.change).before) });
  }
  const { name, folder, dependencies } = planned;
  return { stack: name, folder, dependencies, sign: stackSign(planned, resources), resources, removed };
}

/** How the picture marks what a plan does. */
const SIGNS: Readonly<Record<ResourceAction, Sign>> = {
  create: "added",
  update: "changed",
  replace: "replaced",
  destroy: "removed",
  forget: "removed",
};

function stackSign(
  { change, mode, state, counts, result }: PlannedStack,
  resources: ReadonlyMap<string, Sign>,
): Sign | undefined {
  if (mode === "destroy" || change === "gone") return "removed";
  if (change === "new") return "added";
  if (resources.size > 0)
    return state === null && [...resources.values()].every((sign) => sign === "added") ? "added" : "changed";
  if (counts !== null) return Object.values(counts).some((count) => count > 0) ? "changed" : undefined;
  return change === "changed" && result !== "no-changes" ? "changed" : undefined;
}
