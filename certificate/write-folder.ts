import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CannotWrite } from "../support/cannot-write";
import { listed } from "../support/listed";
import { makeFolder } from "../support/make-folder";
import { filesBelowFolder, replaceFolder } from "../support/replace-folder";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { CERTIFICATE_FORMATS, INDEX_FILE, indexSchema } from "./index-file";

/** Puts a file into a folder that is being written. @param path from the folder. */
export type WriteFile = (path: string, text: string) => void;

/**
 * Writes a whole folder of certificates, or nothing. A folder that is there is replaced if it is empty, or has
 * only what an earlier run wrote.
 *
 * @param fill writes the files; the folder appears when it is done.
 * @throws UserError where the folder holds something else.
 * @throws CannotWrite where it cannot be written.
 */
export async function writeFolder(folder: string, fill: (write: WriteFile) => Promise<void>): Promise<void> {
  const target = resolve(folder);
  refuseForeign(folder);
  const made = writing(folder, () => {
    makeFolder(dirname(target));
    const temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    // A temporary folder is made for its owner only.
    chmodSync(temporary, 0o777 & ~process.umask());
    return temporary;
  });
  try {
    await fill((path, text) =>
      writing(folder, () => {
        makeFolder(dirname(join(made, path)));
        writeFileSync(join(made, path), text);
      }),
    );
    refuseForeign(folder);
    writing(folder, () => replaceFolder(target, made));
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new CannotWrite(
      `${shown(folder)}: expected a folder that can be written; found: ${(error as Error).message}. ` +
        "Correct that, or choose another folder with --out. Nothing was written.",
    );
  }
}

/** Throws where the folder holds what no run wrote, or cannot be read. */
export function refuseForeign(folder: string): void {
  writing(folder, () => refuseForeignIn(folder, resolve(folder)));
}

function refuseForeignIn(folder: string, target: string): void {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw refusal(folder, stats.isSymbolicLink() ? "a symbolic link" : "a file");
  const own = writtenIn(target);
  const foreign = filesBelowFolder(target).filter((path) => !own.has(path));
  if (foreign.length > 0) throw refusal(folder, listed(foreign));
}

function refusal(folder: string, found: string): UserError {
  return new UserError(
    `${shown(folder)}: expected no folder, an empty one, or one that \`privatelink certificate\` wrote; ` +
      `found: ${found}. ` +
      "Move it away, or choose another folder with --out. Nothing was written.",
  );
}

/** Paths of the files that an earlier run wrote, by its index. */
function writtenIn(folder: string): ReadonlySet<string> {
  try {
    const index = indexSchema.parse(JSON.parse(readFileSync(join(folder, INDEX_FILE), "utf8")));
    const folders = index.certificates.map(({ path }) => `${path.slice(0, path.lastIndexOf("/"))}/index.html`);
    const files = index.certificates.flatMap(({ path }) =>
      index.formats.map((each) => path + CERTIFICATE_FORMATS[each]),
    );
    return new Set([INDEX_FILE, "index.html", ...folders, ...files]);
  } catch {
    return new Set();
  }
}
