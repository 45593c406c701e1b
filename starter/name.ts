import { basename, resolve } from "node:path";
import { isHarmless } from "../delivery/fill";

/** Most characters of a package's name. Source: docs.npmjs.com/cli/configuring-npm/package-json, `name`. */
const MOST_CHARACTERS = 214;

/**
 * Name of a project: that of its package.json, else that of its folder, in letters that npm takes.
 *
 * @param found the name in package.json, of whatever type.
 */
export function projectName(dir: string, found: unknown): string {
  if (typeof found === "string" && found !== "" && isHarmless(found)) return found;
  const name = basename(resolve(dir))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, MOST_CHARACTERS);
  return name === "" || name === "node_modules" ? "privatelink" : name;
}
