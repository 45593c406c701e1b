import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transformSync } from "@swc/core";
import { App, Testing } from "cdktf";
import "../../jest";
import { starterFiles } from "../../starter/files";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";
import { moduleOf, stackIn } from "../support/example-stack";
import { type Example, entryFolder, examplesIn, examplesOf, notRun, packageEntries } from "../support/examples";

const ENTRIES = packageEntries();
const STARTER = starterFiles({ name: "example", users: ["vendor"], account: "111111111111", region: "us-east-1" });
const all = [...examplesOf("ts"), ...examplesIn("starter/templates/README.template", STARTER["README.md"] ?? "")];
const examples = all.filter((example) => notRun(example) === undefined);

/** The file that an example says it is, in its first line: other examples of the page import it. */
function fileOf({ place, code }: Example): string | undefined {
  const name = /^\/\/ ([\w.-]+\.ts)\n/.exec(code)?.[1];
  return name === undefined ? undefined : join(pageOf(place), name);
}

/** What the strict compiler says of examples, with the places of the pages. */
function typeErrors(given: readonly Example[]): readonly string[] {
  const folder = temporaryFolder();
  symlinkSync(join(PACKAGE_ROOT, "node_modules"), join(folder, "node_modules"));
  const paths = Object.fromEntries([...ENTRIES].map(([name, source]) => [name, [source]]));
  const config = {
    compilerOptions: {
      ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true },
      ...{ target: "es2022", lib: ["es2023"], module: "node20", moduleResolution: "node16", resolveJsonModule: true },
      ...{ types: ["node", "jest"], esModuleInterop: true, paths },
    },
    include: ["examples"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), "{}");
  const places = new Map<string, string>();
  given.forEach((example, index) => {
    const file = join("examples", fileOf(example) ?? `${index}.ts`);
    places.set(file, example.place);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${moduleOf(example)}\nexport {};\n`);
  });
  const tsc = join(PACKAGE_ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^.*?(examples\/[^(]+)\(\d+,\d+\)/, (_, file) => places.get(file) ?? file));
}

/**
 * Runs an example as a module; tests in it are run at once.
 *
 * @param page that it is of: it may import other examples of it.
 * @param outdir folder that an app writes to.
 * @returns what it exports.
 */
function run(source: string, page: string, outdir: string): Record<string, unknown> {
  const stack = stackIn(source);
  const isExported = stack === undefined || new RegExp(`export (default )?class ${stack}\\b`).test(source);
  const { code } = transformSync(isExported ? source : `${source}\nexport { ${stack} };`, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const fromProject = createRequire(join(PACKAGE_ROOT, "package.json"));
  const load = (name: string) => {
    if (name.startsWith("./")) {
      const file = join(page, name.replace(/\.js$/, ".ts"));
      const imported = examples.find((each) => fileOf(each) === file);
      if (imported === undefined) throw new Error(`expected an example that begins with // ${name}`);
      return run(moduleOf(imported), page, outdir);
    }
    const entry = ENTRIES.get(name);
    return entry === undefined ? require(fromProject.resolve(name)) : require(entryFolder(entry));
  };
  const module = { exports: {} as Record<string, unknown> };
  const atOnce = (_: string, body: () => void) => body();
  const before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = outdir;
  try {
    new Function("require", "module", "exports", "test", code)(load, module, module.exports, atOnce);
  } finally {
    if (before === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = before;
  }
  return module.exports;
}

function pageOf(place: string): string {
  return place.replace(/:\d+$/, "");
}

test("every example in TypeScript has the types of the package's own entries", () => {
  expect(examples.length).toBeGreaterThan(10);
  expect(typeErrors(examples)).toEqual([]);
});

test("fails on an example with a wrong property, with its place", () => {
  const code = 'import { ExistingVpc } from "cdktf-privatelink/modules/vpc";\nnew ExistingVpc(undefined, 1);\n';
  const [first = ""] = typeErrors([{ place: "README.md:7", language: "ts", code }]);
  expect(first).toMatch(/^README\.md:7: error TS\d+/);
});

const stacks = examples.map((example) => [example.place, moduleOf(example)] as const);

test.each(stacks.filter(([, source]) => stackIn(source) !== undefined))(
  "%s is a stack that synthesizes",
  (place, source) => {
    const Stack = run(source, pageOf(place), temporaryFolder())[stackIn(source) ?? ""] as new (
      app: App,
      id: string,
    ) => never;
    const stack = new Stack(new App({ stackTraces: false, outdir: temporaryFolder() }), "example");
    expect(JSON.parse(Testing.synth(stack, true))).toHaveProperty("provider.aws");
  },
);

test.each(stacks.filter(([, source]) => /\btest\(/.test(source) && stackIn(source) === undefined))(
  "%s is a test that passes",
  (place, source) => {
    expect(() => run(source, pageOf(place), temporaryFolder())).not.toThrow();
  },
);

const apps = stacks.filter(([, source]) => source.includes("app.synth();"));

test("pages with a whole app are those that a new user reads", () => {
  expect(apps.map(([place]) => pageOf(place))).toEqual([
    "README.md",
    "docs/operating/own-stacks.md",
    "starter/templates/README.template",
  ]);
});

test.each(apps)("%s is an app that writes its stack, and imports what Node finds as an ES module", (place, source) => {
  const outdir = temporaryFolder();
  run(source, pageOf(place), outdir);
  expect(existsSync(join(outdir, "stacks/web/cdk.tf.json"))).toBe(true);
  const example = all.filter((each) => pageOf(each.place) === pageOf(place)).map(({ code }) => code);
  expect(example.join("\n")).not.toMatch(/from "@cdktf\/provider-aws\/lib\/[\w-]+"/);
});

test("an example that is not run says why", () => {
  expect(all.flatMap((example) => notRun(example) ?? [])).toEqual([expect.stringMatching(/^it needs Vitest; /)]);
});

test("a mark stands before its block; unknown ones are refused", () => {
  const page = "# Page\n\n<!-- example: in a stack with vpc -->\n\n```ts\nvpc;\n```\n\n```ts\nlet a;\n```\n";
  const [first, second] = examplesIn("page.md", page);
  expect([first, second]).toEqual([
    { place: "page.md:6", language: "ts", code: "vpc;\n", mark: "in a stack with vpc" },
    { place: "page.md:10", language: "ts", code: "let a;\n" },
  ]);
  const example = { place: "page.md:6", language: "ts", code: "" };
  expect(() => moduleOf({ ...example, mark: "in a stak" })).toThrow("page.md:6: unknown mark: in a stak");
  expect(() => moduleOf({ ...example, mark: "in a stack with vpn" })).toThrow("nothing is known of vpn");
});
