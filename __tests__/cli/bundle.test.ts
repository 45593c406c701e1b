import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli } from "../support/cli";
import { temporaryFolder } from "../support/environments";

const before = process.env.OPA;

afterEach(() => {
  if (before === undefined) delete process.env.OPA;
  else process.env.OPA = before;
});

/** A program that says another version of OPA. */
function opaOf(version: string): string {
  const file = join(temporaryFolder(), "opa");
  writeFileSync(file, `#!/bin/sh\necho 'Version: ${version}'\n`, { mode: 0o755 });
  return file;
}

test("fails without OPA: what is needed, and nothing is written", async () => {
  process.env.OPA = join(temporaryFolder(), "none");
  const output = join(temporaryFolder(), "bundle.tar.gz");
  const { code, error } = await cli(["bundle", "--output", output]);
  expect(code).toBe(2);
  expect(error).toContain(`${process.env.OPA}: expected OPA; found: it does not run. Install OPA 1.12.0 or newer`);
  expect(existsSync(output)).toBe(false);
});

test.each(["1.11.9", "0.70.0", "unknown"])("fails with OPA %s", async (version) => {
  process.env.OPA = opaOf(version);
  const { code, error } = await cli(["bundle", "--output", join(temporaryFolder(), "bundle.tar.gz")]);
  expect(code).toBe(2);
  expect(error).toContain(`expected OPA 1.12.0 or newer; found ${version}.`);
});

test("fails with a key that is no file: OPA would take its name for a secret", async () => {
  const args = ["bundle", "--output", "bundle.tar.gz", "--signing-key", "no-key", "--signing-alg", "HS256"];
  const { code, error } = await cli(args);
  expect([code, error]).toEqual([2, "no-key: expected a file with a key; found none. Correct the path.\n"]);
});

test("fails without a file to write to", async () => {
  const { code, error } = await cli(["bundle"]);
  expect(code).toBe(2);
  expect(error).toContain("required option '--output <file>' not specified");
});
