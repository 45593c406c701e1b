import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { temporaryFolder } from "./support/environments";

const WRAPPER = join(PACKAGE_ROOT, ".ci", "bin", "npm");

/** Calls the wrapper with a fake npm behind it, which hangs as often as is said. @returns what the fake was called with. */
function called(args: readonly string[], { hangs = 0, code = 0 } = {}): { code: number | null; calls: string[] } {
  const folder = temporaryFolder();
  const log = join(folder, "calls");
  const fake = `#!/usr/bin/env bash
trap '' TERM
echo "$*" >>"${log}"
[ "$(wc -l <"${log}")" -gt ${hangs} ] || sleep 60
exit ${code}
`;
  writeFileSync(join(folder, "npm"), fake);
  chmodSync(join(folder, "npm"), 0o755);
  const PATH = [join(PACKAGE_ROOT, ".ci", "bin"), folder, process.env.PATH].join(delimiter);
  const { status } = spawnSync(WRAPPER, args, { env: { ...process.env, PATH, NPM_INSTALL_SECONDS: "1" } });
  return { code: status, calls: existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [] };
}

test("an installation that hangs is killed and started once more", () => {
  expect(called(["ci", "--silent"], { hangs: 1 })).toEqual({ code: 0, calls: ["ci --silent", "ci --silent"] });
});

test("fails where the installation hangs twice", () => {
  expect(called(["install", "--prefix", "x"], { hangs: 9 })).toEqual({
    code: 137,
    calls: ["install --prefix x", "install --prefix x"],
  });
});

test("an installation that fails is not repeated, and keeps its exit code", () => {
  expect(called(["ci"], { code: 3 })).toEqual({ code: 3, calls: ["ci"] });
});

test("cit installs, and then tests", () => {
  expect(called(["cit"])).toEqual({ code: 0, calls: ["ci", "test"] });
});

test("fails without tests where cit cannot install", () => {
  expect(called(["cit"], { code: 1 })).toEqual({ code: 1, calls: ["ci"] });
});

test("all else is passed on, without a limit of time", () => {
  expect(called(["run", "--silent", "build"])).toEqual({ code: 0, calls: ["run --silent build"] });
});
