import type { DriftedResource, DriftedStack } from "../drift-file";
import { isManaged, resourceAction } from "../plan-actions";
import type { PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";
import { differencesOf, shownAttributes } from "./attributes";
import { type StackFacts, undeclaredDifferences } from "./undeclared-attributes";

/** A stack that was compared with AWS. */
export interface ComparedStack extends StackFacts {
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
export function driftedStack({ record, plan, applied, ...facts }: ComparedStack, values: boolean): DriftedStack {
  const { name, environment, kind, account, region, result, state, reason } = record;
  const about = { name, environment, kind, account, region, reason: null, resources: [], outputs: [] };
  if (state === null && result !== "failed")
    return typeof applied === "string"
      ? { ...about, result: "not-as-applied", reason: "it was applied, and its state is not there" }
      : { ...about, result: "not-deployed" };
  if (plan === undefined) return { ...about, result: "failed", reason: reason ?? "it has no plan" };
  const otherwise = applied === record.stack_digest ? "not-as-applied" : "not-applied";
  const resources = driftedResources(plan, facts, otherwise, values);
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
 * The resources that Terraform would change, and those of which something was changed outside that nothing declares.
 * What AWS changed by itself is none of it: see {@link undeclaredDifferences}.
 *
 * @param otherwise cause where nothing was changed outside.
 */
function driftedResources(
  plan: PlanDocument,
  facts: StackFacts,
  otherwise: DriftedResource["cause"],
  values: boolean,
): DriftedResource[] {
  const { resource_changes = [], resource_drift = [] } = plan;
  const drift = new Map(resource_drift.filter(isManaged).map(({ address, change }) => [address, change]));
  const undeclared = undeclaredDifferences(plan, facts);
  return resource_changes.filter(isManaged).flatMap((each): DriftedResource[] => {
    const action = resourceAction(each);
    const isWhole = action === "create" || action === "destroy" || action === "forget";
    const own = isWhole ? [] : (undeclared.get(each.address) ?? []);
    if (action === undefined && own.length === 0) return [];
    const outside = drift.get(each.address);
    const compared =
      action === undefined || isWhole
        ? []
        : differencesOf(each.change, outside, facts.schemas?.get(each.type ?? "")?.readOnly);
    // What Terraform would change is declared, if only by a default.
    const others = own.filter(({ name }) => !compared.some((one) => one.name.split(".")[0] === name));
    const differences = [...compared, ...others];
    // Where no difference tells why Terraform would change it, it may be what was changed outside.
    const mayBeOutside = isWhole
      ? action === "create"
      : differences.length === 0 || differences.some(({ isOutside }) => isOutside);
    const isOutside = others.length > 0 || (outside !== undefined && mayBeOutside);
    return [
      {
        ...{ address: each.address, type: each.type ?? "", action: action ?? "none" },
        cause: isOutside ? ("changed-outside" as const) : otherwise,
        attributes: shownAttributes(differences, values),
      },
    ];
  });
}
