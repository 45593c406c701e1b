import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { withWriteErrors } from "../../stacks/output-folder";
import { synthesize } from "../../stacks/synthesize";
import { CannotWrite } from "../../support/cannot-write";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { filesOf } from "../support/stacks";
import { thrown } from "../support/synth";

const environments = loadEnvironments(
  folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": `${CONSUMER}client: false\n` }),
);

function systemError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code, syscall: "write", ...(path ? { path } : {}) });
}

function failing(error: Error): Error {
  return thrown(() =>
    withWriteErrors("/a/out", () => {
      throw error;
    }),
  );
}

test.each([
  ["a full disk", systemError("ENOSPC")],
  ["a file in it", systemError("EACCES", "/a/out/stacks/x")],
  ["the folder beside it", systemError("EACCES", "/a/out.writing-1-abcdef/x")],
  ["a folder above it", systemError("EROFS", "/a")],
])("an error about %s says that the output cannot be written", (_, error) => {
  const found = failing(error);
  expect(found).toBeInstanceOf(CannotWrite);
  expect(found.message).toBe(
    `/a/out: expected a folder that can be made and written to; found: ${error.message}. Correct that, or choose another output folder.`,
  );
});

test.each([
  ["of the program", new TypeError("x is undefined")],
  ["about a file elsewhere", systemError("ENOENT", "/b/probe.js")],
])("an error %s stays what it is", (_, error) => {
  expect(failing(error)).toBe(error);
});

test("fails on a symbolic link that leads nowhere, and leaves it", () => {
  const outdir = join(temporaryFolder(), "out");
  symlinkSync(join(dirname(outdir), "absent"), outdir);
  const error = thrown(() => synthesize({ environments, outdir }));
  expect(error).toBeInstanceOf(CannotWrite);
  expect(error.message).toContain("found: a symbolic link to a folder that does not exist.");
  expect(readdirSync(dirname(outdir))).toEqual(["out"]);
});

test("moves nothing if one file cannot be replaced", () => {
  const outdir = join(temporaryFolder(), "out");
  synthesize({ environments, outdir });
  const blocked = join(outdir, "stacks/dev-service-orders/origins.json");
  rmSync(blocked);
  mkdirSync(blocked);
  const first = join(outdir, "stacks/dev-acceptance-orders/cdk.tf.json");
  writeFileSync(first, "of before");
  const before = filesOf(outdir);
  const error = thrown(() => synthesize({ environments, outdir, undeclared: "all" }));
  expect(error).toBeInstanceOf(CannotWrite);
  expect(error.message).toContain("origins.json is a folder.");
  expect(filesOf(outdir)).toEqual(before);
  expect(readFileSync(first, "utf8")).toBe("of before");
  expect(readdirSync(dirname(outdir))).toEqual(["out"]);
});

test("removes what an ended run left beside the folder, but not what belongs to a run that goes on or to another folder", () => {
  const outdir = join(temporaryFolder(), "out");
  const { pid: ended } = spawnSync(process.execPath, ["-e", ""]);
  const beside = (name: string) => join(dirname(outdir), name);
  const stale = beside(`out.writing-${ended}-abcdef`);
  const kept = [`out.writing-${process.ppid}-abcdef`, `other.writing-${ended}-abcdef`, "out.writing-mine"].map(beside);
  for (const folder of [stale, ...kept]) mkdirSync(folder);
  synthesize({ environments, outdir });
  expect(existsSync(stale)).toBe(false);
  expect(readdirSync(dirname(outdir)).sort()).toEqual(["out", ...kept.map((path) => basename(path))].sort());
});
