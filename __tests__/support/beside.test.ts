import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beside } from "../../support/beside";
import { temporaryFolder } from "./environments";

test("a file is found beside its module, and from the compiled module beside the source", () => {
  const root = temporaryFolder();
  mkdirSync(join(root, "modules/a"), { recursive: true });
  writeFileSync(join(root, "modules/a/probe.mjs"), "");
  expect(beside(join(root, "modules/a"), "probe.mjs")).toBe(join(root, "modules/a/probe.mjs"));
  expect(beside(join(root, "dist/modules/a"), "probe.mjs")).toBe(join(root, "modules/a/probe.mjs"));
});

test("fails where the file was not copied along with the module", () => {
  expect(() => beside("/nowhere/modules", "probe.mjs")).toThrow("copy it beside the module");
});
