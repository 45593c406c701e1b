import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CDKTF_CLI_VERSION } from "../../../cli/cdktf/version";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { cli } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";

/** A program that notes its words and the stacks that the app is to build, and ends with 7. */
function program(name = "cdktf"): { path: string; folder: string; said: () => string } {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n{ printf '<%s>' "$@"; echo "$PRIVATELINK_STACKS"; } >${folder}/said\nexit 7\n`);
  chmodSync(path, 0o755);
  return { path, folder, said: () => readFileSync(join(folder, "said"), "utf8") };
}

test.each([
  [["diff", "dev-*"], "<diff><dev-*>dev-*\n"],
  [["deploy", "a b", "--auto-approve"], "<deploy><a b><--auto-approve>\n"],
  [["--help"], "<--help>\n"],
  [["--version"], "<--version>\n"],
  [["synth", "--output", "x", "-h"], "<synth><--output><x><-h>\n"],
])("cdktf gets %j as they are, and its exit code is the program's", async (words, said) => {
  const cdktf = program();
  const { code } = await cli(["cdktf", ...words], { ...process.env, CDKTF: cdktf.path });
  expect([code, cdktf.said()]).toEqual([7, said]);
});

test("without CDKTF, npm fetches the version that goes with the library", async () => {
  const npx = program("npx");
  await cli(["cdktf", "synth"], { PATH: `${npx.folder}:${process.env.PATH}` });
  expect(npx.said()).toBe(`<--yes><cdktf-cli@${CDKTF_CLI_VERSION}><synth>\n`);
  const { devDependencies } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
  expect(CDKTF_CLI_VERSION).toBe(devDependencies.cdktf);
});

test("fails on a program that is not there, and on a selection with destroy", async () => {
  expect(await cli(["cdktf", "synth"], { CDKTF: "/nowhere/cdktf" })).toMatchObject({
    code: 2,
    error: expect.stringContaining("/nowhere/cdktf: expected a program that can be run"),
  });
  const cdktf = program();
  const env = { CDKTF: cdktf.path, PRIVATELINK_STACKS: "a" };
  expect(await cli(["cdktf", "destroy", "a"], env)).toMatchObject({ code: 2 });
  expect(cdktf.said).toThrow("ENOENT");
});
