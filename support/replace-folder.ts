import { lstatSync, readdirSync, renameSync, rmSync } from "node:fs";

/**
 * Puts a folder that was written beside another one in its place. If that fails, the other one is there as it was.
 *
 * @param target the place, whether something is there or not.
 * @param made the new folder, on the same file system.
 * @throws an error of the file system.
 */
export function replaceFolder(target: string, made: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) === undefined) {
    renameSync(made, target);
    return;
  }
  const old = `${made}-old`;
  renameSync(target, old);
  try {
    renameSync(made, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** Paths of all in and below a folder that is not a folder itself, from it, with `/` between. */
export function filesBelowFolder(folder: string, below = ""): string[] {
  return readdirSync(below === "" ? folder : `${folder}/${below}`, { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesBelowFolder(folder, path) : [path];
  });
}
