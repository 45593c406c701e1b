import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { objectOf } from "../support/json-object";
import { IS_INSTALLED, PACKAGE_ROOT } from "../support/package-root";
import { readJson } from "../support/read-json";
import { KINDS } from "./package-json";

/** What this program reads of its own package.json. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** This package, as its package.json says. */
export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
}

/**
 * What a project depends on: this package, and its peers in the versions that it is tested with.
 *
 * @param dir folder of the project.
 */
export function projectDependencies(dir: string): Readonly<Record<string, string>> {
  const own = ownPackage();
  const peers = Object.entries(own.peerDependencies).map(([name, range]) => [
    name,
    own.devDependencies?.[name] ?? range,
  ]);
  const installed = IS_INSTALLED ? installedSpec(own.name, [dirname(PACKAGE_ROOT), real(dir)]) : undefined;
  return { [own.name]: ownSpec(own, dir, installed), ...Object.fromEntries(peers) };
}

/**
 * How npm was told to install this package; undefined where npm did not say. It is said by the nearest package.json above
 * that depends on the package: above where it is installed, which may be deep in a folder that links lead to (npm's
 * `--install-strategy=linked`, pnpm), else above the project.
 *
 * @param from folders, each of which is looked at with those above it.
 */
export function installedSpec(name: string, from: readonly string[]): InstalledSpec | undefined {
  for (const host of from.flatMap(foldersFrom)) {
    const content = objectOf(readJson(join(host, "package.json")));
    const spec = KINDS.map((kind) => objectOf(content[kind])[name]).find((each) => typeof each === "string");
    if (typeof spec === "string") return { spec, host };
  }
  return undefined;
}

/** A folder and those above it, the nearest first. */
function foldersFrom(folder: string): string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}

/** A dependency as package.json names it, and the folder of that file. */
export interface InstalledSpec {
  readonly spec: string;
  readonly host: string;
}

/**
 * How a project names this package: by its exact version where that came from a registry, else as npm was told. A path
 * is one from the project's folder.
 *
 * @param dir folder of the project, which need not be there yet.
 */
export function ownSpec(
  { version }: Pick<OwnPackage, "version">,
  dir: string,
  installed: InstalledSpec | undefined,
): string {
  if (installed === undefined) return version;
  const { spec, host } = installed;
  if (spec.startsWith("file:"))
    return `file:${relative(real(dir), resolve(host, spec.slice("file:".length)))
      .split(sep)
      .join("/")}`;
  // Git and the web, which no registry knows.
  return /[:/]/.test(spec) ? spec : version;
}

/** A path without symbolic links in the part of it that is there. */
function real(path: string): string {
  const full = resolve(path);
  return existsSync(full) ? realpathSync(full) : join(real(dirname(full)), relative(dirname(full), full));
}
