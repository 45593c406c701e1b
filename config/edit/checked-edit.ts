import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { CannotWrite } from "../../support/cannot-write";
import { isRunning } from "../../support/is-running";
import { makeFolder } from "../../support/make-folder";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { Environment } from "../environment";
import { CONSUMERS } from "../environment-folder";
import { loadEnvironments } from "../load";
import { EnvironmentError, type Problem } from "../problem";

/** A file with its new text. */
export interface FileEdit {
  readonly path: string;
  /** The text that the edit was made from; undefined for a new file. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Reads and checks environments as they would be with edited files, before anything is written.
 *
 * @param folder folder of the environments.
 * @param edits of files in `consumers/` folders.
 * @throws EnvironmentError with everything that would be wrong, at its place in the files that there are.
 */
export function checkEdits(folder: string, names: readonly string[], edits: readonly FileEdit[]): Environment[] {
  const copy = mkdtempSync(join(tmpdir(), "privatelink-edit-"));
  try {
    for (const name of names) mirror(resolve(folder, name), join(copy, name), edits);
    return loadEnvironments(copy, names);
  } catch (error) {
    throw inPlace(error, copy, folder);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Links to all files of an environment, but for those that are edited. */
function mirror(from: string, to: string, edits: readonly FileEdit[]): void {
  mkdirSync(to);
  for (const entry of existsSync(from) ? readdirSync(from) : [])
    if (entry !== CONSUMERS.folder) symlinkSync(join(from, entry), join(to, entry));
  const consumers = join(from, CONSUMERS.folder);
  const own = edits.filter(({ path }) => dirname(resolve(path)) === consumers);
  if (own.length === 0 && !existsSync(consumers)) return;
  mkdirSync(join(to, CONSUMERS.folder));
  for (const entry of existsSync(consumers) ? readdirSync(consumers) : [])
    if (!own.some(({ path }) => basename(path) === entry))
      symlinkSync(join(consumers, entry), join(to, CONSUMERS.folder, entry));
  for (const { path, after } of own) writeFileSync(join(to, CONSUMERS.folder, basename(path)), after);
}

/** The same error, with the names of the files that there are. */
function inPlace(error: unknown, copy: string, folder: string): unknown {
  const name = (text: string) => text.replaceAll(copy, shown(folder));
  if (error instanceof EnvironmentError)
    return new EnvironmentError(
      error.problems.map(
        (problem): Problem => ({
          ...problem,
          file: name(problem.file),
          expected: name(problem.expected),
          found: name(problem.found),
          ...(problem.fix === undefined ? {} : { fix: name(problem.fix) }),
        }),
      ),
    );
  return error instanceof UserError ? new UserError(name(error.message)) : error;
}

/**
 * Writes edited files, all or none: each is written beside its place first, and moved there.
 *
 * @throws UserError where a file is no longer what the edit was made from.
 * @throws CannotWrite where a file cannot be written.
 */
export function writeEdits(edits: readonly FileEdit[]): void {
  const ready: { readonly path: string; readonly made: string; readonly before: string | undefined }[] = [];
  const moved: { readonly path: string; readonly before: string | undefined }[] = [];
  try {
    for (const { path, before, after } of edits) {
      const place = before === undefined ? resolve(path) : realpathSync(path);
      refuseChanged(path, before);
      makeFolder(dirname(place));
      removeLeftovers(dirname(place));
      const made = join(dirname(place), `.${basename(place)}.${process.pid}`);
      ready.push({ path: place, made, before });
      // One with the id of this process was left by a killed one.
      rmSync(made, { force: true });
      writeFileSync(made, after, { flush: true, flag: "wx" });
      if (before !== undefined) chmodSync(made, statSync(place).mode);
    }
    for (const { path, made, before } of ready) {
      refuseChanged(path, before);
      renameSync(made, path);
      moved.push({ path, before });
    }
  } catch (error) {
    for (const { made } of ready) rmSync(made, { force: true });
    for (const { path, before } of moved)
      if (before === undefined) rmSync(path, { force: true });
      else writeFileSync(path, before);
    if (error instanceof UserError) throw error;
    throw new CannotWrite(`${(error as Error).message}. Nothing was written.`);
  }
}

/** Removes what killed commands left while they wrote records: see {@link writeEdits} for the names. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\..+\.(?:yaml|csv|jsonl)\.(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function refuseChanged(path: string, before: string | undefined): void {
  const now = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  if (now === before) return;
  const found = before === undefined ? "a file that is there already" : "a file that was changed meanwhile";
  throw new UserError(
    `${shown(path)}: expected ${before === undefined ? "no such file" : "the file as it was read"}; found: ${found}. ` +
      "Nothing was written. Run the command again.",
  );
}
