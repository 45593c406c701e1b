import { randomBytes } from "node:crypto";
import { existsSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CannotWrite } from "../support/cannot-write";
import { makeFolder } from "../support/make-folder";
import { shown } from "../support/shown";

/** A file that is written, but not yet in its place. */
interface Staged {
  readonly staged: string;
  readonly path: string;
}

/**
 * Writes files: each is written beside its place first, and moved there when all are.
 *
 * @param folder root of the repository.
 * @param files texts by path.
 * @param first path among them that must not be there yet. It is made before all others, so that of two runs at once
 *   only one writes. @default - none
 * @throws CannotWrite where one cannot be written: then none is, and no folder is left that was not there.
 */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>, first?: string): void {
  const staged: Staged[] = [];
  const made: string[] = [];
  const claimed: string[] = [];
  try {
    if (first !== undefined) {
      const path = join(folder, first);
      made.push(...missingFolders(dirname(path)));
      makeFolder(dirname(path));
      writeFileSync(path, files[first] ?? "", { flag: "wx" });
      claimed.push(path);
    }
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      made.push(...missingFolders(dirname(path)));
      makeFolder(dirname(path));
      const beside = join(dirname(path), `.${basename(path)}.writing-${randomBytes(4).toString("hex")}`);
      staged.push({ staged: beside, path });
      writeFileSync(beside, text, { flag: "wx" });
    }
    for (const each of staged) renameSync(each.staged, each.path);
  } catch (error) {
    for (const each of [...staged.map((one) => one.staged), ...claimed]) rmSync(each, { force: true });
    for (const each of made.reverse()) removeIfEmpty(each);
    if (first !== undefined && claimed.length === 0 && (error as NodeJS.ErrnoException).code === "EEXIST")
      throw new CannotWrite(
        `${shown(join(folder, first))}: expected no such file yet; found one that another run has made. ` +
          "Nothing was written.",
      );
    throw new CannotWrite(
      `${shown(folder)}: expected a folder that can be written; found: ${(error as Error).message}. ` +
        "Correct that, and run the command again.",
    );
  }
}

/** Folders that are not there yet, the uppermost first. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) || dirname(folder) === folder ? [] : [...missingFolders(dirname(folder)), folder];
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was not made, or somebody else put something into it.
  }
}
