import { join, resolve } from "node:path";
import { sideBySide } from "../side-by-side";
import type { PlanDocument } from "../terraform/plan-document";
import { folderRefusals, type PlanCopy, takePlan } from "./check-files";
import { shownRefusals } from "./check-shown";
import { stateRefusal } from "./check-state";
import type { ApplyContext } from "./context";
import { judgePlans } from "./judge-plans";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/** Private copies of plans, by the names of their stacks. */
export type Copies = ReadonlyMap<string, PlanCopy>;

/** Plans whose JSON is in memory and on the disk at once. */
const BATCH = 50;

/**
 * Checks the files of stacks and of their plans. Nothing is run in a folder whose bytes are not those that were
 * planned.
 *
 * @param folder private folder for copies of the plans.
 */
export function takeFiles(
  stacks: readonly ReviewedStack[],
  { stacks: output }: Pick<ApplyContext, "stacks">,
  folder: string,
): { readonly copies: Copies; readonly refusals: readonly Refusal[] } {
  const copies = new Map<string, PlanCopy>();
  const refusals = stacks.flatMap((stack, index) => {
    const wrong = folderRefusals(stack, output);
    if (stack.result !== "planned" && stack.result !== "no-changes") return wrong;
    const { refusals: own, ...copy } = takePlan(stack, join(folder, String(index)));
    copies.set(stack.name, copy);
    return [...wrong, ...own];
  });
  return { copies, refusals };
}

/**
 * Checks by Terraform that states are those that were planned with, and by the policies that plans may be applied.
 *
 * @throws the reason of the signal.
 */
export async function checkWithTerraform(
  stacks: readonly ReviewedStack[],
  copies: Copies,
  context: ApplyContext,
): Promise<Refusal[]> {
  const { signal, parallel, onProgress } = context;
  const planned = stacks.filter(({ result }) => result === "planned" || result === "no-changes");
  const refusals: Refusal[] = [];
  let done = 0;
  for (let start = 0; start < planned.length; start += BATCH) {
    const batch = planned.slice(start, start + BATCH);
    const looked = await sideBySide(
      batch,
      parallel,
      async (stack) => {
        const seen = await look(stack, copies.get(stack.name), context);
        onProgress("checking", ++done, planned.length);
        return seen;
      },
      () => !signal.aborted,
    );
    signal.throwIfAborted();
    refusals.push(...looked.flatMap((seen) => seen?.refusals ?? []));
    const shown = looked.flatMap((seen) =>
      seen?.document === undefined ? [] : [{ name: seen.stack.name, document: seen.document }],
    );
    refusals.push(...(await judgePlans(shown, context)));
  }
  return refusals;
}

interface Looked {
  readonly stack: ReviewedStack;
  readonly refusals: readonly Refusal[];
  readonly document?: PlanDocument;
}

async function look(stack: ReviewedStack, copy: PlanCopy = {}, { workOf, stacks }: ApplyContext): Promise<Looked> {
  const { plan, lockFile } = copy;
  const work = workOf(stack);
  const folder = resolve(join(stacks, stack.folder));
  try {
    await work.init(folder, lockFile);
    const wrong = stateRefusal(stack, await work.state(folder));
    const refusals = wrong === undefined ? [] : [wrong];
    if (plan === undefined) return { stack, refusals };
    const document = await work.show(folder, plan);
    return { stack, refusals: [...refusals, ...shownRefusals(stack, document)], document };
  } catch (error) {
    const expected = "a stack whose state and plan Terraform reads";
    const found = (error as Error).message;
    return { stack, refusals: [{ about: stack.name, expected, found, fix: "remove the cause, and apply again" }] };
  }
}
