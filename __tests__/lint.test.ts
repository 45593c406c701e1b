import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { temporaryFolder } from "./support/environments";

/**
 * What the linter says of a module with this text, under this project's rules.
 *
 * @param path of the module in the project.
 */
function lint(text: string, path: string = "module.ts"): { status: number | null; output: string } {
  const folder = temporaryFolder();
  for (const file of ["biome.json", ".gitignore"]) copyFileSync(join(PACKAGE_ROOT, file), join(folder, file));
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  const biome = join(PACKAGE_ROOT, "node_modules/.bin/biome");
  const { status, stdout, stderr } = spawnSync(biome, ["lint", "--colors=off"], { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

test.each(["@cdktf/provider-aws", "@cdktf/provider-aws/lib", "@cdktf/provider-aws/lib/index"])(
  "fails on an import of %s, which loads every resource of AWS",
  (name) => {
    const { status, output } = lint(`import { vpc } from "${name}";\n\nexport const made = vpc;\n`);
    expect(status).not.toBe(0);
    expect(output).toContain("Import `@cdktf/provider-aws/lib/<thing>`");
  },
);

test("one resource may be imported", () => {
  const { status, output } = lint('import { Vpc } from "@cdktf/provider-aws/lib/vpc";\n\nexport const made = Vpc;\n');
  expect([status, output]).toEqual([0, expect.stringContaining("Checked 2 files")]);
});

/** What a construct must not know, and what the linter says of it. */
const BACK_CHANNELS = [
  [
    'import type { Environment } from "../config/environment";\n\nexport type Known = Environment;\n',
    "and of nothing else",
  ],
  ['import { RULES } from "../config/rules";\n\nexport const known = RULES;\n', "and of nothing else"],
  ['import { flowLogsRule } from "../config/rules/flow-logs";\n\nexport const known = flowLogsRule;\n', "nothing else"],
  ['import { loadEnvironments } from "../config/load";\n\nexport const known = loadEnvironments;\n', "nothing else"],
  ["export const known = process.env.HOME;\n", "Don't use process.env"],
] as const;

describe.each(["stacks/module.ts", "modules/module.ts"])("%s is made of its input only:", (path) => {
  test.each(BACK_CHANNELS)("fails on %j", (text, message) => {
    const { status, output } = lint(text, path);
    expect(status).not.toBe(0);
    expect(output).toContain(message);
  });

  test("the rule on resources of AWS holds there, too", () => {
    expect(lint('import { vpc } from "@cdktf/provider-aws";\n\nexport const made = vpc;\n', path).status).not.toBe(0);
  });
});

test("other rooms may know an environment", () => {
  const text = 'import type { Environment } from "../config/environment";\n\nexport type Known = Environment;\n';
  expect(lint(text, "cli/module.ts").status).toBe(0);
});

/** What a stack may be made with: cdktf, constructs, what its input is, and no way to ask for anything else. */
const FOR_STACKS = [
  /^cdkt[fn]$/,
  /^constructs$/,
  /^@cdkt[fn]\/provider-aws\/lib\/[\w-]+$/,
  /^(\.|\.\.)\/(connections\/)?[\w-]+$/,
  /^(\.\.\/)+modules\//,
  /^(\.\.\/)+support\/(by-own-name|source-names|user-error)$/,
  /^(\.\.\/)+config\/(?!load$|environment$|environments-folder$|file-records$|rules\/|estate\/plan-)/,
];

test("stacks import nothing by which they could ask for more than their input", () => {
  const folder = join(PACKAGE_ROOT, "stacks");
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".ts"));
  const imports = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/(?:from|import|require\() ?"([^"]+)"/g)].map(
      ([, name = ""]) => `${file}: ${name}`,
    ),
  );
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter((each) => !FOR_STACKS.some((allowed) => allowed.test(each.split(": ")[1] ?? "")))).toEqual([]);
});
