import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { trimPackage } from "../../../scripts/package/trim";
import { temporaryFolder } from "../../support/environments";

const MANIFEST = {
  exports: {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./schemas/*": "./schemas/*",
    "./package.json": "./package.json",
  },
  bin: { program: "dist/cli/main.js" },
};

const FILES = {
  "index.js": 'Object.defineProperty(exports, "__esModule", { value: true });\nexports.a = require("./lib/a").a;\n',
  "index.d.ts": 'export { a } from "./lib/a";\n',
  "lib/a.js": "exports.a = 1;\n",
  "lib/a.d.ts": 'import type { B } from "./b";\nexport declare const a: B;\n',
  "lib/b.js": "",
  "lib/b.d.ts": "export type B = 1;\n",
  "cli/main.js": 'const load = () => require("./late");\nload();\n',
  "cli/main.d.ts": "export {};\n",
  "cli/late.js": 'require("node:fs");\nimport("./later.js");\n',
  "cli/late.d.ts": "export {};\n",
  "cli/later.js": "",
  "cli/worker.js": 'const { parentPort } = require("node:worker_threads");\nrequire("./job");\nparentPort.close();\n',
  "cli/job.js": "",
  "acceptor.mjs": "",
  "removed.js": 'require("./lib/a");\n',
  "scripts/worker.js": 'const { parentPort } = require("node:worker_threads");\n',
};

function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const all = { "package.json": JSON.stringify(MANIFEST), ...prefixed(files) };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function prefixed(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`dist/${path}`, content]));
}

test("leaves out code that nothing loads, and declarations that no entry names", async () => {
  const folder = project(FILES);
  const left = ["cli/late.d.ts", "cli/main.d.ts", "lib/b.js", "removed.js", "scripts/worker.js"];
  expect(await trimPackage(folder)).toEqual(left);
  expect(readFileSync(join(folder, "dist/.npmignore"), "utf8")).toBe(left.map((path) => `/${path}\n`).join(""));
});

test("what was left out before and is needed now is packed again", async () => {
  const folder = project(FILES);
  await trimPackage(folder);
  writeFileSync(join(folder, "dist/lib/a.js"), 'require("./b");\n');
  expect(await trimPackage(folder)).not.toContain("lib/b.js");
});

test("fails where package.json names a file that is not there", async () => {
  const { "cli/main.js": _, ...others } = FILES;
  await expect(trimPackage(project(others))).rejects.toThrow(/names files that are not there.*dist\/cli\/main\.js$/);
});

test("fails where code imports a file that is not there", async () => {
  await expect(trimPackage(project({ ...FILES, "cli/late.js": 'require("./gone");\n' }))).rejects.toThrow("./gone");
});
