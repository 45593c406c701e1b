import { join, resolve } from "node:path";
import { resourceAction } from "../plan-actions";
import { PLAN_FILES, type PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";
import { folderRefusals } from "./check-files";
import type { ApplyContext } from "./context";
import type { Fate } from "./fate";
import type { ReviewedStack } from "./reviewed-plans";
import type { Rules } from "./rules";
import type { DeferredPlanner } from "./work";

/** A stack that was deferred, and what its plan says. */
export type Replanned =
  /** There is nothing to apply now. */
  | { readonly stack: ReviewedStack; readonly fate: Fate }
  /** It has a plan, whose rule says whether it may be applied. */
  | { readonly stack: ReviewedStack; readonly document: PlanDocument; readonly approval: string | undefined };

/** Files that a stack which was deferred is planned with. */
export interface Replanning {
  /** Output folder of the synthesis. */
  readonly stacks: string;
  /** Private folder for the new plans. */
  readonly plans: string;
  /** What becomes of such plans. */
  readonly rules: Rules;
  readonly planner: DeferredPlanner;
  readonly workOf: ApplyContext["workOf"];
}

/** Plans a stack that was deferred, now that what it waits for is applied. */
export async function replan(stack: ReviewedStack, options: Replanning): Promise<Replanned> {
  const { stacks, plans, planner, workOf, rules } = options;
  const [changed] = folderRefusals(stack, stacks);
  if (changed !== undefined)
    return failed(stack, `${changed.about}: expected ${changed.expected}; found ${changed.found}`);
  const entry = await planner.plan(stack, plans).catch((error: Error) => error);
  if (entry instanceof Error) return failed(stack, entry.message);
  const planned: ReviewedStack = { ...entry, plans };
  if (entry.result === "failed") return failed(stack, entry.reason ?? "Terraform does not say why");
  if (entry.result === "no-changes" || entry.result === "skipped") return { stack: planned, fate: { kind: "done" } };
  if (entry.result === "deferred") {
    const why = entry.reason ?? "it cannot be planned yet";
    return { stack: planned, fate: { kind: "deferred", why, entry, plans } };
  }
  try {
    const file = resolve(join(plans, entry.name, PLAN_FILES.binary));
    const document = await workOf(stack).show(resolve(join(stacks, stack.folder)), file);
    return { stack: planned, document, approval: approvalFor(entry, document, rules) };
  } catch (error) {
    return failed(stack, (error as Error).message);
  }
}

function failed(stack: ReviewedStack, why: string): Replanned {
  return { stack, fate: { kind: "failed", why, touched: false } };
}

/**
 * Why the plan of a stack that was deferred has to be approved; undefined where it may be applied at once.
 *
 * @param rules what becomes of such plans, by environment.
 */
export function approvalFor(
  { environment, mode }: Pick<PlannedStack, "environment" | "mode">,
  document: PlanDocument,
  rules: Rules,
): string | undefined {
  const rule = rules[environment]?.deferred ?? "approve";
  if (mode === "destroy") return "its plan destroys it, and waits for approval";
  if (rule === "approve") return "its plan waits for approval, as `delivery.deferred: approve` of its environment says";
  const lost = (document.resource_changes ?? []).filter((change) => {
    const action = resourceAction(change);
    return action === "destroy" || action === "replace" || action === "forget";
  });
  const [first] = lost;
  if (first === undefined) return undefined;
  const others = lost.length > 1 ? ` and ${lost.length - 1} more` : "";
  return `its plan destroys, replaces or forgets ${first.address}${others}, and waits for approval`;
}
