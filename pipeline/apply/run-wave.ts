import { join, resolve } from "node:path";
import { PLAN_FILES } from "../plans-file";
import { sideBySide } from "../side-by-side";
import { applyStack, type PlanToApply } from "./apply-stack";
import type { Copies } from "./check-plans";
import type { ApplyContext } from "./context";
import { type Replanned, replan } from "./deferred-stack";
import { destroyRefusals } from "./destroy-again";
import type { Ending } from "./fate";
import { type Fresh, heldBack } from "./held-back";
import type { ReviewedStack } from "./reviewed-plans";

/** Private files of a run. */
export interface PrivateFiles {
  /** Copies of the plans that were reviewed. */
  readonly copies: Copies;
  /** Folder for plans of stacks that were deferred. */
  readonly plans: string;
  /** Folder for plans that are made only to compare. */
  readonly scratch: string;
}

/** How a wave ended. */
export interface RanWave {
  /** What became of the stacks that had their turn. */
  readonly endings: readonly Ending[];
  /** Why nothing was applied: what is about to change could not be kept. @default - it was */
  readonly problem?: string;
}

/**
 * Plans what was deferred in a wave, judges that, and applies what may be applied. If a plan fails or violates a
 * policy, nothing of the wave is applied. If an apply fails, those that run beside it end, and no other begins.
 */
export async function runWave(
  wave: readonly ReviewedStack[],
  files: PrivateFiles,
  context: ApplyContext,
): Promise<RanWave> {
  const { signal, parallel, record } = context;
  const deferred = wave.filter(({ result }) => result === "deferred");
  const endings: Ending[] = [];
  const end = (ending: Ending) => {
    // Told to end, Terraform fails: what it had not changed by then is left.
    if (signal.aborted && ending.fate.kind === "failed" && !ending.fate.touched) return;
    endings.push(ending);
    context.onEnding(ending);
  };
  const replanned = await replanAll(deferred, files, context);
  for (const each of replanned) if ("fate" in each) end(each);
  const fresh = replanned.flatMap((each) => ("fate" in each ? [] : [each]));
  const held = await heldBack(fresh, files.plans, context);
  const plans = reviewed(wave, files.copies);
  for (const ending of [...held, ...(await destroyRefusals(plans, files, context))]) end(ending);
  if (signal.aborted || hasFailed(endings)) return { endings };
  const passed = fresh.filter(({ stack }) => held.every((ending) => ending.stack !== stack));
  for (const { stack, approval: why } of passed)
    if (why !== undefined)
      end({ stack, fate: { kind: "waiting", why, entry: withoutFolder(stack), plans: files.plans } });
  const begun = [...plans, ...approved(passed, files.plans)];
  try {
    await record.begin(begun.map(({ stack }) => stack));
  } catch (error) {
    return { endings, problem: (error as Error).message };
  }
  await sideBySide(
    begun,
    parallel,
    async (plan) =>
      end({ stack: plan.stack, fate: await applyStack(plan, context.stacks, context.workOf(plan.stack)) }),
    () => !signal.aborted && !hasFailed(endings),
  );
  return { endings };
}

function hasFailed(endings: readonly Ending[]): boolean {
  return endings.some(({ fate }) => fate.kind === "failed");
}

async function replanAll(
  deferred: readonly ReviewedStack[],
  { plans }: PrivateFiles,
  context: ApplyContext,
): Promise<Replanned[]> {
  const { parallel, signal } = context;
  const planned = await sideBySide(
    deferred,
    parallel,
    (stack) => replan(stack, { ...context, plans }),
    () => !signal.aborted,
  );
  return planned.filter((each) => each !== undefined);
}

function reviewed(wave: readonly ReviewedStack[], copies: Copies): PlanToApply[] {
  return wave.flatMap((stack) => {
    const { plan, lockFile } = copies.get(stack.name) ?? {};
    return plan === undefined ? [] : [{ stack, plan, ...(lockFile === undefined ? {} : { lockFile }) }];
  });
}

function approved(fresh: readonly Fresh[], plans: string): PlanToApply[] {
  return fresh
    .filter(({ approval }) => approval === undefined)
    .map(({ stack }) => ({ stack, plan: resolve(join(plans, stack.name, PLAN_FILES.binary)) }));
}

/** The entry of a stack in an index. */
export function withoutFolder({ plans: _, ...entry }: ReviewedStack): Omit<ReviewedStack, "plans"> {
  return entry;
}
