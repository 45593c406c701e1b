import { compare } from "../support/compare";
import { type JsonObject, objectOf } from "../support/json-object";

/** Scripts and dependencies of a project, with a note for each that it has otherwise. */
export interface MergedPackage {
  readonly text: string;
  /** What stays as it was, and is not what was wanted. */
  readonly notes: readonly string[];
}

/** What a project's package.json is to have. */
export interface Wanted {
  readonly name: string;
  readonly node: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Folders of dependencies, in which npm looks for a package. */
export const KINDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

/** What `npm init` and `npm install` write. */
const NPM_KEYS = [
  ...["name", "version", "description", "main", "type", "scripts", "keywords", "author", "license", "private"],
  ...["repository", "bugs", "homepage", "dependencies", "engines", "devEngines"],
];

/** The script that `npm init` writes. */
const NPM_TEST = 'echo "Error: no test specified" && exit 1';

/** Whether npm wrote a package.json, and nobody changed it since: it has no scripts and no other dependencies. */
export function isNpmsOwn(found: JsonObject, dependencies: readonly string[]): boolean {
  const scripts = Object.entries(objectOf(found.scripts));
  return (
    Object.keys(found).every((key) => NPM_KEYS.includes(key)) &&
    scripts.every(([name, script]) => name === "test" && script === NPM_TEST) &&
    Object.keys(objectOf(found.dependencies)).every((name) => dependencies.includes(name))
  );
}

/** A new package.json. */
export function newPackage({ name, node, scripts, dependencies }: Wanted): string {
  return written({ name, private: true, engines: { node }, scripts, dependencies: sorted(dependencies) }, "  ");
}

/**
 * Adds what a package.json lacks, and changes nothing else.
 *
 * @param text of the file, a mapping with mappings for scripts and dependencies.
 */
export function mergedPackage(text: string, wanted: Wanted): MergedPackage {
  const found: JsonObject = JSON.parse(text);
  const scripts = objectOf(found.scripts);
  const all: JsonObject = Object.assign({}, ...KINDS.map((kind) => objectOf(found[kind])));
  // A package with a version may be published, unless only npm wrote it: whether it is private is its owner's to say.
  const isPublic = found.version !== undefined && !isNpmsOwn(found, Object.keys(wanted.dependencies));
  const own = { name: wanted.name, ...(isPublic ? {} : { private: true }), engines: { node: wanted.node } };
  const merged: JsonObject = {
    ...missing(own, found),
    ...found,
    scripts: { ...scripts, ...missing(wanted.scripts, scripts) },
    dependencies: sorted({ ...objectOf(found.dependencies), ...missing(wanted.dependencies, all) }),
  };
  return {
    text: written(merged, /^[\t ]+(?=")/m.exec(text)?.[0] ?? "  "),
    notes: [
      ...differences(wanted.scripts, scripts).map((name) => `scripts.${name}: expected \`${wanted.scripts[name]}\``),
      ...differences(wanted.dependencies, all).map((name) => `${name}: expected version ${wanted.dependencies[name]}`),
    ],
  };
}

function missing(wanted: JsonObject, found: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !Object.hasOwn(found, name)));
}

function differences(wanted: Readonly<Record<string, string>>, found: JsonObject): string[] {
  return Object.keys(wanted).filter((name) => Object.hasOwn(found, name) && found[name] !== wanted[name]);
}

function sorted(mapping: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(mapping).sort(([a], [b]) => compare(a, b)));
}

function written(content: JsonObject, indent: string): string {
  return `${JSON.stringify(content, null, indent)}\n`;
}
