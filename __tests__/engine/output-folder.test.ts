import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { asWriteError } from "../../engine/output-folder";
import { synthesize } from "../../engine/synthesize";
import { CannotWrite } from "../../support/cannot-write";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { rejected } from "../support/rejected";
import { filesOf } from "../support/stacks";

const environments = loadEnvironments(
  folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": `${CONSUMER}client: false\n` }),
);

function systemError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code, syscall: "write", ...(path ? { path } : {}) });
}

function failing(error: Error): Error {
  return asWriteError("/a/out", error) as Error;
}

test.each([
  ["a full disk", systemError("ENOSPC")],
  ["a file in it", systemError("EACCES", "/a/out/stacks/x")],
  ["the folder beside it", systemError("EACCES", "/a/out.writing-1-abcdef/x")],
  ["a folder above it", systemError("EROFS", "/a")],
])("an error about %s says that the output cannot be written", async (_, error) => {
  const found = failing(error);
  expect(found).toBeInstanceOf(CannotWrite);
  expect(found.message).toBe(
    `/a/out: expected a folder that can be made and written to; found: ${error.message}. Correct that, or choose another output folder.`,
  );
});

test.each([
  ["of the program", new TypeError("x is undefined")],
  ["about a file elsewhere", systemError("ENOENT", "/b/probe.js")],
])("an error %s stays what it is", async (_, error) => {
  expect(failing(error)).toBe(error);
});

test("fails on a symbolic link that leads nowhere, and leaves it", async () => {
  const outdir = join(temporaryFolder(), "out");
  symlinkSync(join(dirname(outdir), "absent"), outdir);
  const error = await rejected(synthesize({ environments, outdir }));
  expect(error).toBeInstanceOf(CannotWrite);
  expect(error.message).toContain("found: a symbolic link to a folder that does not exist.");
  expect(readdirSync(dirname(outdir))).toEqual(["out"]);
});

test("moves nothing if one file cannot be replaced", async () => {
  const outdir = join(temporaryFolder(), "out");
  await synthesize({ environments, outdir });
  const blocked = join(outdir, "stacks/dev-service-orders/origins.json");
  rmSync(blocked);
  mkdirSync(blocked);
  const first = join(outdir, "stacks/dev-acceptance-orders/cdk.tf.json");
  writeFileSync(first, "of before");
  const before = filesOf(outdir);
  const error = await rejected(synthesize({ environments, outdir, undeclared: "all" }));
  expect(error).toBeInstanceOf(CannotWrite);
  expect(error.message).toContain("origins.json is a folder.");
  expect(filesOf(outdir)).toEqual(before);
  expect(readFileSync(first, "utf8")).toBe("of before");
  expect(readdirSync(dirname(outdir))).toEqual(["out"]);
});

test("removes what ended runs left beside the folder, but not what belongs to another folder", async () => {
  const outdir = join(temporaryFolder(), "out");
  const { pid: ended } = spawnSync(process.execPath, ["-e", ""]);
  const beside = (name: string) => join(dirname(outdir), name);
  // No run holds the lock, so that the process with the second id is another one by now.
  const stale = [`out.writing-${ended}-abcdef`, `out.writing-${process.ppid}-abcdef`].map(beside);
  const kept = [`other.writing-${ended}-abcdef`, "out.writing-mine"].map(beside);
  for (const folder of [...stale, ...kept]) mkdirSync(folder);
  await synthesize({ environments, outdir });
  for (const folder of stale) expect(existsSync(folder)).toBe(false);
  expect(readdirSync(dirname(outdir)).sort()).toEqual(["out", ...kept.map((path) => basename(path))].sort());
});
