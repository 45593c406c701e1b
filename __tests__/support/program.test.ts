import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOfProgram, programDigest } from "../../support/program";
import { folderOf } from "../support/environments";

const ROOMS = ["config", "engine", "ledger", "modules", "policies/checker", "stacks", "support"];
const FILES: Readonly<Record<string, string>> = {
  "project/package.json": JSON.stringify({ dependencies: { cdktf: "1.0.0", zod: "2.0.0" } }),
  "project/node_modules/cdktf/package.json": JSON.stringify({ version: "1.0.0" }),
  "project/node_modules/zod/package.json": JSON.stringify({ version: "2.0.0" }),
  "project/policies/build/policy.wasm": "wasm",
  "project/policies/data/classification.json": "{}",
  "project/modules/provider/server.py": "serve()",
  "project/modules/consumer/probe.mjs": "probe()",
  "project/modules/consumer/README.md": "read me",
  "project/dist/acceptor/acceptor.mjs": "accept()",
  "project/docs/page.md": "a page",
  "code/cli/main.ts": "main()",
  "code/engine/deep/types.d.ts": "export {}",
  ...Object.fromEntries(ROOMS.map((room) => [`code/${room}/deep/file.ts`, room])),
};

/** Digest of a program of some files. */
function digestOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  return digestOfProgram({ code: join(folder, "code"), project: join(folder, "project") });
}

const before = digestOf(FILES);

test("two programs of the same files have the same digest, wherever they are", () => {
  expect(digestOf(FILES)).toBe(before);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
});

const CODE = ROOMS.map((room) => `code/${room}/deep/file.ts`);
const DATA = [
  "project/policies/build/policy.wasm",
  "project/policies/data/classification.json",
  "project/modules/provider/server.py",
  "project/modules/consumer/probe.mjs",
  "project/dist/acceptor/acceptor.mjs",
];

test.each([...CODE, ...DATA])("%s moves it where it changes, and where it is gone", (path) => {
  const { [path]: text, ...others } = FILES;
  const found = [digestOf({ ...FILES, [path]: `${text} ` }), digestOf(others), before];
  expect(new Set(found).size).toBe(3);
});

test.each(["cdktf", "zod"])("another installed version of %s moves it, and none", (name) => {
  const path = `project/node_modules/${name}/package.json`;
  const { [path]: _, ...others } = FILES;
  const found = [digestOf({ ...FILES, [path]: JSON.stringify({ version: "1.0.1" }) }), digestOf(others), before];
  expect(new Set(found).size).toBe(3);
});

test("a new file moves it, and so does a file of another name", () => {
  const { "code/stacks/deep/file.ts": text = "", ...others } = FILES;
  const found = [
    digestOf({ ...FILES, "code/stacks/new.ts": "" }),
    digestOf({ ...others, "code/stacks/deep/other.ts": text }),
    before,
  ];
  expect(new Set(found).size).toBe(3);
});

test.each(["", "\0", "\x001\0"])(
  "a file that says what two files say, with %j between, does not pass for them",
  (between) => {
    const two = digestOf({ ...FILES, "code/stacks/a.ts": "x", "code/stacks/b.ts": "y" });
    expect(digestOf({ ...FILES, "code/stacks/a.ts": `xstacks/b.ts${between}y` })).not.toBe(two);
  },
);

test.each([
  "project/modules/consumer/README.md",
  "project/docs/page.md",
  "code/cli/main.ts",
  "code/engine/deep/types.d.ts",
])("%s, which decides nothing, does not move it", (path) => {
  expect(digestOf({ ...FILES, [path]: "other" })).toBe(before);
});

test("the version of Node moves it", () => {
  const { version } = process;
  try {
    Object.defineProperty(process, "version", { value: "v0.0.1" });
    expect(digestOf(FILES)).not.toBe(before);
  } finally {
    Object.defineProperty(process, "version", { value: version });
  }
});

test("a dependency that is installed above the project counts with its version", () => {
  const { "project/node_modules/zod/package.json": _, ...others } = FILES;
  const above = (version: string) =>
    digestOf({ ...others, "node_modules/zod/package.json": JSON.stringify({ version }) });
  expect(above("1.0.0")).not.toBe(above("1.0.1"));
});

test("this program's digest is that of its places, and is worked out once", () => {
  const own = digestOfProgram({ code: join(__dirname, "../.."), project: join(__dirname, "../..") });
  expect(programDigest()).toBe(own);
  expect(programDigest()).toBe(own);
});

test("a room with no files is as one that is not there", () => {
  const folder = folderOf(FILES);
  const places = { code: join(folder, "code"), project: join(folder, "project") };
  mkdirSync(join(folder, "project/policies/data/empty.json"));
  expect(digestOfProgram(places)).toBe(before);
  writeFileSync(join(dirname(places.code), "project/policies/data/empty.json/x.json"), "");
  expect(digestOfProgram(places)).not.toBe(before);
});
