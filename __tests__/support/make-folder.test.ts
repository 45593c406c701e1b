import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../support/make-folder";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "./environments";

test("makes a folder and those above it, with a mode", () => {
  const folder = join(temporaryFolder(), "a", "b", "c");
  makeFolder(folder, 0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  makeFolder(folder);
});

test("no source makes folders in Node's own way, which would never end for an output below /proc", () => {
  const found = [
    "acceptor",
    "cli",
    "config",
    "connections",
    "engine",
    "kit",
    "ledger",
    "modules",
    "policies",
    "stacks",
    "support",
  ]
    .flatMap((folder) =>
      readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => /mkdirSync\([^;]*recursive/.test(readFileSync(join(PACKAGE_ROOT, file), "utf8")));
  expect(found).toEqual([]);
});

test("makes a folder by a relative path", () => {
  expect(() => makeFolder(".")).not.toThrow();
});

test.each(["mine", "mine/below"])("fails where a file is in the way: %s", (path) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine"), "");
  expect(() => makeFolder(join(folder, path))).toThrow(/^(EEXIST|ENOTDIR)/);
});

const onLinux = existsSync("/proc/self") ? test : test.skip;

onLinux("ends in a system folder, where Node's own way does not", () => {
  expect(() => makeFolder("/proc/nobody/made/this")).toThrow("ENOENT");
});
