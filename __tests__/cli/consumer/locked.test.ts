import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { withRecordsLocked } from "../../../cli/consumer/locked";
import { lockFile, lockFolder } from "../../../engine/lock";
import { markOfThisProcess } from "../../../engine/process-mark";
import { CannotWrite } from "../../../support/cannot-write";
import { cli, UNWATCHED } from "../../support/cli";
import { ENVIRONMENT, folderOf } from "../../support/environments";

const { signal } = UNWATCHED;
const TABLE = "name,account,services\n";
let folder: string;
const ledger = () => join(folder, "dev/.ledger");

beforeEach(() => {
  folder = folderOf({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/crm.csv": `${TABLE}b,777777777777,orders\n`,
  });
});

const add = () =>
  cli(["consumer", "add", "acme", "--account", "999999999999", "--service", "orders", "--environments", folder]);

test("a command that edits waits for another one, says so, and sees what that wrote", async () => {
  const lock = await lockFolder(ledger(), { outdir: ledger(), onWait: () => undefined });
  const printed = add();
  await setTimeout(300);
  expect(existsSync(join(folder, "dev/consumers/acme.yaml"))).toBe(false);
  writeFileSync(join(folder, "dev/consumers/crm.csv"), `${TABLE}acme,999999999999,orders\n`);
  lock.release();
  const { error, code } = await printed;
  expect(code).toBe(1);
  expect(error).toContain("dev: another command edits the records. This one waits until it ends.");
  expect(error).toContain("crm.csv:2: acme has a record already");
  expect(readdirSync(join(folder, "dev")).sort()).toEqual(["consumers", "environment.yaml"]);
});

test("the lock of a killed command holds up nobody, and is no part of the environment", async () => {
  writeFileSync(
    lockFile(ledger()),
    JSON.stringify({ ...markOfThisProcess(), run: "other", pid: spawnSync("true").pid, started: "1" }),
  );
  expect((await cli(["synth", "--print-inputs", "--environments", folder])).code).toBe(0);
  expect((await add()).code).toBe(0);
  expect(readdirSync(join(folder, "dev")).sort()).toEqual(["consumers", "environment.yaml"]);
});

test("the lock is released where something is wrong", async () => {
  const options = { error: () => undefined, signal };
  const fail = () => {
    throw new Error("wrong");
  };
  await expect(withRecordsLocked(folder, ["dev"], options, fail)).rejects.toThrow("wrong");
  expect(await withRecordsLocked(folder, ["dev"], options, () => 1)).toBe(1);
});

test("a signal ends the waiting", async () => {
  const lock = await lockFolder(ledger(), { outdir: ledger(), onWait: () => undefined });
  const options = { error: () => undefined, signal: AbortSignal.abort(new Error("stopped")) };
  await expect(withRecordsLocked(folder, ["dev"], options, () => 1)).rejects.toThrow("stopped");
  lock.release();
});

test("show does not wait", async () => {
  const lock = await lockFolder(ledger(), { outdir: ledger(), onWait: () => undefined });
  expect((await cli(["consumer", "show", "b", "--environments", folder])).code).toBe(0);
  lock.release();
});

test("fails as what cannot be written where there can be no lock", async () => {
  mkdirSync(lockFile(ledger()));
  const { error, code } = await add();
  expect([code, error]).toEqual([2, expect.stringContaining("found a folder. Delete it.")]);
  rmSync(join(folder, "dev"), { recursive: true });
  const options = { error: () => undefined, signal };
  await expect(withRecordsLocked(folder, ["dev"], options, () => 1)).rejects.toThrow(CannotWrite);
});
