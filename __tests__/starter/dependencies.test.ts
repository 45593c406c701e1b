import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { installedSpec, ownSpec, projectDependencies } from "../../starter/dependencies";
import { folderOf, temporaryFolder } from "../support/environments";

const OWN = { version: "1.2.3" };

test.each([
  ["^1.2.0", "1.2.3"],
  ["latest", "1.2.3"],
  ["1.2.3", "1.2.3"],
  ["https://example.com/p.tgz", "https://example.com/p.tgz"],
  ["github:example/privatelink#v1", "github:example/privatelink#v1"],
])("installed as %s, a project depends on %s", (spec, expected) => {
  expect(ownSpec(OWN, "/app", { spec, host: "/cache" })).toBe(expected);
});

test.each([
  ["/app", "/app", "file:../p.tgz", "file:../p.tgz"],
  ["/home/me/.npm/_npx/1", "/app/infra", "file:../../../../packages/p.tgz", "file:../../home/packages/p.tgz"],
  ["/app", "/app", "file:p.tgz", "file:p.tgz"],
])("a path from %s is one from %s", (host, dir, spec, expected) => {
  expect(ownSpec(OWN, dir, { spec, host })).toBe(expected);
});

test("a path to a package is from the folder itself, not from a link to it", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "deep/project"), { recursive: true });
  symlinkSync(join(folder, "deep/project"), join(folder, "link"));
  const installed = { spec: "file:p.tgz", host: folder };
  expect(ownSpec(OWN, join(folder, "link"), installed)).toBe("file:../../p.tgz");
  expect(ownSpec(OWN, join(folder, "link/new"), installed)).toBe("file:../../../p.tgz");
});

test("where npm does not say how it was installed, it is the exact version", () => {
  expect(ownSpec(OWN, "/app", undefined)).toBe("1.2.3");
});

test("peers are pinned to the versions that the tests run with", () => {
  const dependencies = projectDependencies(temporaryFolder());
  expect(Object.keys(dependencies).sort()).toEqual(["@cdktf/provider-aws", "cdktf", "cdktf-privatelink", "constructs"]);
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("how it was installed is said by the project, also where npm or pnpm keeps packages in a store", () => {
  const text = (kind: string, spec: string) => JSON.stringify({ [kind]: { "cdktf-privatelink": spec } });
  const folder = folderOf({
    "package.json": text("dependencies", "file:../elsewhere.tgz"),
    "app/package.json": text("devDependencies", "file:../p.tgz"),
    "app/node_modules/.store/cdktf-privatelink@1/node_modules/x": "",
    "app/packages/other/package.json": "{}",
  });
  const app = { spec: "file:../p.tgz", host: join(folder, "app") };
  for (const from of [
    "app/node_modules",
    "app/node_modules/.store/cdktf-privatelink@1/node_modules",
    "app/packages/other",
  ])
    expect(installedSpec("cdktf-privatelink", [join(folder, from)])).toEqual(app);
  expect(installedSpec("cdktf-privatelink", ["/nowhere", join(folder, "app")])).toEqual(app);
  expect(installedSpec("other", [join(folder, "app")])).toBeUndefined();
});
