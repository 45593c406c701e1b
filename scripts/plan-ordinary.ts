import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PACKAGE_ROOT } from "../support/package-root";

// Plans the configurations of __tests__/policies/ordinary again: see README.md there.

const ORDINARY = join(PACKAGE_ROOT, "__tests__/policies/ordinary");

/** What the policies do not read, and what differs from run to run. */
const TRIMMED = new Set([
  "after_sensitive",
  "before_sensitive",
  "identity_schema_version",
  "provider_name",
  "relevant_attributes",
  "schema_version",
  "sensitive_values",
  "timestamp",
]);

function terraform(folder: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync("terraform", [`-chdir=${folder}`, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`terraform ${args.join(" ")} in ${folder}: ${stderr}`);
  return stdout;
}

/** The plan as JSON, with a line for each resource. */
function written(plan: object): string {
  const text = JSON.stringify(plan, (key, value) => (TRIMMED.has(key) ? undefined : value));
  return `${text.replaceAll('{"address":', '\n{"address":')}\n`;
}

function main(names: readonly string[]): void {
  const scratch = mkdtempSync(join(tmpdir(), "ordinary-"));
  cpSync(ORDINARY, scratch, { recursive: true });
  try {
    for (const name of names) {
      const folder = join(scratch, name);
      terraform(folder, "init", "-input=false", "-no-color");
      const hasTwin = readFileSync(join(folder, "main.tf"), "utf8").includes('variable "open"');
      for (const [file, variables] of [
        ["planned", []],
        ...(hasTwin ? [["opened", ["-var", "open=true"]] as const] : []),
      ] as const) {
        terraform(folder, "plan", "-input=false", "-lock=false", `-out=${file}.bin`, ...variables);
        const plan: object = JSON.parse(terraform(folder, "show", "-json", `${file}.bin`));
        writeFileSync(join(ORDINARY, name, `${file}.json`), written(plan));
        process.stdout.write(`${name}: ${file}.json\n`);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const asked = process.argv.slice(2);
main(
  asked.length > 0
    ? asked
    : readdirSync(ORDINARY, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "modules")
        .map(({ name }) => name),
);
