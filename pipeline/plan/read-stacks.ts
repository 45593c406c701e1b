import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { selectStacks } from "../../config/estate/selected-stacks";
import { existingNames, unknownNames } from "../../config/nearest";
import { REMOVED } from "../../engine/removed";
import { STACKS, terraformDigest } from "../../engine/stack-files";
import { listed } from "../../support/listed";
import { NoSuchName } from "../../support/no-such-name";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { type ChangedFile, type ChangedStack, changedSchema } from "../changed-file";
import { headText } from "../head";
import { ORDER_FILE, type OrderedStack, type OrderFile, orderSchema } from "../order-file";
import { readChecked } from "../read-checked";
import { engineEntry } from "../terraform/engine";
import type { StackToPlan } from "./stack-to-plan";

/** Which stacks are asked for. */
export interface Selection {
  /** Folder that the synthesis wrote. */
  readonly stacks: string;
  /** File that `privatelink changed` wrote: only what is in it is planned. @default - everything is */
  readonly changed?: string | undefined;
  /** Names of stacks, or patterns with `*`. @default - all */
  readonly patterns?: readonly string[];
  /** Names of environments. @default - all */
  readonly environments?: readonly string[] | undefined;
}

/**
 * The stacks that are asked for, in the order of deployment; those to destroy last, in their order.
 *
 * @throws UserError where a file is missing, or a stack is not what the file says: it was written by another synthesis.
 */
export function readStacks({ stacks, changed, patterns = [], environments }: Selection): StackToPlan[] {
  const order = readOrder(stacks);
  const all = changed === undefined ? everything(order, stacks) : changedStacks(order, stacks, changed);
  const gone = all.filter(({ mode }) => mode === "destroy");
  const known = [
    ...new Set([...Object.keys(order.environments), ...gone.map(({ environment }) => environment)]),
  ].sort();
  checkEnvironments(environments ?? [], known);
  const names = [...order.stacks, ...gone].map(({ name }) => name);
  const selected = patterns.length === 0 ? undefined : selectStacks([...new Set(names)], patterns);
  const wanted = all.filter(
    ({ name, environment }) =>
      (selected?.has(name) ?? true) && (environments === undefined || environments.includes(environment)),
  );
  refuseOtherBytes(wanted, stacks);
  return wanted;
}

/** The order of deployment that a synthesis wrote. @throws UserError where there is none. */
export function readOrder(stacks: string): OrderFile {
  const file = join(stacks, ORDER_FILE);
  return readChecked(file, orderSchema, "the order of deployment, which `privatelink synth` writes");
}

/** Every stack that is declared. */
export function everything({ stacks }: OrderFile, outdir: string): StackToPlan[] {
  return stacks.map((stack) => toPlan(stack, outdir, { change: null, mode: "apply", digest: stack.digest }));
}

/** The stacks that a comparison names. */
function changedStacks(order: OrderFile, outdir: string, file: string): StackToPlan[] {
  refuseName(file);
  const { stacks, head }: ChangedFile = readChecked(
    file,
    changedSchema,
    "a comparison, which `privatelink changed` writes",
  );
  if (!isDeepStrictEqual(head, order.head ?? null))
    throw new UserError(
      `${shown(file)}: expected a comparison of the stacks in ${shown(outdir)}, which were synthesized at ` +
        `${headText(order.head ?? null)}; found one of ${headText(head)}. Run \`privatelink changed\` again.`,
    );
  const digests = new Map(order.stacks.map(({ name, digest }) => [name, digest]));
  const other = stacks.filter(({ name, after }) => after !== (digests.get(name) ?? null));
  if (other.length > 0)
    throw new UserError(
      `${shown(file)}: expected a comparison of the stacks in ${shown(outdir)}; found one with other bytes of ` +
        `${listed(other.map(({ name }) => printable(name)))}. Run \`privatelink changed\` again.`,
    );
  return stacks.map((stack) => {
    const { change } = stack;
    const digest = stack.after ?? stack.before;
    if (digest === null) throw new UserError(`${shown(file)}: ${printable(stack.name)} has no digest.`);
    return toPlan(stack, outdir, { change, mode: change === "gone" ? "destroy" : "apply", digest });
  });
}

/** The name of a stack behind `--changed` is taken for the file. */
function refuseName(file: string): void {
  if (existsSync(file) || !/^[\w*-]+$/.test(file)) return;
  throw new UserError(
    `--changed ${file}: expected a file that \`privatelink changed\` wrote; found none. ` +
      `If ${file} is a stack, name it first: plan ${file} --changed.`,
  );
}

function toPlan(
  stack: OrderedStack | ChangedStack,
  outdir: string,
  rest: Pick<StackToPlan, "change" | "mode" | "digest">,
): StackToPlan {
  const { name, environment, kind, folder, account, region, dependencies, wave } = stack;
  const parent = rest.mode === "destroy" ? REMOVED : STACKS;
  if (!/^[A-Za-z0-9][\w-]*$/.test(name) || basename(folder) !== name || dirname(folder) !== parent)
    throw new UserError(
      `${shown(outdir)}: expected the stack ${printable(name)} in ${parent}/; found ${printable(folder)}. ` +
        "Run `privatelink synth` again.",
    );
  return {
    ...{ name, environment, kind, folder, account, region, dependencies, wave, ...rest },
    ...{ ...engineEntry(stack.engine), path: resolve(outdir, folder), isWanted: true },
  };
}

function checkEnvironments(asked: readonly string[], known: readonly string[]): void {
  const unknown = unknownNames(asked, known);
  if (unknown !== undefined)
    throw new NoSuchName(`No such environment among the stacks:\n${unknown}\n${existingNames(asked, known)}`);
}

function refuseOtherBytes(stacks: readonly StackToPlan[], outdir: string): void {
  const other = stacks.filter(({ path, digest }) => terraformDigest(path) !== digest);
  if (other.length === 0) return;
  const places = listed(other.map(({ folder }) => shown(join(outdir, folder))));
  throw new UserError(
    `${places}: expected what the last synthesis wrote; found other bytes, or none. Run \`privatelink synth\` again` +
      `${other.some(({ mode }) => mode === "destroy") ? ", and `privatelink changed`" : ""}.`,
  );
}
