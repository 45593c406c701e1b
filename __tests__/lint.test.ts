import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../support/project-root";
import { temporaryFolder } from "./support/environments";

/** What the linter says of a module with this text, under this project's rules. */
function lint(text: string): { status: number | null; output: string } {
  const folder = temporaryFolder();
  for (const file of ["biome.json", ".gitignore"]) copyFileSync(join(PROJECT_ROOT, file), join(folder, file));
  writeFileSync(join(folder, "module.ts"), text);
  const biome = join(PROJECT_ROOT, "node_modules/.bin/biome");
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
