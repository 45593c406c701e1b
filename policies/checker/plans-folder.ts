import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PLAN_FILES, PLANS_FILE } from "../../pipeline/plans-file";
import { isUnnamed, readPlanFolder } from "../../pipeline/read-plans";
import { sha256 } from "../../support/sha256";
import { UserError } from "../../support/user-error";

/** A plan in a folder of plans, or why it cannot be judged. */
export interface PlanInFolder {
  readonly source: string;
  /** Name of the stack that the index names the plan for. @default - the index does not name the plan */
  readonly stack?: string;
  readonly problem?: string;
}

/** Whether a folder is one that `privatelink plan` wrote, by the names of the files in it. */
export function isPlansFolder(files: readonly string[], folder: string): boolean {
  return files.some((file) => resolve(file) === resolve(folder, PLANS_FILE));
}

/**
 * The plans that an index names, in its order: also those of deferred stacks. A plan that is missing, or is not the one
 * of the index, is among them with its problem; so is one that the index does not name.
 *
 * @param files all files in the folder and below it.
 */
export function plansIn(folder: string, files: readonly string[]): PlanInFolder[] {
  try {
    const { stacks } = readPlanFolder(folder).index;
    const named = stacks.flatMap((stack): PlanInFolder[] => {
      const source = join(folder, stack.name, PLAN_FILES.json);
      if (stack.json_digest !== null) return [{ ...plan(source, stack.json_digest), stack: stack.name }];
      const unnamed = `plans.json says that it is ${stack.result}, and names no plan.json: run \`privatelink plan\` again`;
      return isUnnamed(stack) ? [{ source, problem: unnamed }] : [];
    });
    const sources = new Set(named.map(({ source }) => resolve(source)));
    const others = files.filter(
      (file) => file.endsWith(`/${PLAN_FILES.json}`) && !sources.has(resolve(file)) && dirname(file) !== folder,
    );
    const problem = "plans.json names no such plan: run `privatelink plan` again";
    return [...named, ...others.map((source) => ({ source, problem }))];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ source: join(folder, PLANS_FILE), problem: error.message }];
  }
}

function plan(source: string, digest: string): PlanInFolder {
  try {
    if (sha256(readFileSync(source)) === digest) return { source };
    return { source, problem: "it is not the plan that plans.json names: its digest is another" };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "it is not there" : `it cannot be read (${message})`;
    return { source, problem: `plans.json names this plan, and ${found}` };
  }
}
