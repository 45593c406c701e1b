import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Folder of this project: the nearest one above this file that holds cdktf.json. The same from the TypeScript sources
 * and from the compiled JavaScript in dist/, so that files which are not code (the policies' WebAssembly module, the
 * client's probe) are read from one place.
 */
export const PROJECT_ROOT: string = findRoot(__dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, "cdktf.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no cdktf.json in any folder above ${__dirname}`);
  return findRoot(parent);
}
