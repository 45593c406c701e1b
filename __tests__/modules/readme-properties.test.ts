import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

const MODULES = join(PACKAGE_ROOT, "modules");
/** Folders of modules with a README of their own. */
const FOLDERS = ["provider", "consumer", "vpc", "hub"];

interface Property {
  readonly of: string;
  readonly name: string;
  readonly optional: boolean;
  readonly docstring: string;
}

/** Properties of the `...Props` interfaces that a folder exports, as their sources have them. */
function propertiesIn(folder: string): Property[] {
  const exported = readFileSync(join(folder, "index.ts"), "utf8");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      const interfaces = [...source.matchAll(/^export interface (\w+Props)\b[^{]*\{\n([\s\S]*?)^\}/gm)];
      return interfaces
        .filter(([, of = ""]) => new RegExp(`\\b${of}\\b`).test(exported))
        .flatMap(([, of = "", body = ""]) =>
          [...body.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*^ {2}readonly (\w+)(\?)?:/gm)].map(
            ([, docstring = "", name = "", optional]) => ({ of, name, optional: optional === "?", docstring }),
          ),
        );
    });
}

/** Properties that the tables of a README have a row for, alone or with others: of `listeners.*.port`, the last. */
function documented(folder: string): Set<string> {
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const cells = [...readme.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell = ""]) => cell);
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`(?:[^`]*\.)?(\w+)`/g)].map(([, name = ""]) => name)));
}

/** Properties that have a row in a table below the name of a construct, by construct: `NetworkLoadBalancer` has several tables. */
function documentedByConstruct(folder: string): Map<string, Set<string>> {
  const rows = new Map<string, Set<string>>();
  let constructs: string[] = [];
  for (const line of readFileSync(join(folder, "README.md"), "utf8").split("\n")) {
    const names = /^`[A-Z]\w+`/.test(line) ? [...line.matchAll(/`([A-Z]\w+)`/g)].map(([, name = ""]) => name) : [];
    if (names.length > 0) constructs = names;
    const [, cell = ""] = /^\| (`[^|]*) \|/.exec(line) ?? [];
    for (const [, property = ""] of cell.matchAll(/`(?:[^`]*\.)?(\w+)`/g))
      for (const construct of constructs) rows.set(construct, (rows.get(construct) ?? new Set()).add(property));
  }
  return rows;
}

test("modules/provider has the row of a property in a table of its construct, with a rule", () => {
  const folder = join(MODULES, "provider");
  const rows = documentedByConstruct(folder);
  const exported = readFileSync(join(folder, "index.ts"), "utf8");
  const missing = propertiesIn(folder)
    .map(({ of, name }) => ({ construct: of.replace(/Props$/, ""), name }))
    // The others are parts of these, with tables of their own.
    .filter(({ construct }) => new RegExp(`\\b${construct}\\b(?!Props)`).test(exported))
    .filter(({ construct, name }) => !rows.get(construct)?.has(name));
  expect(missing).toEqual([]);
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  expect(readme.split("\n").filter((line) => /^\| `.*\|\s*\|$/.test(line))).toEqual([]);
});

describe.each(FOLDERS)("modules/%s", (name) => {
  const folder = join(MODULES, name);
  const properties = propertiesIn(folder);

  test("has a row in its README for every property", () => {
    const rows = documented(folder);
    const missing = properties.filter((property) => !rows.has(property.name));
    expect(missing.map((property) => `${property.of}.${property.name}`)).toEqual([]);
  });

  test("says of every property what it is, and of every optional one what it is by default", () => {
    expect(properties.length).toBeGreaterThan(5);
    const wrong = properties.filter(
      ({ docstring, optional }) => docstring === "" || (optional && !docstring.includes("@default")),
    );
    expect(wrong.map((property) => `${property.of}.${property.name}`)).toEqual([]);
  });
});
