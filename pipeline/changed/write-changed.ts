import { readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockFolder } from "../../engine/lock";
import { orderText } from "../../engine/order";
import { asWriteError, targetOf } from "../../engine/output-folder";
import { putGoneAside } from "../../engine/removed";
import { readJson } from "../../support/read-json";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { CHANGED_FILE, CHANGED_FORMAT, type ChangedFile } from "../changed-file";
import { ORDER_FILE, type OrderFile } from "../order-file";
import { at } from "../values";

/** What is written, and to where. */
export interface Writing {
  /** Output folder. */
  readonly outdir: string;
  /** The order of the stacks in it that were compared. */
  readonly order: OrderFile;
  readonly changed: ChangedFile;
  /** Folders of the stacks that are gone, by name. */
  readonly gone: ReadonlyMap<string, string>;
  readonly onWait: (message: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Puts the stacks that are gone aside in an output folder, and writes what changed, in this order: what is written is
 * whole.
 *
 * @throws UserError where another run has written to the folder since.
 * @throws CannotWrite where the folder cannot be written.
 */
export async function writeChanged({ outdir, order, changed, gone, onWait, signal }: Writing): Promise<void> {
  try {
    const target = targetOf(outdir);
    const lock = await lockFolder(target, { outdir, onWait, signal });
    try {
      if (!isStillThere(target, order))
        throw new UserError(
          `${shown(outdir)}: expected the stacks that were compared; found those of another run, which wrote there ` +
            "meanwhile. Run it again.",
        );
      lock.verify();
      putGoneAside(target, gone);
      const file = join(target, CHANGED_FILE);
      const written = `${file}.${process.pid}`;
      try {
        writeFileSync(written, changedText(changed));
        renameSync(written, file);
      } finally {
        rmSync(written, { force: true });
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    throw asWriteError(outdir, error);
  }
}

/** What changed, as it is written. */
export function changedText(changed: ChangedFile): string {
  return `${JSON.stringify(changed, undefined, 2)}\n`;
}

/** Forgets what an earlier run wrote: it is not of the stacks that are there now. */
export function forgetChanged(outdir: string): void {
  const file = resolve(outdir, CHANGED_FILE);
  try {
    if (at(readJson(file), "format") === CHANGED_FORMAT.format) unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw asWriteError(outdir, error);
  }
}

function isStillThere(target: string, order: OrderFile): boolean {
  try {
    return readFileSync(join(target, ORDER_FILE), "utf8") === orderText(order);
  } catch {
    return false;
  }
}
