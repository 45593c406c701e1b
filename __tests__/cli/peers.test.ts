import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needsPeers, peersProblem } from "../../cli/peers";
import { boundsOf } from "../../cli/version-range";
import { type PackageManifest, packageManifest } from "../../scripts/cdktn/manifest";
import { COMMANDS } from "../../support/commands";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf } from "../support/environments";
import { chainToPeers } from "../support/import-graph";
import { runTypeScript } from "../support/run-node";

const MANIFEST = JSON.stringify({
  name: "cdktf-privatelink",
  peerDependencies: { "@cdktf/provider-aws": "^21.22.0", cdktf: "^0.21.0" },
});

/** A project with the package, and what is installed beside it. */
function project(installed: Readonly<Record<string, string>>): string {
  const files = Object.entries(installed).map(([name, version]) => [
    `node_modules/${name}/package.json`,
    JSON.stringify({ version, exports: {} }),
  ]);
  const own = { "node_modules/cdktf-privatelink/package.json": MANIFEST };
  return join(folderOf({ ...own, ...Object.fromEntries(files) }), "node_modules/cdktf-privatelink");
}

test("what this repository installs fits", () => {
  expect(peersProblem()).toBeUndefined();
});

test("finds packages beside this one, though they do not export their package.json", () => {
  expect(peersProblem(project({ "@cdktf/provider-aws": "21.22.1", cdktf: "0.21.0" }))).toBeUndefined();
});

test("fails with one report where one is missing and another of another major version", () => {
  expect(peersProblem(project({ cdktf: "0.20.12" }))).toBe(
    [
      "cdktf-privatelink needs packages that are not installed, or other versions of them. A project installs them " +
        "beside it:",
      "  @cdktf/provider-aws: expected ^21.22.0; found none.",
      "  cdktf: expected ^0.21.0; found 0.20.12.",
      "Install them: npm install '@cdktf/provider-aws@^21.22.0' 'cdktf@^0.21.0'",
    ].join("\n"),
  );
});

test("fails where none is installed, and says so", () => {
  expect(peersProblem(project({}))).toMatch(
    /^cdktf-privatelink needs packages that are not installed\. A project installs them beside it:\n.*found none\.\n/,
  );
});

test("fails where only versions differ, and says so", () => {
  expect(peersProblem(project({ "@cdktf/provider-aws": "20.0.0", cdktf: "0.21.0" }))).toMatch(
    /^cdktf-privatelink needs other versions of packages that a project installs beside it:\n.*found 20\.0\.0\.\n/,
  );
});

test("takes the peers of the package for cdktn, and refuses others", () => {
  const peerDependencies = { constructs: ">=10.6.0 <10.8.0", cdktn: "^0.24.0" };
  const found = (installed: Readonly<Record<string, string>>) => {
    const folder = project(installed);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "cdktn-privatelink", peerDependencies }));
    return peersProblem(folder);
  };
  expect(found({ constructs: "10.7.2", cdktn: "0.24.0" })).toBeUndefined();
  expect(found({ constructs: "10.8.0", cdktn: "0.24.0" })).toBe(
    [
      "cdktn-privatelink needs other versions of packages that a project installs beside it:",
      "  constructs: expected >=10.6.0 <10.8.0; found 10.8.0.",
      "Install them: npm install 'constructs@>=10.6.0 <10.8.0'",
    ].join("\n"),
  );
});

test.each([
  ["this package", (manifest: PackageManifest) => manifest],
  ["the package for cdktn", packageManifest],
])("the ranges of %s are of a form that is compared", (_, change) => {
  const { peerDependencies = {} } = change(JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")));
  const ranges = Object.values(peerDependencies);
  expect(ranges).toHaveLength(3);
  expect(ranges.filter((range) => boundsOf(range) === undefined)).toEqual([]);
});

test.each([
  [["start"], true],
  [["synth", "--help"], true],
  [["policy", "cdktf.out"], false],
  [["bundle", "--out", "DIR"], false],
  [["help"], false],
  [["--version"], false],
  [["nothing-of-that-name"], false],
  [[], false],
])("%p needs them: %s", (args, needs) => {
  expect(needsPeers(args)).toBe(needs);
});

/** File of a command. */
const fileOf = (command: string) => (command === "cdktf" ? "cli/cdktf/run-cdktf.ts" : `cli/${command}.ts`);

/** It takes cdktf where that is installed, and works without it. */
const OPTIONAL = "modules/aws/tokens.ts";

test.each(COMMANDS.filter((command) => command !== "cdktf"))(
  "%s needs them if anything that it imports does",
  (command) => {
    const chain = chainToPeers(fileOf(command), [OPTIONAL]);
    // The first chain that contradicts the table is shown.
    expect(needsPeers([command]) ? chain !== undefined : chain).toBe(needsPeers([command]) ? true : undefined);
  },
);

test("init of a new project needs none", () => {
  expect(chainToPeers("cli/init/project.ts", [OPTIONAL])).toBeUndefined();
});

test("cdktf loads none itself, and needs them for `app`, which it calls", () => {
  expect(chainToPeers(fileOf("cdktf"), [])).toBeUndefined();
  expect([needsPeers(["cdktf"]), needsPeers(["app"])]).toEqual([true, true]);
});

test("without them, each command that needs none is loaded, and no value is a token", async () => {
  const commands = COMMANDS.filter((command) => !needsPeers([command])).map(fileOf);
  const { code, stdout, stderr } = await runTypeScript(`
const Module = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...more) {
  if (!/^(@?cdkt[fn]|constructs)(\\/|$)/.test(request)) return resolve.call(this, request, ...more);
  throw Object.assign(new Error("Cannot find module " + request), { code: "MODULE_NOT_FOUND" });
};
for (const file of ${JSON.stringify(commands)}) require("./" + file);
const { isUnresolved, textOfToken } = require("./${OPTIONAL}");
console.log(isUnresolved("x"), isUnresolved({ a: [1] }), textOfToken(5));
`);
  expect([code, stderr, stdout]).toEqual([0, "", "false false 5\n"]);
});
