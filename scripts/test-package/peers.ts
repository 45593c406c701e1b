import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

/** Packages by name, with versions or ranges. */
type Packages = Readonly<Record<string, string>>;

/** The packages that a project installs beside this one, in the versions that this repository is tested with. */
export function peers(): string[] {
  return Object.keys(manifest().peerDependencies).map((name) => `${name}@${testedVersion(name)}`);
}

/** The version of a development dependency, which is exact. */
export function testedVersion(name: string): string {
  const version = manifest().devDependencies[name];
  if (version === undefined) throw new Error(`${name} is no development dependency`);
  return version;
}

function manifest(): Readonly<Record<"devDependencies" | "peerDependencies", Packages>> {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
}
