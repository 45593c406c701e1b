import { isDeepStrictEqual } from "node:util";
import { checkedJson } from "../../policies/checker/json";
import { JsonError } from "../../support/json";
import { UserError } from "../../support/user-error";
import { countsOf, countsText } from "../plan/counts";
import { redactPlan } from "../plan/redact";
import { PLAN_FILES } from "../plans-file";
import { readPlanJson } from "../read-plans";
import { type PlanDocument, planDocument, type ResourceChange } from "../terraform/plan-document";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/**
 * Why a plan does something else than was reviewed. The digest of the index binds `plan.tfplan` and `plan.json`, but
 * does not say that both are of one plan. A review shows what the index and `plan.json` say. Only what Terraform shows
 * of `plan.tfplan` tells whether it does that.
 *
 * @param document what Terraform shows of the plan that is to be applied.
 */
export function shownRefusals(stack: ReviewedStack, document: PlanDocument): Refusal[] {
  const { name: about, counts, json_digest } = stack;
  if (counts === null) return [{ about, expected: "counts of its changes in the index", found: "none" }];
  const found = countsOf(document);
  if (!isDeepStrictEqual(found, counts))
    return [{ about, expected: `the changes that were reviewed: ${countsText(counts)}`, found: countsText(found) }];
  // `privatelink review` refuses such an index.
  if (json_digest === null) return [];
  const expected = `the changes that were reviewed, as its ${PLAN_FILES.json} has them`;
  try {
    const json = checkedJson(readPlanJson(stack.plans, stack).bytes);
    const reviewed = planDocument(new TextDecoder().decode(json));
    const difference = differenceIn(reviewed, redactPlan(document).document);
    return difference === undefined ? [] : [{ about, expected, found: difference }];
  } catch (error) {
    if (error instanceof UserError || error instanceof JsonError) return [{ about, expected, found: error.message }];
    throw error;
  }
}

/** What differs in the changes of resources and outputs; only names, for values may be sensitive. */
function differenceIn(reviewed: PlanDocument, shown: PlanDocument): string | undefined {
  const [before, after] = [byAddress(reviewed), byAddress(shown)];
  for (const [key, change] of after)
    if (!isSame(before.get(key), change)) return `${before.has(key) ? "another" : "one more"} change of ${key}`;
  const missing = [...before.keys()].find((key) => !after.has(key));
  if (missing !== undefined) return `no change of ${missing}`;
  if (reviewed.resource_changes?.length !== shown.resource_changes?.length) return "a change that is there twice";
  return isSame(reviewed.output_changes, shown.output_changes) ? undefined : "other changes of outputs";
}

function byAddress({ resource_changes = [] }: PlanDocument): Map<string, ResourceChange> {
  return new Map(
    resource_changes.map((each) => [
      each.deposed === undefined ? each.address : `${each.address} (deposed ${each.deposed})`,
      each,
    ]),
  );
}

/** Whether two parts are the same JSON: one of them was written and read again. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
