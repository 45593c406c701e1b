import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CannotWrite } from "../support/cannot-write";
import { shown } from "../support/shown";

/** An error of a system call, as Node throws it. */
type SystemError = NodeJS.ErrnoException & { readonly dest?: string };

/**
 * Runs what writes an output folder. An error of the file system that is about this folder becomes a {@link CannotWrite}.
 * Other errors pass unchanged.
 *
 * @param outdir the output folder, as the user gave it.
 */
export function withWriteErrors<T>(outdir: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const failed = error as SystemError;
    if (!isOfOutput(failed, resolve(outdir))) throw error;
    throw cannotWrite(outdir, failed.message);
  }
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
 * Makes a folder beside the output folder, on the same disk, to write to first. Removes those that earlier runs left
 * because they were ended: synthesis is synchronous, so that no run can clean up when a signal ends it.
 */
export function makeStaging(outdir: string): string {
  const target = resolve(outdir);
  if (isDangling(target)) throw cannotWrite(outdir, "a symbolic link to a folder that does not exist");
  if (existsSync(target) && !statSync(target).isDirectory()) throw cannotWrite(outdir, "a file");
  mkdirSync(dirname(target), { recursive: true });
  removeStale(target);
  return mkdtempSync(`${target}.writing-${process.pid}-`);
}

function isDangling(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
}

function removeStale(target: string): void {
  const prefix = `${basename(target)}.writing-`;
  for (const name of readdirSync(dirname(target))) {
    const [, pid] = (name.startsWith(prefix) && /^(\d+)-\w{6}$/.exec(name.slice(prefix.length))) || [];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  // This process writes nothing else to the same folder: it has the id of one that was ended, as it happens in containers.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as SystemError).code !== "ESRCH";
  }
}

/**
 * Throws unless all that was written can be moved into the output folder. So a move that starts also ends, and the folder
 * never holds stacks of two runs.
 *
 * @param staging folder that holds what was written.
 */
export function checkReplaceable(staging: string, outdir: string): void {
  checkEntry(staging, resolve(outdir), outdir);
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
