import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

/**
 * Folder of this package: the nearest one above this file that holds package.json. The same from the TypeScript sources,
 * from the compiled JavaScript in dist/ and where the package is installed, so that files which are not code (the
 * policies' WebAssembly module, the client's probe) are read from one place.
 */
export const PACKAGE_ROOT: string = findRoot(__dirname);

/** Name of this package, by which projects depend on it. */
export const PACKAGE_NAME: string = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")).name;

/** Whether this package is a dependency of a project, and not a clone that somebody works in. */
export const IS_INSTALLED: boolean = basename(dirname(PACKAGE_ROOT)) === "node_modules";

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json in any folder above ${__dirname}`);
  return findRoot(parent);
}

/**
 * A file of this package as the project that a folder is in has it: in the package itself, or where npm installed it for
 * the project.
 *
 * @param folder whole path.
 * @returns whole path; undefined where the folder is in no project that has this package.
 */
export function packagedFileFrom(folder: string, file: string): string | undefined {
  if (`${folder}${sep}`.startsWith(`${PACKAGE_ROOT}${sep}`)) return join(PACKAGE_ROOT, file);
  const installed = join(folder, "node_modules", basename(PACKAGE_ROOT), file);
  if (IS_INSTALLED && existsSync(installed)) return installed;
  return dirname(folder) === folder ? undefined : packagedFileFrom(dirname(folder), file);
}
