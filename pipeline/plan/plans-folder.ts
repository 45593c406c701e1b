import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Lock, lockFolder } from "../../engine/lock";
import { CannotWrite } from "../../support/cannot-write";
import { makeFolder } from "../../support/make-folder";
import { readJson } from "../../support/read-json";
import { shown } from "../../support/shown";
import { PLAN_FILES, PLANS_FILE, PLANS_FORMAT, type PlansFile } from "../plans-file";
import { at } from "../values";

/** What stands between the name of a folder of plans and a random part, in the name of one that is being written. */
const PARTIAL = ".partial-";

/** A folder of plans that is being written beside its place. */
export class PlansFolder {
  private constructor(
    private readonly target: string,
    /** Folder to write to. Only the user may read it. */
    readonly partial: string,
    private readonly lock: Lock,
  ) {}

  /**
   * Begins a folder of plans.
   *
   * @param out where it goes in the end.
   * @throws CannotWrite where something else is there, or nothing can be written.
   */
  static async begin(
    out: string,
    { signal, onWait }: { readonly signal: AbortSignal; readonly onWait: (message: string) => void },
  ): Promise<PlansFolder> {
    const target = existsSync(out) ? realpathSync(out) : resolve(out);
    refuseOther(target, out);
    try {
      makeFolder(dirname(target));
      const lock = await lockFolder(target, { outdir: out, onWait, signal });
      removeLeftovers(target);
      return new PlansFolder(target, mkdtempSync(`${target}${PARTIAL}`), lock);
    } catch (error) {
      signal.throwIfAborted();
      throw cannotWrite(out, error);
    }
  }

  /** Removes plans of stacks that are not wanted. */
  forget(stacks: readonly string[]): void {
    for (const name of stacks) rmSync(join(this.partial, name), { recursive: true, force: true });
  }

  /** Writes the index, and puts the folder in its place, instead of an earlier one. @returns the index as text. */
  end(index: PlansFile): string {
    const { target, partial } = this;
    try {
      this.lock.verify();
      const text = `${JSON.stringify(index, null, 2)}\n`;
      writeFileSync(join(partial, PLANS_FILE), text, { mode: 0o600 });
      refuseOther(target, target);
      const old = `${partial}-old`;
      const isThere = existsSync(target);
      if (isThere) renameSync(target, old);
      renameSync(partial, target);
      if (isThere) rmSync(old, { recursive: true, force: true });
      return text;
    } catch (error) {
      throw cannotWrite(target, error);
    }
  }

  /** Removes what was written so far, where it was not put in its place. */
  drop(): void {
    rmSync(this.partial, { recursive: true, force: true });
    this.lock.release();
  }
}

function cannotWrite(out: string, error: unknown): CannotWrite {
  if (error instanceof CannotWrite) return error;
  return new CannotWrite(
    `${shown(out)}: expected a folder that plans can be written to; found: ${(error as Error).message}.`,
  );
}

/** Plans that an earlier run left when it was killed. No other run writes here: the lock is held. */
function removeLeftovers(target: string): void {
  const folder = dirname(target);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(target)}${PARTIAL}`)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** @throws CannotWrite where there is anything but plans. */
function refuseOther(target: string, out: string): void {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory())
    throw new CannotWrite(`${shown(out)}: expected a folder for plans; found a file. Name another.`);
  const names = readdirSync(target);
  if (names.length === 0) return;
  if (at(readJson(join(target, PLANS_FILE)), "format") !== PLANS_FORMAT.format)
    throw new CannotWrite(
      `${shown(out)}: expected a folder of plans, or none; found one that \`privatelink plan\` did not write. ` +
        "Name another.",
    );
  const other = names.find((name) => name !== PLANS_FILE && !holdsPlan(join(target, name)));
  if (other !== undefined)
    throw new CannotWrite(
      `${shown(join(out, other))}: expected only what \`privatelink plan\` wrote, which it replaces. ` +
        "Move this elsewhere.",
    );
}

/** Whether a folder holds only files of a plan. */
function holdsPlan(folder: string): boolean {
  const files: readonly string[] = Object.values(PLAN_FILES);
  return lstatSync(folder).isDirectory() && readdirSync(folder).every((name) => files.includes(name));
}
