/** What a plan does with a resource that then differs, or is gone. */
export type ResourceAction = "create" | "update" | "replace" | "destroy" | "forget";

/** What a plan does. unknown: no version of Terraform that this program knows plans it. */
export type PlanAction = ResourceAction | "read" | "no-op" | "unknown";

/** Lists of actions as `terraform show -json` prints them. `forget` leaves what was there in AWS. */
const KNOWN = new Map<string, PlanAction>([
  ["no-op", "no-op"],
  ["read", "read"],
  // Of an ephemeral resource, which no state keeps.
  ["open", "read"],
  ["create", "create"],
  ["update", "update"],
  ["delete", "destroy"],
  ["forget", "forget"],
  ["create,delete", "replace"],
  ["delete,create", "replace"],
  ["create,forget", "replace"],
  ["forget,create", "replace"],
]);

/** What a list of actions of a plan means: `["delete", "create"]` is a replacement. */
export function planAction(actions: readonly unknown[]): PlanAction {
  return KNOWN.get(actions.join()) ?? "unknown";
}

/** What is read here of a change of a plan. All else is not looked at. */
export interface PlannedChange {
  readonly mode?: unknown;
  readonly change: { readonly actions: readonly unknown[]; readonly importing?: unknown };
}

/** Whether a change is of a resource, and not of a data source. */
export function isManaged({ mode }: Pick<PlannedChange, "mode">): boolean {
  return mode !== "data";
}

/**
 * What a plan does with a resource; undefined where nothing is done, or it is only read. What nobody knows counts as a
 * replacement, so that no reader takes it for harmless.
 */
export function resourceAction(change: PlannedChange): ResourceAction | undefined {
  if (!isManaged(change)) return undefined;
  const action = planAction(change.change.actions);
  if (action === "unknown") return "replace";
  return action === "read" || action === "no-op" ? undefined : action;
}

/** Whether a plan takes a resource that is there into the state, whatever else it does with it. */
export function isImported(change: PlannedChange): boolean {
  return isManaged(change) && (change.change.importing ?? null) !== null;
}
