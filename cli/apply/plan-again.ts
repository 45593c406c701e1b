import { join } from "node:path";
import { CHANGED_FILE, changedSchema } from "../../pipeline/changed-file";
import { readOrder } from "../../pipeline/plan/read-stacks";
import type { PlannedStack } from "../../pipeline/plans-file";
import { readChecked } from "../../pipeline/read-checked";
import { shellCommand } from "../../support/shell";
import { UserError } from "../../support/user-error";
import { DEFAULT_OUT, isDefaultFolder } from "../defaults";
import { commandText, type Invocation } from "../invocation";
import { pastedPath } from "../pasted";
import { DEFAULT_PLANS } from "../plan/options";
import type { Called } from "../start/options";
import type { ApplyOptions } from "./options";

/** A stack that can be selected. */
type Selectable = Pick<PlannedStack, "name" | "environment">;

/** The command that plans the same stacks as some plans hold, with the options of the run that applied them: a line. */
export function planAgain(planned: readonly PlannedStack[], options: ApplyOptions, called: Called): string {
  const { environments, stacks, plans } = options;
  const { env, invocation } = called;
  const isChange = planned.some(({ change }) => change !== null);
  const all = isChange ? comparedStacks(stacks, planned) : ifReadable(() => readOrder(stacks).stacks);
  const path = (folder: string) => pastedPath(folder, invocation);
  const [folder = DEFAULT_PLANS, ...others] = plans;
  const words = [
    ...selection(planned, all ?? []),
    ...(all !== undefined && isChange ? ["--changed"] : []),
    ...(stacks === DEFAULT_OUT ? [] : ["--stacks", path(stacks)]),
    ...(isDefaultFolder({ environments }, env) ? [] : ["--environments", path(environments)]),
    // The parts of several folders become one.
    ...(folder === DEFAULT_PLANS || others.length > 0 ? [] : ["--out", path(folder)]),
    ...sharedWords(options, invocation),
  ];
  const command = [commandText(invocation, "plan"), ...(words.length === 0 ? [] : [shellCommand(words)])].join(" ");
  const note = "  (with --changed FILE behind it: the comparison that these plans were made with)\n";
  return `  ${command}\n${all === undefined && isChange ? note : ""}`;
}

/** Words of the options that `plan` and `apply` share: how Terraform is run. */
export function sharedWords({ parallel, terraform = [] }: ApplyOptions, invocation: Invocation): string[] {
  return [
    ...(parallel === undefined ? [] : ["--parallel", String(parallel)]),
    // A program without a folder is looked for on the PATH.
    ...terraform.flatMap((each) => ["--terraform", each.includes("/") ? pastedPath(each, invocation) : each]),
  ];
}

/**
 * The stacks of the comparison in the folder of the stacks.
 *
 * @returns undefined where the plans were made with another one, which nothing names.
 */
function comparedStacks(folder: string, planned: readonly PlannedStack[]): readonly Selectable[] | undefined {
  const what = "a comparison, which `privatelink changed` writes";
  const stacks = ifReadable(() => readChecked(join(folder, CHANGED_FILE), changedSchema, what).stacks);
  const changes = new Map(stacks?.map(({ name, change }) => [name, change]));
  return planned.every(({ name, change }) => changes.get(name) === change) ? stacks : undefined;
}

/** What a file says; undefined where it cannot be read: what was applied is told all the same. */
function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Words that select some stacks among others: none where they are all, environments where these are whole. */
function selection(planned: readonly Selectable[], all: readonly Selectable[]): string[] {
  const names = new Set(planned.map(({ name }) => name));
  const missing = all.filter(({ name }) => !names.has(name));
  if (all.length > 0 && missing.length === 0) return [];
  const environments = new Set(planned.map(({ environment }) => environment));
  const isWhole = all.length > 0 && !missing.some(({ environment }) => environments.has(environment));
  return isWhole ? ["--env", ...[...environments].sort()] : [...names];
}
