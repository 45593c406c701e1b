import { join, resolve } from "node:path";
import { resourceAction } from "../plan-actions";
import { sideBySide } from "../side-by-side";
import type { PlanDocument } from "../terraform/plan-document";
import type { PlanToApply } from "./apply-stack";
import type { ApplyContext } from "./context";
import type { Ending } from "./fate";
import { judgePlans, type ShownPlan } from "./judge-plans";

/** What a stack to destroy is now. */
interface Seen {
  readonly plan: PlanToApply;
  /** The plan that destroys it as it is now. */
  readonly document?: PlanDocument;
  /** Why it may not be destroyed. */
  readonly why?: string;
}

/**
 * Plans stacks afresh that are about to be destroyed, and judges these plans. The serial of a state does not move where
 * something else changes what a stack has: an endpoint whose connection was rejected when its plan was reviewed may be
 * connected again. The plan that was reviewed is the one that is applied.
 *
 * @param plans plans that were reviewed. Only those that destroy stacks are looked at.
 * @param scratch private folder for the new plans.
 * @returns what may not be destroyed, with why.
 */
export async function destroyRefusals(
  plans: readonly PlanToApply[],
  { scratch }: { readonly scratch: string },
  context: ApplyContext,
): Promise<Ending[]> {
  const { parallel, signal } = context;
  const destroys = plans.filter(({ stack }) => stack.mode === "destroy");
  const looked = await sideBySide(
    destroys,
    parallel,
    (plan) => look(plan, scratch, context),
    () => !signal.aborted,
  );
  const seen = looked.filter((each) => each !== undefined);
  const whys = await verdicts(seen, context);
  return seen.flatMap(({ plan: { stack }, why = whys.get(stack.name) }) =>
    why === undefined ? [] : [{ stack, fate: { kind: "failed", why, touched: false } }],
  );
}

async function look(plan: PlanToApply, scratch: string, { planner, workOf, stacks }: ApplyContext): Promise<Seen> {
  const { stack, lockFile } = plan;
  const work = workOf(stack);
  const folder = resolve(join(stacks, stack.folder));
  try {
    const entry = await planner.plan(stack, scratch);
    // The fresh plan may be made with other versions of providers than the one that is applied.
    if (lockFile !== undefined) await work.init(folder, lockFile);
    if (entry.result !== "planned") return { plan, why: differing(entry.reason ?? entry.result) };
    const document = await work.show(folder, resolve(join(scratch, stack.name, "plan.tfplan")));
    const same = changesOf(document) === changesOf(await work.show(folder, plan.plan));
    return same ? { plan, document } : { plan, why: differing("other changes") };
  } catch (error) {
    return { plan, why: (error as Error).message };
  }
}

function differing(found: string): string {
  return `expected the plan that was reviewed when it is planned afresh; found ${found}. Plan again`;
}

/** Resources that a plan changes, and how. */
function changesOf({ resource_changes = [] }: PlanDocument): string {
  const changes = resource_changes.map((each) => [each.address, resourceAction(each)] as const);
  return JSON.stringify(changes.filter(([, action]) => action !== undefined).sort());
}

/** Why the policies refuse plans, by the names of their stacks. */
async function verdicts(seen: readonly Seen[], context: ApplyContext): Promise<ReadonlyMap<string, string>> {
  const shown: ShownPlan[] = seen.flatMap(({ plan, document }) =>
    document === undefined ? [] : [{ name: plan.stack.name, document }],
  );
  const all = (why: string) => new Map(shown.map(({ name }) => [name, why]));
  try {
    const refusals = await judgePlans(shown, context);
    const words = ({ expected, found }: (typeof refusals)[number]) =>
      `the policies refuse its plan as it is now: expected ${expected}; found ${found}`;
    const general = refusals.find(({ about }) => shown.every(({ name }) => name !== about));
    const own = refusals.map((refusal) => [refusal.about, words(refusal)] as const);
    return new Map([...(general === undefined ? [] : all(words(general))), ...own.reverse()]);
  } catch (error) {
    return all(`its plan could not be judged: ${(error as Error).message}`);
  }
}
