import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readPackage, somethingIn } from "../../starter/folder";
import { folderOf } from "../support/environments";

const NAMES = ["cdktf-privatelink"];

test("a folder that is not there, an empty one, and what git and npm make are nothing", () => {
  expect(somethingIn("/nowhere/at/all", NAMES)).toEqual([]);
  const folder = folderOf({
    ".npmrc": "",
    "package.json": '{"dependencies": {"cdktf-privatelink": "file:p.tgz"}}',
    "package-lock.json": "{}",
    "p.tgz": "",
  });
  mkdirSync(join(folder, ".git"));
  mkdirSync(join(folder, "node_modules"));
  expect(somethingIn(folder, NAMES)).toEqual([]);
});

test("everything else is something: hidden files, folders, a package of somebody else's, a changed package.json", () => {
  const folder = folderOf({
    ".env": "",
    "package.json": '{"scripts": {"build": "tsc"}, "dependencies": {"cdktf-privatelink": "file:../p.tgz"}}',
    "p.tgz": "",
    "src/index.ts": "",
  });
  expect(somethingIn(folder, NAMES)).toEqual([".env", "p.tgz", "package.json", "src/"]);
});

test.each([
  ["{", "expected JSON"],
  ["[]", "expected an object"],
  ['{"scripts": []}', "expected an object as `scripts`"],
  ['{"dependencies": "x"}', "expected an object as `dependencies`"],
])("fails on a package.json of %s", (text, problem) => {
  expect(readPackage(folderOf({ "package.json": text }))).toEqual({ problem: expect.stringContaining(problem) });
});

test("a byte order mark is no mistake, as npm takes it", () => {
  expect(readPackage(folderOf({ "package.json": '\uFEFF{"name": "x"}' }))).toMatchObject({ content: { name: "x" } });
});
