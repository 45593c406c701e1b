import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CannotWrite } from "../support/cannot-write";
import { makeFolder } from "../support/make-folder";
import { readJson } from "../support/read-json";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { MANIFEST, STACKS } from "./stack-files";

/** An error of a system call, as Node throws it. */
type SystemError = NodeJS.ErrnoException & { readonly dest?: string };

/**
 * What to tell of an error that came while an output folder was written: a {@link CannotWrite} for one of the file
 * system that is about this folder, otherwise the error itself.
 *
 * @param outdir the output folder, as the user gave it.
 */
export function asWriteError(outdir: string, error: unknown): unknown {
  const failed = error as SystemError;
  return isOfOutput(failed, resolve(outdir)) || isOfOutput(failed, realPath(outdir))
    ? cannotWrite(outdir, failed.message)
    : error;
}

/** A full disk has no path: the call that fails knows only the open file. */
function isOfOutput({ syscall, path, dest }: SystemError, target: string): boolean {
  if (syscall === undefined) return false;
  const places = [path, dest].filter((place) => place !== undefined);
  return places.length === 0 || places.some((place) => place.startsWith(target) || isAbove(place, target));
}

function isAbove(place: string, target: string): boolean {
  return target.startsWith(`${place.replace(/\/$/, "")}/`);
}

function cannotWrite(outdir: string, found: string): CannotWrite {
  return new CannotWrite(
    `${shown(outdir)}: expected a folder that can be made and written to; found: ${found}. ` +
      "Correct that, or choose another output folder.",
  );
}

/**
 * Absolute path of an output folder without symbolic links, so that one folder has one lock, and what is written beside
 * it is on the same disk. The folders above it are made.
 *
 * @param outdir the output folder, as the user gave it.
 * @throws CannotWrite when something else is in its place.
 */
export function targetOf(outdir: string): string {
  const target = resolve(outdir);
  if (isDangling(target)) throw cannotWrite(outdir, "a symbolic link to a folder that does not exist");
  if (existsSync(target) && !statSync(target).isDirectory()) throw cannotWrite(outdir, "a file");
  makeFolder(dirname(target));
  return realPath(target);
}

function realPath(outdir: string): string {
  const target = resolve(outdir);
  if (existsSync(target)) return realpathSync(target);
  const above = dirname(target);
  return existsSync(above) ? join(realpathSync(above), basename(target)) : target;
}

function isDangling(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
}

/**
 * Makes a folder beside an output folder, on the same disk, to write to first. Removes those that earlier runs left
 * because they were ended. This run holds the lock of the output folder: no other run that goes on has such a folder.
 *
 * @param target from {@link targetOf}.
 */
export function makeStaging(target: string): string {
  const prefix = `${basename(target)}.writing-`;
  for (const name of readdirSync(dirname(target)))
    if (name.startsWith(prefix) && /^\d+-\w{6}$/.test(name.slice(prefix.length)))
      rmSync(join(dirname(target), name), { recursive: true, force: true });
  return mkdtempSync(`${target}.writing-${process.pid}-`);
}

/**
 * Refuses a folder that is neither new nor of an earlier synthesis.
 *
 * @param outdir the output folder, as the user gave it.
 * @throws UserError that says what was found.
 */
export function checkOutdir(outdir: string): void {
  const manifest = join(outdir, MANIFEST);
  if (!existsSync(manifest)) refuseForeign(outdir);
  else if (!isManifest(readJson(manifest)))
    throw new UserError(
      `${shown(manifest)}: expected the manifest of an earlier synthesis; found something else. Choose another output folder, or remove this one.`,
    );
}

/** Refuses a folder that holds something else: stacks would be mixed with it, and be removed beside it. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  // An app of cdktf that ends early leaves an empty folder for stacks.
  const isEmpty = (entry: string) => entry === STACKS && readdirSync(join(folder, entry)).length === 0;
  const found = readdirSync(folder).filter((entry) => !entry.startsWith(".") && !isEmpty(entry));
  if (found.length === 0) return;
  throw new UserError(
    `${shown(folder)}: expected a new or empty folder, or the output of an earlier synthesis (with ${MANIFEST}); found: ${found.sort().slice(0, 5).join(", ")}. Choose another output folder.`,
  );
}

function isManifest(found: unknown): boolean {
  const stacks = (found as { readonly stacks?: unknown } | null | undefined)?.stacks;
  return typeof stacks === "object" && stacks !== null;
}

/**
 * Throws unless all that was written can be moved into the output folder. So a move that starts also ends, and the
 * folder never holds stacks of two runs.
 *
 * @param staging folder that holds what was written.
 * @param target from {@link targetOf}.
 */
export function checkReplaceable(staging: string, target: string, outdir: string): void {
  checkEntry(staging, target, outdir);
}

function checkEntry(written: string, existing: string, outdir: string): void {
  const found = statSync(existing, { throwIfNoEntry: false });
  if (found === undefined) return;
  const isFolder = statSync(written).isDirectory();
  if (found.isDirectory() !== isFolder)
    throw cannotWrite(outdir, `${shown(existing)} is ${isFolder ? "no folder" : "a folder"}`);
  if (!isFolder) return;
  accessSync(existing, constants.W_OK | constants.X_OK);
  for (const name of readdirSync(written)) checkEntry(join(written, name), join(existing, name), outdir);
}
