import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Planned } from "../../../pipeline/terraform/engine";
import { findPrograms } from "../../../pipeline/terraform/programs";
import { temporaryFolder } from "../../support/environments";

const DEV: Planned = { environment: "dev" };
const PROD: Planned = { environment: "prod", engine: "tofu" };

/** A folder with programs that say of themselves what is given. */
function withPrograms(programs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, says] of Object.entries(programs)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho '${says}'\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

const BIN = withPrograms({
  terraform: "Terraform v1.15.5",
  tofu: "OpenTofu v1.12.6",
  "other-tofu": "OpenTofu v1.13.0-beta1",
  "old-tofu": "OpenTofu v1.10.10",
  "no-engine": "Pulumi v3.1.0",
});

function found(stacks: readonly Planned[], asked?: readonly string[], variable?: string, bin = BIN) {
  const env = variable === undefined ? {} : { TERRAFORM_BINARY_NAME: variable };
  const PATH = [bin, process.env.PATH].join(delimiter);
  const options = { asked, env, programEnv: { ...env, PATH }, signal: new AbortController().signal };
  return findPrograms(stacks, bin, options);
}

/** Each program that was found, by its engine. */
async function shown(...args: Parameters<typeof found>): Promise<Record<string, string>> {
  const programs = await found(...args);
  return Object.fromEntries(
    [...programs].map(([engine, { terraform, version }]) => [engine, `${terraform.program} ${version}`]),
  );
}

test("each engine has its own program, and only those that are needed are looked for", async () => {
  expect(await shown([DEV, PROD])).toEqual({ terraform: "terraform 1.15.5", tofu: "tofu 1.12.6" });
  expect(await shown([PROD], undefined, undefined, withPrograms({ tofu: "OpenTofu v1.12.6" }))).toEqual({
    tofu: "tofu 1.12.6",
  });
  expect(await shown([])).toEqual({});
});

test("the option decides before the variable, and the variable before the engine's own name", async () => {
  expect(await shown([PROD], ["other-tofu"], "tofu")).toEqual({ tofu: "other-tofu 1.13.0-beta1" });
  expect(await shown([PROD], undefined, "other-tofu")).toEqual({ tofu: "other-tofu 1.13.0-beta1" });
  expect(await shown([PROD], undefined, "")).toEqual({ tofu: "tofu 1.12.6" });
});

test("a program is of the engine that it says it is, and the other engine has its own", async () => {
  const both = { terraform: "terraform 1.15.5", tofu: "other-tofu 1.13.0-beta1" };
  expect(await shown([DEV, PROD], ["other-tofu"])).toEqual(both);
  expect(await shown([DEV, PROD], ["other-tofu", "terraform"])).toEqual(both);
  expect(await shown([DEV, PROD], undefined, "other-tofu")).toEqual(both);
});

test("a path is one from the working folder", async () => {
  const { tofu } = await shown([PROD], [join(BIN, "tofu")]);
  expect(tofu).toBe(`${join(BIN, "tofu")} 1.12.6`);
});

test.each([
  [
    "OpenTofu for environments of Terraform",
    [DEV],
    ["tofu"],
    undefined,
    /^--terraform tofu: .* Terraform.*: dev; found OpenTofu 1\.12\.6.*`terraform: { engine: tofu }`/s,
  ],
  [
    "Terraform for environments of OpenTofu",
    [PROD],
    ["terraform"],
    undefined,
    /expected OpenTofu.*: prod; found Terraform 1\.15\.5/s,
  ],
  ["another engine by the variable", [DEV], undefined, "tofu", /^TERRAFORM_BINARY_NAME=tofu: expected Terraform/],
  [
    "two programs of one engine",
    [DEV, PROD],
    ["tofu", "other-tofu"],
    undefined,
    /other-tofu: expected at most one program for each engine; found OpenTofu, as tofu is/,
  ],
  [
    "a version that is too old",
    [PROD],
    ["old-tofu"],
    undefined,
    /expected OpenTofu 1\.11 or newer; found 1\.10\.10.*opentofu\.org/s,
  ],
  [
    "another program",
    [PROD],
    ["no-engine"],
    undefined,
    /no-engine: expected OpenTofu 1\.11 or newer; `no-engine version` ended with 0: Pulumi/,
  ],
  [
    "a program that is not there",
    [PROD],
    ["none"],
    undefined,
    /expected the program none, OpenTofu 1\.11 or newer, on the PATH; found none/,
  ],
])("fails on %s", async (_, stacks, asked, variable, expected) => {
  await expect(found(stacks, asked, variable)).rejects.toThrow(expected);
});

test("fails where the engine's own name on the PATH is another engine", async () => {
  const bin = withPrograms({ tofu: "Terraform v1.15.5" });
  await expect(found([PROD], undefined, undefined, bin)).rejects.toThrow(
    "tofu, on the PATH: expected OpenTofu 1.11 or newer; found Terraform 1.15.5.",
  );
});
