import type { DriftedResource, DriftedStack } from "../drift-file";
import { isManaged, resourceAction } from "../plan-actions";
import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";
import { differencesOf, shownAttributes } from "./attributes";

/** A stack that was compared with AWS. */
export interface ComparedStack {
  readonly record: PlannedStack;
  /** What Terraform would do, without sensitive values; undefined where the stack could not be planned. */
  readonly plan: PlanDocument | undefined;
  /** Digest of the bytes that were applied last; null where none were; undefined where nobody knows. */
  readonly applied: string | null | undefined;
}

/**
 * How a stack compares with what is declared, and with what was applied.
 *
 * @param values whether to tell the values of attributes.
 */
export function driftedStack({ record, plan, applied }: ComparedStack, values: boolean): DriftedStack {
  const { name, environment, kind, account, region, result, state, reason } = record;
  const about = { name, environment, kind, account, region, reason: null, resources: [], outputs: [] };
  if (state === null && result !== "failed")
    return typeof applied === "string"
      ? { ...about, result: "not-as-applied", reason: "it was applied, and its state is not there" }
      : { ...about, result: "not-deployed" };
  if (plan === undefined) return { ...about, result: "failed", reason: reason ?? "it has no plan" };
  const otherwise = applied === record.stack_digest ? "not-as-applied" : "not-applied";
  const resources = driftedResources(plan, otherwise, values);
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => actions.some((action) => action !== "no-op"))
    .map(([output]) => output)
    .sort();
  const differs = resources.length > 0 || outputs.length > 0;
  const isOutside = resources.some(({ cause }) => cause === "changed-outside");
  return {
    ...about,
    result: isOutside ? "changed-outside" : differs ? otherwise : "as-declared",
    ...{ resources, outputs },
  };
}

/**
 * The resources that Terraform would change. What AWS changed by itself and nobody declares, such as the state of an
 * endpoint, is none of them, and makes none of them one that was changed outside.
 *
 * @param otherwise cause where nothing was changed outside.
 */
function driftedResources(
  { resource_changes = [], resource_drift = [] }: PlanDocument,
  otherwise: DriftedResource["cause"],
  values: boolean,
): DriftedResource[] {
  const drift = new Map(resource_drift.filter(isManaged).map(({ address, change }) => [address, change]));
  return resource_changes.flatMap((each) => {
    const action = resourceAction(each);
    if (action === undefined) return [];
    const outside = drift.get(each.address);
    const isWhole = action === "create" || action === "destroy" || action === "forget";
    const differences = isWhole ? [] : differencesOf(each.change, outside);
    // Where no difference tells why Terraform would change it, it may be what was changed outside.
    const mayBeOutside = isWhole
      ? action === "create"
      : differences.length === 0 || differences.some(({ isOutside }) => isOutside);
    const isOutside = outside !== undefined && mayBeOutside;
    return [
      {
        ...{ address: each.address, type: each.type ?? "", action },
        cause: isOutside ? ("changed-outside" as const) : otherwise,
        attributes: shownAttributes(differences, values),
      },
    ];
  });
}
