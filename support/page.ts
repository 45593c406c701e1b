import { join } from "node:path";
import { IS_INSTALLED, PACKAGE_ROOT, packagedFileFrom } from "./package-root";
import { shown } from "./shown";

/**
 * A page of the documentation, as messages name it: in a clone by its path in the repository, else where the package is
 * installed.
 *
 * @param name path from the root of the package: `docs/delivery/bootstrap.md`.
 */
export function page(name: string): string {
  return IS_INSTALLED ? shown(packagedFileFrom(process.cwd(), name) ?? join(PACKAGE_ROOT, name)) : name;
}
