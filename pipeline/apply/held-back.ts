import { rmSync } from "node:fs";
import { join } from "node:path";
import { destroyedBy } from "../plan/destroyed-by";
import { PLAN_FILES, type PlannedStack } from "../plans-file";
import type { PlanDocument } from "../terraform/plan-document";
import type { ApplyContext } from "./context";
import type { Replanned } from "./deferred-stack";
import type { Ending, Fate } from "./fate";
import { judgePlans } from "./judge-plans";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/** The rule that says that a connection is rejected before its endpoint is destroyed. */
const REVOKE_FIRST = "revoke-before-destroy";

/** A stack that was deferred, with its plan. */
export type Fresh = Exclude<Replanned, { readonly fate: unknown }>;

/** Stacks whose plans the policies do not let pass: they failed, or wait until their connections are rejected. */
export async function heldBack(fresh: readonly Fresh[], plans: string, context: ApplyContext): Promise<Ending[]> {
  const failed = (why: string): Fate => ({ kind: "failed", why, touched: false });
  try {
    const shown = fresh.map(({ stack, document }) => ({ name: stack.name, document }));
    const refusals = await judgePlans(shown, context);
    // What is about no stack, such as an expired waiver, keeps all from being applied.
    const general = refusals.filter(({ about }) => shown.every(({ name }) => name !== about));
    return fresh.flatMap(({ stack, document }) => {
      const own = [...refusals.filter(({ about }) => about === stack.name), ...general];
      const [first] = own;
      if (first === undefined) return [];
      if (isNotRejectedYet(stack, own)) return [{ stack, fate: untilRejected(stack, document, plans) }];
      return [{ stack, fate: failed(`the policies refuse its plan: ${refusalWords(first)}`) }];
    });
  } catch (error) {
    return fresh.map(({ stack }) => ({
      stack,
      fate: failed(`its plan could not be judged: ${(error as Error).message}`),
    }));
  }
}

function isNotRejectedYet({ mode }: ReviewedStack, refusals: readonly Refusal[]): boolean {
  return mode === "destroy" && refusals.every(({ rule }) => rule === REVOKE_FIRST);
}

/** A stack to destroy is planned again once its connections are rejected: an acceptor does that a little later. */
function untilRejected(stack: ReviewedStack, document: PlanDocument, plans: string): Fate {
  for (const file of [PLAN_FILES.binary, PLAN_FILES.json, PLAN_FILES.lock])
    rmSync(join(plans, stack.name, file), { force: true });
  const why = "its connections are not rejected yet; apply again later";
  const none = { plan_digest: null, json_digest: null, lock_digest: null };
  const { plans: _, ...kept } = stack;
  const entry: PlannedStack = {
    ...{ ...kept, ...none, result: "deferred", reason: why, waits_for: [] },
    destroys: destroyedBy(document),
  };
  return { kind: "deferred", why, entry, plans };
}

/** A refusal in a line. */
function refusalWords({ expected, found }: Refusal): string {
  return `expected ${expected}; found ${found}`;
}
