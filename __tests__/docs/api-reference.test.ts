import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readApi } from "../../scripts/api/typedoc";
import { type Reflection, undocumented } from "../../scripts/api/undocumented";
import { PACKAGE_ROOT } from "../../support/package-root";

const FOLDER = join(PACKAGE_ROOT, "docs/api");

// TypeDoc takes 9 s, and several times that on a machine that is busy.
const { pages, model } = readApi();

test("docs/api is what the docstrings give: `npm run api` writes it", () => {
  const names = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  expect(names.filter((name) => name !== "README.md").sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect([name, readFileSync(join(FOLDER, name), "utf8")]).toEqual([name, text]);
});

test("all that is exported has a docstring, and all that may be left out has a default", () => {
  expect(undocumented(model)).toEqual([]);
});

test("the pages name no path of this machine", () => {
  for (const text of pages.values()) expect(text).not.toContain(PACKAGE_ROOT);
});

test("docs/api/README.md has each page in its table", () => {
  const readme = readFileSync(join(FOLDER, "README.md"), "utf8");
  for (const name of pages.keys()) expect(readme).toContain(`](${name})`);
});

const said = (text: string, tag?: string) => ({
  comment: { summary: [{ text }], blockTags: tag === undefined ? [] : [{ tag }] },
});

/** A module with one interface. */
function moduleOf(name: string, properties: readonly Reflection[]): Reflection {
  const one: Reflection = { name, kind: 256, ...said("Properties."), children: properties };
  return { name: "package", kind: 1, children: [{ name: "modules/a", kind: 2, children: [one] }] };
}

test("fails on a property without a docstring, and on one that may be left out without a default", () => {
  const properties: Reflection[] = [
    { name: "none", kind: 1024 },
    { name: "empty", kind: 1024, ...said(" ") },
    { name: "noDefault", kind: 1024, flags: { isOptional: true }, ...said("Text.") },
    { name: "sound", kind: 1024, flags: { isOptional: true }, ...said("Text.", "@default") },
    { name: "inherited", kind: 1024, inheritedFrom: {} },
  ];
  expect(undocumented(moduleOf("VpcProps", properties))).toEqual([
    "modules/a.VpcProps.none: expected a docstring; got none",
    "modules/a.VpcProps.empty: expected a docstring; got none",
    "modules/a.VpcProps.noDefault: expected @default; got none",
  ]);
  expect(undocumented(moduleOf("Finding", properties))).toHaveLength(2);
});
