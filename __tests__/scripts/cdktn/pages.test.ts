import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPage } from "../../../scripts/cdktn/rename";
import { renamed } from "../../../scripts/cdktn/stage";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** Pages and templates that packages have. */
const PAGES = ["docs", "modules", "policies", "delivery", "starter/templates"]
  .flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .concat("README.md")
  .filter((path) => isPage(path) && /\.\w+$/.test(path));

/** Blocks of code, between fences or indented. */
const BLOCKS = /^ *```[\s\S]*?^ *```$|(?:^ {4}.*\n)+/gm;

/** What only users of a package install or import: `cdktf`, or a pattern for both names. */
const of = (name: string) =>
  [
    `\\b(?:from|import|require)\\s*\\(?\\s*["']@?${name}(?:-privatelink)?["'/].*`,
    `\\bnpm (?:install|i|ci|uninstall)\\b.*[ /]@?${name}.*`,
    `(?:node_modules/|--package=)@?${name}.*`,
    `\\b${name}-privatelink/(?:modules|policies|config|jest|schemas)\\b.*`,
  ].map((pattern) => new RegExp(pattern, "g"));

const found = (text: string, name: string) => of(name).flatMap((pattern) => text.match(pattern) ?? []);
const blocks = (text: string) => (text.match(BLOCKS) ?? []).join("\n");
const read = (path: string) => readFileSync(join(PACKAGE_ROOT, path), "utf8");

test("pages of this package have such blocks, in each folder of them", () => {
  const pages = PAGES.filter((path) => found(blocks(read(path)), "cdkt[fn]").length > 0);
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/api/README.md", "modules/vpc/README.md"]));
  expect(pages.length).toBeGreaterThan(8);
});

test("no page or template of the package for cdktn has code or a name that only users of cdktf need", () => {
  const wrong = PAGES.flatMap((path) => {
    const text = renamed(path, join(PACKAGE_ROOT, path)) ?? "";
    return found(text, "cdktf").map((line) => `${path}: ${line}`);
  });
  expect(wrong).toEqual([]);
});

test("the page on the move tells of both packages, and stays", () => {
  expect(renamed("docs/cdktn.md", join(PACKAGE_ROOT, "docs/cdktn.md"))).toBeUndefined();
});
