import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import { ORDER_FILE } from "../pipeline/order-file";
import { makeFolder } from "../support/make-folder";
import { moveCards, removeCards } from "./cards";
import { environmentOf, type FoundStack, type Leftover, leftoversAmong, undeclaredIn } from "./leftovers";
import { bringBack, removeStacks, setAsideFromCdktf, unmarkUndeclared } from "./removed";
import { ASSETS, MANIFEST, STACK_FILES, STACKS } from "./stack-files";

/** What becomes of stacks of earlier syntheses that are no longer declared: see `SynthesisOptions`. */
export type Undeclared = "all" | "own" | "cdktf" | "none";

/** What is moved into an output folder, and what is to be in it afterwards. */
export interface Move {
  /** Folder that holds what was built. */
  readonly staging: string;
  /** The output folder. */
  readonly target: string;
  readonly environments: readonly Environment[];
  /** Names of the stacks of this run, built or unchanged. */
  readonly stacks: readonly string[];
  /** Paths of their cards from the output folder. */
  readonly cards: readonly string[];
  /**
   * Names of all stacks that are declared, whether they were selected or not.
   *
   * @default - no other stacks are touched
   */
  readonly declared: ReadonlySet<string> | undefined;
  readonly undeclared: Undeclared;
}

/**
 * Moves what was built into the output folder, and deals with the stacks there that are not of this run. It does not
 * stop between: who interrupts a run waits for it.
 *
 * @returns stacks in the folder that are no longer declared and may be deployed.
 */
export function moveIntoPlace(move: Move): Leftover[] {
  const { staging, target, stacks, cards, declared, undeclared } = move;
  bringBack(target, stacks);
  if (declared === undefined) {
    replace(staging, target, cards);
    return [];
  }
  const isConcerned = (stack: FoundStack) =>
    undeclared !== "own" || move.environments.some(({ name }) => name === environmentOf(stack));
  const names = undeclaredIn(target, undeclared === "cdktf" ? new Set(stacks) : declared)
    .filter(isConcerned)
    .map(({ name }) => name);
  if (undeclared === "cdktf") setAsideFromCdktf(target, names, declared);
  if (undeclared === "all" || undeclared === "own") removeStacks(target, names);
  if (undeclared === "all") removeCards(target, cards);
  unmarkUndeclared(target, declared);
  replace(staging, target, cards);
  return leftoversAmong(target, undeclaredIn(target, declared).filter(isConcerned));
}

/** Puts the new stacks in the place of the old, but keeps what Terraform left in the folders of those that remain. */
function replace(staging: string, target: string, cards: readonly string[]): void {
  // Not the staging folder itself, whose mode is for nobody else to read.
  makeFolder(join(target, STACKS));
  for (const name of readdirSync(join(staging, STACKS))) {
    const [written, stack] = [join(staging, STACKS, name), join(target, STACKS, name)];
    if (existsSync(stack)) moveInto(written, stack);
    else renameSync(written, stack);
  }
  moveCards(staging, target, cards);
  // The stacks of the bootstrap have no order of deployment.
  for (const file of [ORDER_FILE, MANIFEST])
    if (existsSync(join(staging, file))) renameSync(join(staging, file), join(target, file));
}

function moveInto(written: string, stack: string): void {
  rmSync(join(stack, ASSETS), { recursive: true, force: true });
  const entries = readdirSync(written);
  // Terraform would read a stack that is there as JSON and as HCL twice.
  for (const name of STACK_FILES) if (!entries.includes(name)) rmSync(join(stack, name), { force: true });
  for (const entry of entries) renameSync(join(written, entry), join(stack, entry));
}
