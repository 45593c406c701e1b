import { join } from "node:path";
import { isObject, objectOf } from "../support/json-object";
import { IS_INSTALLED, PACKAGE_NAME } from "../support/package-root";
import { readJson } from "../support/read-json";

/** How CI gets the program: it builds the repository, or installs it as a dependency of the repository. */
export type ProgramIn = "built" | "installed";

/**
 * How CI gets the program in a repository: from package.json at its root; without one, as here.
 *
 * @param root of the repository.
 */
export function programOf(root: string): ProgramIn {
  const found = readJson(join(root, "package.json"));
  if (!isObject(found)) return IS_INSTALLED ? "installed" : "built";
  if (found.name === PACKAGE_NAME) return "built";
  const depends = ["dependencies", "devDependencies"].some((kind) =>
    Object.hasOwn(objectOf(found[kind]), PACKAGE_NAME),
  );
  return depends || IS_INSTALLED ? "installed" : "built";
}
