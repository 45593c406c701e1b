import { accessSync, chmodSync, constants, lstatSync, renameSync, rmSync, type Stats, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotWrite } from "./cannot-write";
import { makeFolder } from "./make-folder";
import { shown } from "./shown";

/**
 * Writes a report to the file that a user named, and makes its folder. The file is written as a whole, or stays as it
 * was. Only where that cannot be, such as at the end of a link or a pipe, it is written in place: `/dev/stdout` is one.
 *
 * @throws CannotWrite where it cannot be written.
 */
export function writeReport(file: string, content: string | Uint8Array): void {
  try {
    makeFolder(dirname(file));
    const there = lstatSync(file, { throwIfNoEntry: false });
    if (!isReplaceable(there) || !replaced(file, content, there)) writeFileSync(file, content);
  } catch (error) {
    throw new CannotWrite(
      `${shown(file)}: expected a file that can be written; found: ${(error as Error).message}. Name another.`,
    );
  }
}

/** Whether another file in its place is the same to everybody: it has no other name, and no other owner. */
function isReplaceable(there: Stats | undefined): boolean {
  return there === undefined || (there.isFile() && there.nlink === 1 && there.uid === process.getuid?.());
}

/** Errors where a file may be written, and no other put in its place: its folder is closed, or it is a mount. */
const ONLY_IN_PLACE: ReadonlySet<string | undefined> = new Set([
  "EACCES",
  "EBUSY",
  "ENOENT",
  "EPERM",
  "EROFS",
  "EXDEV",
]);

/** Writes a file beside another one, and puts it in its place. @returns false where that may not be. */
function replaced(file: string, content: string | Uint8Array, there: Stats | undefined): boolean {
  const beside = join(dirname(file), `.privatelink-${process.pid}.tmp`);
  try {
    if (there !== undefined) accessSync(file, constants.W_OK);
    // What a run of the same number left, or somebody else put there, is not written to.
    rmSync(beside, { force: true });
    writeFileSync(beside, content, { flag: "wx" });
    if (there !== undefined) chmodSync(beside, there.mode & 0o777);
    renameSync(beside, file);
    return true;
  } catch (error) {
    rmSync(beside, { force: true });
    if (ONLY_IN_PLACE.has((error as NodeJS.ErrnoException).code)) return false;
    throw error;
  }
}
