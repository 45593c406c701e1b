import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { filesTogether, isAlone, testFiles } from "./together";

const folders = readdirSync(join(PACKAGE_ROOT, "__tests__"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "together" && testFiles(entry.name).length > 0)
  .map(({ name }) => name);
const files = [".", ...folders].flatMap((folder) => testFiles(folder));
const textOf = (file: string) => readFileSync(join(PACKAGE_ROOT, file), "utf8");

test("each folder of tests is run by the file of its name, and what is in no folder by root.test.ts", () => {
  const runs = testFiles("together").map((file) => textOf(file).match(/^together\("(.+)"\);$/m)?.[1]);
  expect(runs.sort()).toEqual([".", ...folders].sort());
});

test("each file runs once: with others, or alone", () => {
  const together = [".", ...folders].flatMap((folder) => filesTogether(folder));
  const alone = files.filter((file) => isAlone(file));
  expect([...together, ...alone].sort()).toEqual([...files].sort());
  expect(together.length).toBeGreaterThan(20 * alone.length);
});

test("what replaces modules or has snapshots runs alone, and nothing else does", () => {
  const needsOwnModules =
    /\bjest\s*\.(mock|unmock|doMock|dontMock|unstable_mockModule|resetModules|setMock)\b|\.to\w*Match\w*Snapshot\b/;
  const inNeed = files.filter((file) => needsOwnModules.test(textOf(file)));
  expect({ "to be named *.alone.test.ts": inNeed }).toEqual({
    "to be named *.alone.test.ts": files.filter((file) => isAlone(file)),
  });
});

test("no module beside the tests has hooks of its own: they would be those of the first file that loads it", () => {
  const all = readdirSync(join(PACKAGE_ROOT, "__tests__"), { recursive: true, encoding: "utf8" });
  const beside = all.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  expect(beside.filter((name) => /^(before|after)(All|Each)\(/m.test(textOf(`__tests__/${name}`)))).toEqual([]);
});

test("no file is without tests", () => {
  expect(files.filter((file) => !/\btest\b\s*[.(]/.test(textOf(file)))).toEqual([]);
});
