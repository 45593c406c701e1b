import { statSync } from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../engine/stack-files";
import { PLAN_FILES, type PlannedStack } from "../pipeline/plans-file";
import { isUnnamed, readPlanFolder, readPlanJson } from "../pipeline/read-plans";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import type { DeclaredStack } from "./declared-stacks";

/** A plan of a stack, or why there is none. */
export interface GivenPlan {
  /** The plan as JSON. @default - there is none: see `entry` */
  readonly source?: string;
  /** The file from the folder of plans: prod-consumer-web/plan.json. */
  readonly name?: string;
  /** What the index of plans says of it. @default - the plan was given without an index */
  readonly entry?: PlannedStack;
  /** Commit and time of the index of plans. @default - as `entry` */
  readonly made?: { readonly commit: string | null; readonly at: string };
}

/** Plans that were given: those of stacks, and those of which only the plan itself can say the stack. */
export interface GivenPlans {
  readonly byStack: ReadonlyMap<string, GivenPlan>;
  readonly loose: readonly GivenPlan[];
}

/**
 * Reads what is known of the plans of stacks. A plan that destroys a stack is left out: nothing is certified of what is
 * to go.
 *
 * @param paths folders that `privatelink plan` wrote, or plans as `terraform show -json` prints them.
 * @throws UserError where a plan was changed since it was made, or is of a stack with other bytes.
 */
export function givenPlans(paths: readonly string[], stacks: readonly DeclaredStack[]): GivenPlans {
  const byName = new Map(stacks.map((stack) => [stack.stack, stack]));
  const byStack = new Map<string, GivenPlan>();
  const loose: GivenPlan[] = [];
  for (const path of paths) {
    if (!isFolder(path)) {
      loose.push({ source: path, name: path.split("/").pop() ?? path });
      continue;
    }
    const { index } = readPlanFolder(path);
    for (const entry of index.stacks) {
      const stack = byName.get(entry.name);
      if (stack === undefined || entry.mode === "destroy") continue;
      if (byStack.has(entry.name))
        throw new UserError(`${shown(path)}: expected one plan of each stack; found a second one of ${entry.name}.`);
      refuseOther(path, entry, stack);
      const name = `${entry.name}/${PLAN_FILES.json}`;
      byStack.set(entry.name, {
        ...(entry.json_digest === null ? {} : { source: join(path, name), name }),
        entry,
        made: { commit: index.commit, at: index.generated_at },
      });
    }
  }
  return { byStack, loose };
}

function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new UserError(
      `${shown(path)}: expected a folder that \`privatelink plan\` wrote, or a plan as JSON; found nothing.`,
    );
  return stats.isDirectory();
}

/** Throws where a plan is not what its index says, or not of what the stack's folder has. */
function refuseOther(path: string, entry: PlannedStack, { folder }: DeclaredStack): void {
  const actual = terraformDigest(folder);
  if (actual !== entry.stack_digest)
    throw new UserError(
      `${shown(folder)}: expected the stack that ${shown(path)} was planned of (digest ${entry.stack_digest}); ` +
        `found other bytes (${actual}). Plan again. Nothing was written.`,
    );
  if (entry.json_digest !== null || isUnnamed(entry)) readPlanJson(path, entry);
}
