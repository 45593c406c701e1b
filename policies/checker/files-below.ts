import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** Name of the file that CDKTF writes a stack to. */
export const STACK_FILE = "cdk.tf.json";

/** A file in or below a folder. */
export interface FileBelow {
  /** Its path, which begins with that of the folder. */
  readonly path: string;
  /** Its path without links: the same for each path of one file. */
  readonly real: string;
}

/**
 * All files in and below a folder, sorted within each, without what tools keep there: folders whose names begin with a
 * dot, and `node_modules`. Links are followed, as Terraform does; once, for they may lead in circles.
 */
export function filesBelow(folder: string): FileBelow[] {
  return walk(folder, realpathSync.native(folder), new Set());
}

/** @param seen folders that were walked, by their paths without links. */
function walk(folder: string, real: string, seen: Set<string>): FileBelow[] {
  if (seen.has(real)) return [];
  seen.add(real);
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const isFile = entry.name === STACK_FILE || !isFolder(entry, path);
      if (!isFile && isSkipped(entry.name)) return [];
      const own = entry.isSymbolicLink() ? realOr(path) : join(real, entry.name);
      return isFile ? [{ path, real: own }] : walk(path, own, seen);
    });
}

/** Folders of tools, such as `.git`, `.terraform`, and the records of earlier runs. */
function isSkipped(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A path without links; as it is where a link leads nowhere. */
function realOr(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
