import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { missingFiles } from "../../../scripts/test-package/content/missing";
import { type PackedFiles, packedFiles } from "../../../scripts/test-package/content/packed-files";
import { unwantedFiles } from "../../../scripts/test-package/content/unwanted";
import { temporaryFolder } from "../../support/environments";

const PACKED = {
  "package.json": JSON.stringify({
    types: "./dist/index.d.ts",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./schemas/*": "./schemas/*" },
    bin: { program: "dist/index.js" },
  }),
  "README.md": "[page](docs/page.md) `cli/main.ts`\n",
  "dist/index.js": 'require("./delivery");\nrequire("node:fs");\n',
  "dist/index.d.ts": 'import { Construct } from "constructs";\nexport { a } from "./delivery";\n',
  "dist/delivery/index.js": 'read((0, beside_1.beside)(__dirname, "a.yaml"));\nsay("See docs/page.md.");\n',
  "dist/delivery/index.d.ts": "export declare const a: 1;\n",
  "delivery/a.yaml": "# https://example.com/docs/other.md\n",
  "docs/page.md": "[b](../delivery/a.yaml#x) [c](https://example.com) [d](#e) `[f](g.md)`\n",
  "schemas/a.json": "{}",
};

const REPOSITORY = [
  ...["index.ts", "delivery/index.ts", "delivery/a.yaml", "docs/page.md", "docs/other.md", "schemas/a.json"],
  ...["delivery/a_test.rego", "cli/main.ts", "README.md", "package.json"],
];

function packed(changes: Readonly<Record<string, string | undefined>> = {}): PackedFiles {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries({ ...PACKED, ...changes })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return packedFiles(folder);
}

test("a package with all that it needs and nothing else has no problem", () => {
  expect(missingFiles(packed(), REPOSITORY)).toEqual([]);
  expect(unwantedFiles(packed(), REPOSITORY)).toEqual([]);
});

test.each<[string, Readonly<Record<string, string | undefined>>, string]>([
  ["an entry", { "dist/index.d.ts": undefined }, "package.json: expected ./dist/index.d.ts in the package"],
  ["a folder of an entry", { "schemas/a.json": undefined }, "package.json: expected ./schemas in the package"],
  [
    "code that code loads",
    { "dist/index.js": 'require("./gone");\n' },
    "dist/index.js: expected dist/gone.js in the package",
  ],
  [
    "the index of a folder",
    { "dist/index.js": 'require("./delivery");\n', "dist/delivery/index.js": undefined, "dist/delivery/b.js": "" },
    "dist/index.js: expected dist/delivery.js in the package",
  ],
  [
    "declarations that declarations name",
    { "dist/delivery/index.d.ts": undefined },
    "dist/index.d.ts: expected dist/delivery.d.ts in the package",
  ],
  [
    "declarations that a type imports",
    { "dist/index.d.ts": 'export declare const a: import("./gone").A;\n' },
    "dist/index.d.ts: expected dist/gone.d.ts in the package",
  ],
  [
    "what code opens beside itself",
    { "delivery/a.yaml": undefined, "docs/page.md": "" },
    "dist/delivery/index.js: expected delivery/a.yaml in the package",
  ],
  [
    "what code opens from the folder of the package",
    { "dist/index.js": 'join(package_root_1.PACKAGE_ROOT, "schemas/b.json");\n' },
    "dist/index.js: expected schemas/b.json in the package",
  ],
  [
    "a file of the repository that code names",
    { "dist/index.js": 'const FILE = "docs/other.md";\n' },
    "dist/index.js: expected docs/other.md in the package",
  ],
  [
    "a page that a message names",
    { "dist/delivery/index.js": 'say("See docs/gone.md.");\n' },
    "dist/delivery/index.js: expected docs/gone.md in the package",
  ],
  [
    "a page that a template names",
    { "delivery/a.yaml": "# See docs/other.md.\n" },
    "delivery/a.yaml: expected docs/other.md in the package",
  ],
  [
    "what a page links to",
    { "docs/page.md": "[a](other.md#b)\n" },
    "docs/page.md: expected docs/other.md in the package",
  ],
  ["what README.md links to", { "README.md": "[sources](cli)\n" }, "README.md: expected cli in the package"],
])("fails where %s is missing", (_, changes, line) => {
  expect(missingFiles(packed(changes), REPOSITORY)).toContain(line);
});

test("fails where a file beside packed code is missing, which no code names", () => {
  expect(missingFiles(packed(), [...REPOSITORY, "delivery/b.yaml", "other/c.yaml"])).toEqual([
    "the code of delivery/: expected delivery/b.yaml in the package",
  ]);
});

test.each([
  ["dist/index.js.map", "a source map"],
  ["dist/tsconfig.build.tsbuildinfo", "a record of the compiler"],
  ["index.ts", "a source"],
  ["policies/rego/a_test.rego", "a test"],
  ["dist/__tests__/a.js", "a test"],
  ["dist/scripts/a.js", "a file of the repository"],
  ["docs/.prettierrc", "a file for tools"],
  ["dist/removed.js", "compiled from no source"],
  ["dist/other.mjs", "an unknown bundle"],
  ["other/a.txt", "in a folder that no rule knows"],
  ["docs/new.md", "not in the repository"],
])("fails with %s: %s", (path, what) => {
  expect(unwantedFiles(packed({ [path]: "" }), REPOSITORY)).toEqual([`${path}: ${what}`]);
});
