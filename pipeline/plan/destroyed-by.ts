import { resourceAction } from "../plan-actions";
import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";

/** The resources that a plan destroys, in its order. */
export function destroyedBy({ resource_changes = [] }: PlanDocument): NonNullable<PlannedStack["destroys"]> {
  return resource_changes
    .filter((change) => resourceAction(change) === "destroy")
    .map(({ address, type = "" }) => ({ address, type }));
}
