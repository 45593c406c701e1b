import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CannotWrite } from "../support/cannot-write";
import { listed } from "../support/listed";
import { makeFolder } from "../support/make-folder";
import { filesBelowFolder, replaceFolder } from "../support/replace-folder";
import { sha256 } from "../support/sha256";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import type { KitFiles } from "./kit-files";

/** File that says which files of a folder were written here, so that they may be replaced. */
const LIST = ".kit.json";

/**
 * Writes the whole folder, or nothing. A folder that is there is replaced if it is empty, or has only files of an
 * earlier kit that nobody changed.
 *
 * @throws UserError where the folder holds something else.
 * @throws CannotWrite where it cannot be written.
 */
export function writeKit(folder: string, files: KitFiles): void {
  const target = resolve(folder);
  try {
    refuseForeign(folder, target);
    makeFolder(dirname(target));
    const made = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    try {
      fill(made, files);
      replaceFolder(target, made);
    } catch (error) {
      rmSync(made, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new CannotWrite(
      `${shown(folder)}: expected a folder that can be written; found: ${(error as Error).message}. ` +
        "Correct that, or choose another folder with --out.",
    );
  }
}

function fill(folder: string, files: KitFiles): void {
  // A temporary folder is made for its owner only.
  chmodSync(folder, 0o777 & ~process.umask());
  const digests = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sha256(text)]));
  const all = { ...files, [LIST]: `${JSON.stringify({ files: digests }, undefined, 2)}\n` };
  for (const [path, text] of Object.entries(all)) {
    makeFolder(dirname(join(folder, path)));
    writeFileSync(join(folder, path), text);
  }
}

/** Throws where the folder holds what no kit wrote. */
function refuseForeign(folder: string, target: string): void {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw refusal(folder, stats.isSymbolicLink() ? "a symbolic link" : "a file");
  const digests = digestsOf(target);
  const foreign = filesBelowFolder(target).filter(
    (path) => path !== LIST && !isAsWritten(join(target, path), digests[path]),
  );
  if (foreign.length === 0) return;
  throw refusal(
    folder,
    digests === NONE ? listed(foreign) : `files that the kit did not write, or that were changed: ${listed(foreign)}`,
  );
}

function isAsWritten(path: string, digest: string | undefined): boolean {
  return digest !== undefined && lstatSync(path).isFile() && sha256(readFileSync(path)) === digest;
}

function refusal(folder: string, found: string): UserError {
  return new UserError(
    `${shown(folder)}: expected no folder, an empty one, or one that \`kit\` wrote; found: ${found}. ` +
      "Move it away, or choose another folder with --out. Nothing was written.",
  );
}

const NONE: Readonly<Record<string, string>> = {};

/** Digests of the files that an earlier kit wrote, by their paths. */
function digestsOf(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, LIST), "utf8")).files ?? NONE;
  } catch {
    return NONE;
  }
}
