import { CONSTRUCTS_RANGE, NODE_RANGE, PACKAGE_NAMES, REPLACED } from "./successor";

type Versions = Readonly<Record<string, string>>;

/** What is read and changed of a package.json; the rest stays as it is. */
export interface PackageManifest {
  readonly name: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly engines?: Versions;
  readonly peerDependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly [key: string]: unknown;
}

/** package.json of the project with the successor installed: to develop with it. */
export function projectManifest(manifest: PackageManifest): PackageManifest {
  return {
    ...manifest,
    peerDependencies: replaced(manifest.peerDependencies, "range"),
    devDependencies: replaced(manifest.devDependencies, "version"),
  };
}

/** What only the project needs, and nobody who installs the package. */
const OF_THE_PROJECT: readonly string[] = ["scripts", "devDependencies", "overrides", "allowScripts"];

/** package.json of the package for the successor. */
export function packageManifest(manifest: PackageManifest): PackageManifest {
  const { description = "", keywords = [], engines } = manifest;
  const rest = Object.entries(manifest).filter(([key]) => !OF_THE_PROJECT.includes(key));
  return {
    ...Object.fromEntries(rest),
    name: PACKAGE_NAMES.to,
    description: description.replace("CDKTF", "CDK Terrain (cdktn)"),
    keywords: keywords.map((word) => (word === "cdktf" ? "cdktn" : word)),
    engines: { ...engines, node: NODE_RANGE },
    peerDependencies: replaced(manifest.peerDependencies, "range"),
  };
}

/** Dependencies with the successor's packages, in order of their names. */
function replaced(dependencies: Versions = {}, kind: "range" | "version"): Versions {
  const entries = Object.entries(dependencies).map(([name, version]): [string, string] => {
    const successor = REPLACED.find(({ from }) => from === name);
    if (successor !== undefined) return [successor.to, successor[kind]];
    return name === "constructs" && kind === "range" ? [name, CONSTRUCTS_RANGE] : [name, version];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
