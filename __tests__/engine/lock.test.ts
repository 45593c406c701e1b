import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { loadEnvironments } from "../../config/load";
import { type Lock, lockFile, lockFolder } from "../../engine/lock";
import { markOfThisProcess } from "../../engine/process-mark";
import { type Progress, synthesize } from "../../engine/synthesize";
import { CONSUMER, ENVIRONMENT, edit, folderOf, temporaryFolder } from "../support/environments";
import { rejected } from "../support/rejected";
import { filesOf } from "../support/stacks";

function newFolder(): string {
  return join(temporaryFolder(), "out");
}

/** Locks a folder, and collects what is said while it waits. */
function lock(folder: string, said: string[] = [], signal?: AbortSignal): Promise<Lock> {
  return lockFolder(folder, { outdir: folder, onWait: (message) => said.push(message), signal });
}

/** Writes the lock of another process. */
function lockOf(folder: string, holder: object): void {
  writeFileSync(lockFile(folder), JSON.stringify({ ...markOfThisProcess(), run: "other", ...holder }));
}

test("the second run waits until the first ends, and says so once", async () => {
  const folder = newFolder();
  const first = await lock(folder);
  const said: string[] = [];
  const second = lock(folder, said);
  await setTimeout(350);
  expect(said).toEqual([
    `${folder}: another run (process ${process.pid}) writes to this folder. This run waits until it ends. If there is no such process, delete ${folder}.writing.`,
  ]);
  first.release();
  (await second).release();
  expect(readdirSync(dirname(folder))).toEqual([]);
});

test("of many runs that start at once, one at a time has the folder", async () => {
  const folder = newFolder();
  let holders = 0;
  const run = async () => {
    const held = await lock(folder);
    holders += 1;
    expect(holders).toBe(1);
    await setTimeout(5);
    held.verify();
    holders -= 1;
    held.release();
  };
  await Promise.all(Array.from({ length: 8 }, run));
});

test("a run that was killed is followed at once", async () => {
  const folder = newFolder();
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  lockOf(folder, { pid });
  const said: string[] = [];
  (await lock(folder, said)).release();
  expect(said).toEqual([]);
});

test("two runs that follow a killed one do not both get the folder", async () => {
  const folder = newFolder();
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  lockOf(folder, { pid });
  let holders = 0;
  const run = async () => {
    const held = await lock(folder);
    holders += 1;
    expect(holders).toBe(1);
    await setTimeout(20);
    holders -= 1;
    held.release();
  };
  await Promise.all([run(), run(), run()]);
});

test("a process that got the id of a killed one is not taken for it", async () => {
  const folder = newFolder();
  lockOf(folder, { pid: process.ppid, started: "1" });
  (await lock(folder)).release();
  lockOf(folder, { run: "killed" });
  (await lock(folder)).release();
});

test("of a process elsewhere, only the time of its lock tells", async () => {
  const folder = newFolder();
  lockOf(folder, { pid: 1, place: "elsewhere" });
  const abort = new AbortController();
  const said: string[] = [];
  const waiting = rejected(lock(folder, said, abort.signal));
  await setTimeout(250);
  abort.abort(new Error("enough"));
  expect((await waiting).message).toBe("enough");
  expect(said).toHaveLength(1);
  const longAgo = new Date(Date.now() - 1_200_000);
  utimesSync(lockFile(folder), longAgo, longAgo);
  (await lock(folder)).release();
});

test("a lock that says nothing was just made, or left by a run that was killed then, whatever its time", async () => {
  const takeOver = async (time: Date) => {
    const folder = newFolder();
    writeFileSync(lockFile(folder), "");
    utimesSync(lockFile(folder), time, time);
    const before = performance.now();
    (await lock(folder)).release();
    expect(performance.now() - before).toBeGreaterThan(2_000);
    expect(readdirSync(dirname(folder))).toEqual([]);
  };
  await Promise.all([new Date(), new Date("2100-01-01")].map(takeOver));
});

test("a run whose lock was taken over changes nothing, and leaves the lock to the other", async () => {
  const folder = newFolder();
  const held = await lock(folder);
  lockOf(folder, {});
  expect(() => held.verify()).toThrow("Nothing was changed. Run it again.");
  held.release();
  expect(readFileSync(lockFile(folder), "utf8")).toContain("other");
});

describe("the time of a lock", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["Date", "setImmediate", "setTimeout", "nextTick", "queueMicrotask"] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const longAgo = new Date(Date.now() - 120_000);
  /** The age of a lock that was 120 s old, some time later, in milliseconds. */
  function ageAfter(folder: string, milliseconds: number): number {
    utimesSync(lockFile(folder), longAgo, longAgo);
    jest.advanceTimersByTime(milliseconds);
    return Date.now() - statSync(lockFile(folder)).mtimeMs;
  }

  test("is renewed again and again before a run elsewhere takes its process for dead", async () => {
    const folder = newFolder();
    const held = await lock(folder);
    expect(ageAfter(folder, 1_000)).toBeGreaterThan(100_000);
    expect(ageAfter(folder, 30_000)).toBeLessThan(10_000);
    expect(ageAfter(folder, 30_000)).toBeLessThan(10_000);
    held.release();
  });

  test("is not renewed by a run that no longer holds it", async () => {
    const folder = newFolder();
    const held = await lock(folder);
    lockOf(folder, {});
    expect(ageAfter(folder, 30_000)).toBeGreaterThan(100_000);
    held.release();
  });
});

const load = (environment: string) =>
  loadEnvironments(
    folderOf({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": `${CONSUMER}client: false\n` }),
  );
const environments = load(ENVIRONMENT);
const later = load(edit(ENVIRONMENT, "Owner: platform", "Owner: later"));

test("a run that waited writes the environments as they are then", async () => {
  const outdir = newFolder();
  const held = await lock(outdir);
  const reload = jest.fn(() => Promise.resolve(later));
  const waiting = synthesize({ environments, outdir, reload, onWait: () => held.release() });
  expect((await waiting).built).toBe(3);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(readFileSync(join(outdir, "stacks/dev-service-orders/cdk.tf.json"), "utf8")).toContain('"Owner": "later"');
  const again = { environments: later, outdir, reload };
  expect(await synthesize(again)).toMatchObject({ built: 0 });
  expect(reload).toHaveBeenCalledTimes(1);
});

test("two syntheses into one folder, by two names of it, run one behind the other", async () => {
  const outdir = newFolder();
  await synthesize({ environments, outdir });
  const alias = join(dirname(outdir), "alias");
  symlinkSync(outdir, alias);
  const results = await Promise.all(
    [outdir, alias].map((each) => synthesize({ environments, outdir: each, force: true, onWait: () => {} })),
  );
  expect(results.map(({ built }) => built)).toEqual([3, 3]);
  expect(readdirSync(dirname(outdir)).sort()).toEqual(["alias", "out"]);
});

test("a run that was killed leaves nothing that the next one does not remove", async () => {
  const outdir = newFolder();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  lockOf(outdir, { pid: child.pid, started: undefined });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  writeFileSync(join(dirname(outdir), `out.writing-${child.pid}-abc123`), "");
  await synthesize({ environments, outdir });
  expect(readdirSync(dirname(outdir))).toEqual(["out"]);
  expect(existsSync(lockFile(outdir))).toBe(false);
});

test("a synthesis whose lock is taken over while it builds changes nothing, and leaves the lock to the other", async () => {
  const outdir = newFolder();
  await synthesize({ environments, outdir });
  const before = filesOf(outdir);
  const onProgress = () => lockOf(outdir, {});
  const changed = environments.map((each) => ({ ...each, tags: { Owner: "other" } }));
  const error = await rejected(synthesize({ environments: changed, outdir, onProgress }));
  expect(error.message).toContain("found another one that took over. Nothing was changed.");
  expect(filesOf(outdir)).toEqual(before);
  expect(readdirSync(dirname(outdir)).sort()).toEqual(["out", "out.writing"]);
});

test("a folder that somebody filled while a synthesis waited for it is refused", async () => {
  const outdir = newFolder();
  const held = await lock(outdir);
  const onWait = () => {
    mkdirSync(outdir);
    writeFileSync(join(outdir, "notes.txt"), "mine");
    held.release();
  };
  const error = await rejected(synthesize({ environments, outdir, onWait }));
  expect(error.message).toContain("found: notes.txt. Choose another output folder.");
  expect(readdirSync(outdir)).toEqual(["notes.txt"]);
});

describe("a run that is interrupted", () => {
  test("changes nothing where nothing is to be built, and a stack would be set aside", async () => {
    const outdir = newFolder();
    await synthesize({ environments, outdir });
    // It is not asked for and would be built otherwise, so that it is set aside.
    writeFileSync(join(outdir, "stacks/dev-consumer-web/cdk.tf.json"), "{}");
    const before = filesOf(outdir);
    const abort = new AbortController();
    const onProgress = ({ phase }: Progress) => {
      expect(phase).toBe("comparing");
      abort.abort(new Error("interrupted"));
    };
    const ask = { environments, stacks: ["dev-service-orders"], outdir, undeclared: "cdktf" } as const;
    const error = await rejected(synthesize({ ...ask, signal: abort.signal, onProgress }));
    expect(error.message).toBe("interrupted");
    expect(filesOf(outdir)).toEqual(before);
  });

  test("changes nothing and leaves nothing, where it had begun to build", async () => {
    const outdir = newFolder();
    const abort = new AbortController();
    const onProgress = () => abort.abort(new Error("interrupted"));
    const error = await rejected(synthesize({ environments, outdir, signal: abort.signal, onProgress }));
    expect(error.message).toBe("interrupted");
    expect(readdirSync(dirname(outdir))).toEqual([]);
  });
});

test.each([
  ["a link that leads nowhere", (file: string) => symlinkSync("/nowhere/at/all", file)],
  ["JSON that is no holder", (file: string) => writeFileSync(file, "null")],
  ["a holder without a process", (file: string) => writeFileSync(file, '{"run":"x"}')],
])("a lock that is %s is taken over", async (_, make) => {
  const folder = newFolder();
  make(lockFile(folder));
  const longAgo = new Date("2000-01-01");
  lutimesSync(lockFile(folder), longAgo, longAgo);
  (await lock(folder)).release();
  expect(readdirSync(dirname(folder))).toEqual([]);
});

test("a folder in the place of the lock is told of, and nothing is left beside it", async () => {
  const folder = newFolder();
  mkdirSync(lockFile(folder));
  const error = await rejected(lock(folder));
  expect(error.message).toBe(
    `${folder}.writing: expected the file of a run that writes to ${folder}; found a folder. Delete it.`,
  );
  expect(readdirSync(dirname(folder))).toEqual(["out.writing"]);
});
