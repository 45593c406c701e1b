import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { temporaryFolder } from "../../support/environments";

const TSC = join(PACKAGE_ROOT, "node_modules/typescript/bin/tsc");

/** Packages that a user of the constructs has: declarations may name them. */
const PEERS = /error TS2307: Cannot find module '(cdktf|constructs|@cdktf\/provider-aws\/[^']+)'/;

/** What the strictest project has: no types of Node, none of browsers, and no declaration that is passed over. */
const STRICTEST = [
  ...["--ignoreConfig", "--noEmit", "--pretty", "false", "--strict", "--exactOptionalPropertyTypes"],
  ...["--target", "es2020", "--lib", "es2020", "--types", "", "--skipLibCheck", "false"],
  ...["--module", "esnext", "--moduleResolution", "bundler"],
];

/** Sources of the entries of package.json. */
function entrySources(): string[] {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  return Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : [entry.types.replace(/^\.\/dist\/(.+)\.d\.ts$/, "$1.ts")],
  );
}

/** What the compiler says in a folder, a line for each problem. */
async function compile(args: readonly string[], cwd: string): Promise<string[]> {
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [TSC, ...args], { cwd, maxBuffer: 1 << 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  return output.split("\n").filter((line) => /\berror TS|^Error|^\s*at /.test(line));
}

/** What is wrong in declarations for somebody who has only the peers. No package is installed beside them. */
async function problemsIn(folder: string, entries: readonly string[]): Promise<string[]> {
  return (await compile([...STRICTEST, ...entries], folder)).filter((line) => !PEERS.test(line));
}

test("declarations of every entry need no types but their own and those of the peers", async () => {
  const sources = entrySources();
  expect(sources).toContain("policies/index.ts");
  const [settings, out] = [temporaryFolder(), temporaryFolder()];
  const compilerOptions = {
    ...{ rootDir: PACKAGE_ROOT, outDir: out, typeRoots: [join(PACKAGE_ROOT, "node_modules/@types")] },
    // The sources are checked elsewhere: here, only their declarations are wanted.
    ...{ noCheck: true, emitDeclarationOnly: true, incremental: false, tsBuildInfoFile: null },
  };
  writeFileSync(
    join(settings, "tsconfig.json"),
    JSON.stringify({
      extends: join(PACKAGE_ROOT, "tsconfig.build.json"),
      compilerOptions,
      include: [],
      files: sources.map((path) => join(PACKAGE_ROOT, path)),
    }),
  );
  expect(await compile(["-p", settings, "--pretty", "false"], PACKAGE_ROOT)).toEqual([]);
  const entries = sources.map((path) => path.replace(/\.ts$/, ".d.ts"));
  expect(await problemsIn(out, entries)).toEqual([]);
});

test.each([
  ["a type of Node", "export declare const a: Buffer;", "Cannot find name 'Buffer'"],
  ["a namespace of Node", "export declare const a: NodeJS.ProcessEnv;", "Cannot find namespace 'NodeJS'"],
  ["a type of browsers", "export declare const a: AbortSignal;", "Cannot find name 'AbortSignal'"],
  ["a module of Node", 'export type { Stats } from "node:fs";', "'node:fs'"],
  ["another package", 'import type { z } from "zod";\nexport declare const a: z.ZodType;', "'zod'"],
  ["a reference", '/// <reference types="node" />\nexport {};', "Cannot find type definition file for 'node'"],
])("fails on declarations that lead to %s", async (_, text, expected) => {
  const folder = temporaryFolder();
  const files = { "index.d.ts": 'export * from "./lib/a";\n', "lib/a.d.ts": `${text}\n` };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  expect(await problemsIn(folder, ["index.d.ts"])).toEqual([expect.stringContaining(expected)]);
});

test("declarations may name the peers", async () => {
  const folder = temporaryFolder();
  const names = ["cdktf", "constructs", "@cdktf/provider-aws/lib/vpc"];
  writeFileSync(join(folder, "index.d.ts"), names.map((name) => `export * from "${name}";\n`).join(""));
  expect(await problemsIn(folder, ["index.d.ts"])).toEqual([]);
});
