import { copyFileSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CannotWrite } from "../../support/cannot-write";
import { sha256 } from "../../support/sha256";
import { shown } from "../../support/shown";
import type { PlansFolder } from "../plan/plans-folder";
import { PLAN_FILES, PLANS_FORMAT, type PlannedStack, type PlansFile } from "../plans-file";
import type { PlanCopy } from "./check-files";
import type { Copies } from "./check-plans";
import type { Ending } from "./fate";

/** What an index says besides its stacks; `settled` has all stacks of the plans before. */
export type IndexHead = Pick<
  PlansFile,
  "generated_at" | "commit" | "dirty" | "terraform" | "tofu" | "environments" | "settled"
>;

/**
 * Writes the plans that wait, and the stacks that cannot be planned yet, as a folder of plans. An earlier one is
 * replaced, or removed where nothing waits, so that nobody takes it for what is left now.
 *
 * @param out where the folder goes.
 * @param folder that is being written. Stacks that were deferred are planned in it.
 * @param copies private copies of the plans that were reviewed.
 * @returns the digest of the index; undefined where nothing waits.
 * @throws CannotWrite
 */
export function writeNextPlans(
  { out, folder }: { readonly out: string; readonly folder: PlansFolder },
  endings: readonly Ending[],
  copies: Copies,
  head: IndexHead,
): string | undefined {
  const waiting = endings.flatMap(({ fate }) => (fate.kind === "waiting" || fate.kind === "deferred" ? [fate] : []));
  const names = new Set(waiting.map(({ entry }) => entry.name));
  folder.forget(endings.map(({ stack }) => stack.name).filter((name) => !names.has(name)));
  try {
    if (waiting.length === 0) {
      rmSync(resolve(out), { recursive: true, force: true });
      return undefined;
    }
    const stacks = waiting.map(({ entry, plans, why, kind }) => ({
      ...entry,
      ...(plans === folder.partial ? {} : copied(entry, plans, copies.get(entry.name), folder.partial)),
      ...(kind === "deferred" ? { reason: why } : {}),
    }));
    const settled = (head.settled ?? []).filter((name) => !names.has(name));
    return sha256(folder.end({ ...PLANS_FORMAT, ...head, settled, stacks }));
  } catch (error) {
    if (error instanceof CannotWrite) throw error;
    throw new CannotWrite(`${shown(out)}: expected to write the plans that wait; found: ${(error as Error).message}.`);
  }
}

/**
 * Copies the files of a stack's plan.
 *
 * @param copy of the files that were checked. @default - there are none
 * @returns the digest of its JSON: null where there is none, or it is not the one of the index.
 */
function copied(
  { name, json_digest }: PlannedStack,
  plans: string,
  copy: PlanCopy = {},
  to: string,
): Pick<PlannedStack, "json_digest"> {
  const [from, own] = [join(plans, name), join(to, name)];
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { mode: 0o700 });
  if (copy.plan !== undefined) copyFileSync(copy.plan, join(own, PLAN_FILES.binary));
  if (copy.lockFile !== undefined) copyFileSync(copy.lockFile, join(own, PLAN_FILES.lock));
  if (isFile(join(from, PLAN_FILES.log))) copyFileSync(join(from, PLAN_FILES.log), join(own, PLAN_FILES.log));
  if (json_digest === null || !isFile(join(from, PLAN_FILES.json))) return { json_digest: null };
  const json = readFileSync(join(from, PLAN_FILES.json));
  if (sha256(json) !== json_digest) return { json_digest: null };
  writeFileSync(join(own, PLAN_FILES.json), json, { mode: 0o600 });
  return { json_digest };
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
