import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { listed } from "../../support/listed";
import { shown } from "../../support/shown";
import { headOf, headText, uncommittedFiles } from "../head";
import { ORDER_FILE, type OrderFile } from "../order-file";
import type { Refusal } from "./refusal";
import type { ReviewedPlans } from "./reviewed-plans";

/** What is said where plans were not made of a commit. */
const COMMIT_FIRST = "commit or remove the changes, then plan again; or apply what is not committed: --uncommitted";

/**
 * Whether the repository is at the commit that was planned, with nothing that is not committed.
 *
 * @param environments folder of the environments, within the repository.
 * @param given files and folders of the command line that do not count as changes, such as the plans.
 */
export function commitRefusals(
  plans: Pick<ReviewedPlans, "commit" | "dirty">,
  environments: string,
  given: readonly string[],
): Refusal[] {
  const head = headOf(environments);
  const about = "the git repository";
  const refusals: Refusal[] = [];
  if ((head?.commit ?? null) !== plans.commit)
    refusals.push({
      about,
      expected: plans.commit === null ? "no repository, as when it was planned" : `commit ${plans.commit}`,
      found: head === null ? "no repository" : `commit ${head.commit}`,
      fix: plans.commit === null ? "plan again here" : "check that commit out; or plan again, and review the new plans",
    });
  if (plans.dirty)
    refusals.push({
      about: "the plans",
      expected: "plans of a commit",
      found: "they were made with changes that are not committed",
      fix: COMMIT_FIRST,
    });
  const changes = head?.dirty ? others(uncommittedFiles(environments), given) : [];
  if (changes.length > 0)
    refusals.push({
      about,
      expected: "no changes that are not committed",
      found: listed(changes.map(shown)),
      fix: COMMIT_FIRST,
    });
  return refusals;
}

/**
 * Whether the stacks were synthesized at the commit that was planned. Their bytes may be the same at another commit,
 * but what is recorded as deployed is built again at this one.
 *
 * @param stacks output folder of the synthesis.
 */
export function orderRefusals(
  { commit }: Pick<ReviewedPlans, "commit">,
  { head = null }: OrderFile,
  stacks: string,
): Refusal[] {
  const planned = commit === null ? null : { commit, dirty: false };
  if (head?.commit === planned?.commit && !head?.dirty) return [];
  return [
    {
      about: shown(join(stacks, ORDER_FILE)),
      expected: `stacks that were synthesized at ${headText(planned)}`,
      found: `stacks of ${headText(head)}`,
      fix: "synthesize again (`privatelink changed` or `synth`); if stacks differ then, plan again",
    },
  ];
}

/** The files but those that are given. */
function others(files: readonly string[], given: readonly string[]): string[] {
  const own = given.map(real);
  return files.filter((path) => !own.some((each) => `${path}${sep}`.startsWith(`${each}${sep}`)));
}

/** Path of a file without links, whether it is there or not. */
function real(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  return dirname(full) === full ? full : join(real(dirname(full)), basename(full));
}
