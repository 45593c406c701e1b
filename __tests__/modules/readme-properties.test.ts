import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root";

const MODULES = join(PROJECT_ROOT, "modules");
/** Folders of modules with a README of their own. */
const FOLDERS = ["provider", "consumer", "vpc"];

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
