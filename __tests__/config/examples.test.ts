import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../support/package-root";

/** What is read here of a JSON Schema. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Notes of each key of a schema, by its path, how many of some values have it. */
function count(schema: Schema, values: readonly unknown[], path: readonly string[], uses: Map<string, number>): void {
  for (const form of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const type = form.properties?.type?.const;
    const meant = values.filter((value) => type === undefined || (isMapping(value) && value.type === type));
    count(form, meant, path, uses);
  }
  if (schema.items)
    count(
      schema.items,
      values.flatMap((value) => (Array.isArray(value) ? value : [])),
      path,
      uses,
    );
  const mappings = values.filter(isMapping);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const given = mappings.flatMap((value) => (value[key] === undefined ? [] : [value[key]]));
    const at = [...path, key];
    uses.set(at.join("."), (uses.get(at.join(".")) ?? 0) + given.length);
    count(inner, given, at, uses);
  }
  if (isMapping(schema.additionalProperties))
    count(schema.additionalProperties as Schema, mappings.flatMap(Object.values), [...path, "*"], uses);
}

/**
 * What several places have alike is to be shown in one of them, as the keys of a connection are in the files of
 * consumers; one quota shows how all are written, and a Profile that is made how one is that exists.
 */
function shown(path: string): string {
  return path
    .replace(/^((services|resources|appliances)\.\*\.vpc|hubs\.\*\.vpcs\.\*)(?=\.|$)/, "vpc")
    .replace(/^services\.\*\.(listeners\.\*\.(targetGroups\.\*\.)?)?targets\b/, "targets")
    .replace(/^services\.\*\.listeners\.\*\.targetGroups\.\*\.healthCheck\b/, "services.*.listeners.*.healthCheck")
    .replace(/^(sharedC|c)onnections\.\*\.(?!mode$|hub$|hubVpc$)/, "connection.")
    .replace(/^connection\.hostedZones\.\*(?=\.)/, "connection.hostedZone")
    .replace(/^.*(?=\btimeouts\.)/, "")
    .replace(/^hubs\.\*\.profile\.id$/, "hubs.*.profile")
    .replace(/^hubs\.\*\.monitoring(?=\.)/, "monitoring")
    .replace(/^quotas\.\*\..+$/, "quotas.*.any");
}

/** Files under `examples/` whose paths match, read. */
function examples(pattern: RegExp): unknown[] {
  const folder = join(PACKAGE_ROOT, "examples");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => parse(readFileSync(join(folder, path), "utf8")));
}

/**
 * Keys that no example has.
 *
 * @param files of which example files show the keys of a schema, by the name of the schema.
 * @param floor number of keys that the schemas have at least, so that a schema that is not read does not pass.
 */
function missing(files: Readonly<Record<string, RegExp>>, floor: number): string[] {
  const together = new Map<string, number>();
  for (const [name, pattern] of Object.entries(files)) {
    const schema = JSON.parse(readFileSync(join(PACKAGE_ROOT, `schemas/${name}.schema.json`), "utf8"));
    const uses = new Map<string, number>();
    count(schema, examples(pattern), [], uses);
    for (const [path, times] of uses) together.set(shown(path), (together.get(shown(path)) ?? 0) + times);
  }
  expect(together.size).toBeGreaterThan(floor);
  return [...together].filter(([, times]) => times === 0).map(([path]) => path);
}

test("the examples show every key of an environment file, and of the files of consumers", () => {
  const files = { environment: /(^|\/)environment\.yaml$/, consumer: /(^|\/)consumers\/[^/]+\.yaml$/ };
  expect(missing(files, 300)).toEqual([]);
});

test("the examples show every key of a service card", () => {
  expect(missing({ "service-card": /(^|\/)cards\/[^/]+\.json$/ }, 20)).toEqual([]);
});
