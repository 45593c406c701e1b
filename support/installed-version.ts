import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Version of a package as a project finds it: in its own node_modules, or in those of a folder above. A package need not
 * export its package.json.
 *
 * @param project folder of the project.
 * @param name of the package.
 * @returns undefined where none is installed.
 */
export function installedVersion(project: string, name: string): string | undefined {
  const folders = createRequire(join(project, "package.json")).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return (JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }).version;
    } catch {
      // It is not in this folder.
    }
  }
  return undefined;
}
