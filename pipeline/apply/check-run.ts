import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockFile } from "../../engine/lock";
import { listed } from "../../support/listed";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import type { OrderFile } from "../order-file";
import { PLANS_FILE, plansSchema } from "../plans-file";
import { readChecked } from "../read-checked";
import { ENGINE, engineOf } from "../terraform/engine";
import type { Versions } from "../terraform/programs";
import { commitRefusals, orderRefusals } from "./check-commit";
import { dataRefusals } from "./check-data";
import { entriesDigest } from "./deployed-record";
import { readDeployed } from "./record-deployed";
import type { Refusal } from "./refusal";
import type { ApplyRequest } from "./request";
import type { ReviewedPlans, ReviewedStack } from "./reviewed-plans";
import { environmentsOf } from "./rules";

/**
 * Terraform and OpenTofu each take only plans of their own version.
 *
 * @param planned versions of the programs that made the plans.
 * @param present versions of those that are here.
 */
export function versionRefusals(
  stacks: readonly ReviewedStack[],
  planned: ReviewedPlans["versions"],
  present: Versions,
): Refusal[] {
  const engines = new Set(stacks.filter(({ result }) => result === "planned").map(engineOf));
  return [...engines].sort().flatMap((engine) => {
    const { title: about } = ENGINE[engine];
    const [expected = "none", found = "none"] = [planned[engine], present[engine]];
    if (expected === found && planned[engine] !== undefined) return [];
    const fix = `use ${about} ${expected}, or plan again with ${found} and review the new plans`;
    return [{ about, expected: `version ${expected}, which made the plans`, found, fix }];
  });
}

/** What is checked out is what was planned, unless `--uncommitted` says that it need not be. */
export function repositoryRefusals(plans: ReviewedPlans, order: OrderFile, request: ApplyRequest): Refusal[] {
  const { uncommitted, environments, out, deployed = [], given, stacks } = request;
  if (uncommitted) return [];
  const files = [...request.plans, out, deployed, given].flat();
  // This run holds the locks.
  const known = [...files, ...[...files, stacks].map(lockFile)];
  return [
    ...commitRefusals(plans, environments, known),
    ...orderRefusals(plans, order, stacks),
    ...dataRefusals(request.dataFiles, environments),
  ];
}

/**
 * Nobody else deployed to an environment since its plans were written. Serials of states do not tell that of what the
 * plans do not have, such as the acceptance of a consumer that is to be destroyed.
 *
 * @param names environments that are applied. @default - all
 */
export function deployedRefusals({ deployed: known }: ReviewedPlans, { deployed, names }: ApplyRequest): Refusal[] {
  if (deployed === undefined) return [];
  const entries = readDeployed(deployed);
  const changed = known.filter(
    ([name, digest]) => (names?.includes(name) ?? true) && entriesDigest(entries, name) !== digest,
  );
  return [...new Set(changed.map(([name]) => name))].map((name) => ({
    about: shown(deployed),
    expected: `what was deployed of ${name} when these plans were written`,
    found: "other entries: another run deployed to it since",
  }));
}

/**
 * Plans in `--out` are not lost: this run replaces what `apply` left there, by what waits of its own environments. It
 * does not replace plans that `plan` wrote, which were reviewed.
 *
 * @param selected stacks that are applied.
 */
export function outRefusals(selected: readonly ReviewedStack[], { out, names = [], plans }: ApplyRequest): Refusal[] {
  const file = join(out, PLANS_FILE);
  if (!existsSync(file)) return [];
  const { stacks, settled } = readChecked(file, plansSchema, "an index of plans, which `privatelink plan` writes");
  const isGiven = plans.some((folder) => realPath(folder) === realPath(out));
  if (isGiven && settled === undefined)
    return [
      {
        about: shown(out),
        expected: "another folder for plans that wait than the one with the reviewed plans, which `plan` wrote",
        found: "the same folder for --plans and --out: this run would replace or remove it",
        fix: "name another folder: --out DIR",
      },
    ];
  const own = new Set([...names, ...environmentsOf(selected)]);
  const others = environmentsOf(stacks).filter((name) => !own.has(name));
  if (others.length === 0) return [];
  return [
    {
      about: shown(out),
      expected: "no plans of other environments than those of this run, which replaces the folder",
      found: `plans of ${listed(others.map(printable))}`,
      fix: `${isGiven ? "apply all of them" : "apply or remove them"}, or name another folder: --out DIR`,
    },
  ];
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
