import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHANGED_FILE, type ChangedFile, changedSchema } from "../../pipeline/changed-file";
import { readDeployed } from "../../pipeline/drift/deployed";
import type { LeftOverOptions } from "../../pipeline/left-over";
import type { MadePlans } from "../../pipeline/plan/make-plans";
import { PLANS_FILE, type PlannedStack } from "../../pipeline/plans-file";
import { readChecked } from "../../pipeline/read-checked";
import { shellWord } from "../../support/shell";
import { shown } from "../../support/shown";
import { DEFAULT_OUT, isDefaultFolder } from "../defaults";
import { commandText } from "../invocation";
import { pastedPath } from "../pasted";
import { reviewCommands } from "../review-commands";
import type { Called } from "../start/options";
import { DEFAULT_PLANS, type PlanOptions } from "./options";

/** What was written, and what to do next. The commands can be pasted as they are. */
export function nextSteps({ index, digest }: MadePlans, options: PlanOptions, called: Called): string {
  const written = `\n${shown(join(options.out, PLANS_FILE))} is written; SHA-256 ${digest}\n`;
  const has = (result: PlannedStack["result"]) => index.stacks.some((stack) => stack.result === result);
  if (has("failed"))
    return `${written}Correct what failed, then plan again: these plans do not hold the whole change.\n`;
  if (!has("planned") && !has("deferred"))
    return index.stacks.length > 0 ? written : `${written}${planAll(options, called)}`;
  const dirty = index.dirty
    ? "Some changes are not committed, so that `apply` will refuse these plans. Commit the changes, and plan again.\n"
    : "";
  const { out: plans, environments, stacks, shard } = options;
  const part =
    shard === undefined
      ? ""
      : `This is part ${shard.number} of ${shard.of}: \`review\` and \`apply\` take the folders of all parts.\n`;
  const commands = reviewCommands({ ...{ plans, digest, environments, stacks }, ...comparison(options) }, called);
  return `${written}${dirty}${part}Next: judge these plans, review them, and apply them at the same commit:\n\n${commands}`;
}

/** Stacks that the plans of a comparison destroy, and all that are deployed, where the comparison knows them. */
export function comparedWith(options: PlanOptions): Pick<LeftOverOptions, "except" | "deployed"> {
  const { base, stacks } = comparisonOf(options) ?? {};
  const file = base?.from === "deployed" && existsSync(base.file) ? base.file : undefined;
  return {
    // Those of other shards are destroyed by other plans.
    except: (stacks ?? []).flatMap(({ name, change }) => (change === "gone" ? [name] : [])),
    deployed: file === undefined ? undefined : Object.keys(readDeployed(file)),
  };
}

function comparisonOf({ changed, stacks }: PlanOptions): ChangedFile | undefined {
  if (changed === undefined) return undefined;
  const file = changed === true ? join(stacks, CHANGED_FILE) : changed;
  return readChecked(file, changedSchema, "what changed, which `privatelink changed` writes");
}

/** Names of the files of the comparison, where the next commands would not find them. */
function comparison(options: PlanOptions): { changed?: string; deployed?: string } {
  const { changed } = options;
  const base = comparisonOf(options)?.base;
  return {
    ...(typeof changed === "string" ? { changed } : {}),
    ...(base?.from === "deployed" ? { deployed: base.file } : {}),
  };
}

/** For users who have deployed nothing yet: nothing differs from the commit, and everything has to be planned. */
function planAll({ environments, stacks, out, env = [] }: PlanOptions, called: Called): string {
  const { invocation } = called;
  const given = (flag: string, folder: string, usual: string) =>
    folder === usual ? "" : ` ${flag} ${shellWord(pastedPath(folder, invocation))}`;
  const options = [
    ...(env.length === 0 ? [] : [" --env", ...env.map(shellWord)]).join(" "),
    isDefaultFolder({ environments }, called.env) ? "" : given("--environments", environments, ""),
    given("--stacks", stacks, DEFAULT_OUT),
    given("--out", out, DEFAULT_PLANS),
  ];
  return (
    "Only the stacks that changed were considered. If they were never deployed, plan all stacks:\n\n" +
    `  ${commandText(invocation, "plan")}${options.join("")}\n`
  );
}
