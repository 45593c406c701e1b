import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareFiles } from "../../delivery/compare-files";
import { writeFiles } from "../../delivery/write-files";
import { CannotWrite } from "../../support/cannot-write";
import { folderOf, temporaryFolder } from "../support/environments";

const FILES = { ".ci/a.yaml": "a\n", "b.yaml": "b\n" };

test("files and their folders are written, and nothing else is left", () => {
  const folder = temporaryFolder();
  writeFiles(folder, FILES);
  expect(readFileSync(join(folder, ".ci/a.yaml"), "utf8")).toBe("a\n");
  expect(readdirSync(folder).sort()).toEqual([".ci", "b.yaml"]);
  expect(readdirSync(join(folder, ".ci"))).toEqual(["a.yaml"]);
});

test("fails and leaves all as it was, where one cannot be written", () => {
  // Node cannot write to a folder below a file.
  const folder = folderOf({ "b.yaml": "old\n", "z/file": "" });
  const files = { "new/c.yaml": "c\n", "b.yaml": "b\n", "z/file/d.yaml": "d\n" };
  expect(() => writeFiles(folder, files)).toThrow(CannotWrite);
  expect(readFileSync(join(folder, "b.yaml"), "utf8")).toBe("old\n");
  expect(readdirSync(folder).sort()).toEqual(["b.yaml", "z"]);
});

test("fails where another run has made the file that is to be the first, and leaves all as it was", () => {
  const folder = folderOf({ "b.yaml": "theirs\n" });
  expect(() => writeFiles(folder, FILES, "b.yaml")).toThrow(
    "b.yaml: expected no such file yet; found one that another",
  );
  expect(readdirSync(folder)).toEqual(["b.yaml"]);
  expect(readFileSync(join(folder, "b.yaml"), "utf8")).toBe("theirs\n");
});

test("the first file is taken away again where another cannot be written", () => {
  const folder = folderOf({ "z/file": "" });
  expect(() => writeFiles(folder, { "new/c.yaml": "c\n", "z/file/d.yaml": "d\n" }, "new/c.yaml")).toThrow(CannotWrite);
  expect(readdirSync(folder)).toEqual(["z"]);
});

test("a file keeps nothing of an earlier one", () => {
  const folder = folderOf({ "b.yaml": "a longer text than the new one\n" });
  writeFiles(folder, FILES);
  expect(readFileSync(join(folder, "b.yaml"), "utf8")).toBe("b\n");
});

test("states: missing, current, different", () => {
  const folder = folderOf({ "b.yaml": "b\n", "c.yaml": "other\n" });
  expect(Object.fromEntries(compareFiles(folder, { ...FILES, "c.yaml": "c\n" }))).toEqual({
    ".ci/a.yaml": "missing",
    "b.yaml": "current",
    "c.yaml": "different",
  });
});

test("links, folders and files for folders are told apart, and links are not followed", () => {
  const folder = temporaryFolder();
  const elsewhere = folderOf({ "a.yaml": "a\n" });
  symlinkSync(elsewhere, join(folder, ".ci"));
  mkdirSync(join(folder, "b.yaml"));
  writeFileSync(join(folder, "c"), "");
  symlinkSync(join(elsewhere, "none"), join(folder, "d.yaml"));
  expect(Object.fromEntries(compareFiles(folder, { ...FILES, "c/x.yaml": "", "d.yaml": "" }))).toEqual({
    ".ci/a.yaml": { found: "a symbolic link", at: ".ci" },
    "b.yaml": { found: "a folder", at: "b.yaml" },
    "c/x.yaml": { found: "a file", at: "c" },
    "d.yaml": { found: "a symbolic link", at: "d.yaml" },
  });
});

const asRoot = process.getuid?.() === 0;

(asRoot ? test.skip : test)("fails on a folder that cannot be written to", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  try {
    expect(() => writeFiles(folder, FILES)).toThrow(CannotWrite);
    expect(existsSync(join(folder, ".ci"))).toBe(false);
  } finally {
    chmodSync(folder, 0o755);
  }
});
