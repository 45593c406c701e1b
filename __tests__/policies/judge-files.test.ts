import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type JudgeFilesOptions, judgeFiles } from "../../policies/checker/judge-files";
import { loadParts } from "../../policies/checker/policy";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf, temporaryFolder } from "../support/environments";
import { typeScriptWorker } from "../support/run-node";

const CONSUMER = { output: { privatelink_stack_role: { value: "consumer" } } };

/** Documents of all kinds, the first of more than 4 MiB, the second of more than 1 MiB. */
function documents(): { source: string; problem?: string }[] {
  const filler = (length: number) => ({ locals: { filler: "x".repeat(length) } });
  const contents: Record<string, string> = {
    "huge.json": JSON.stringify({ ...CONSUMER, ...filler(5 << 20), resource: { aws_vpc: { v: {} } } }),
    "large.json": JSON.stringify({ ...CONSUMER, ...filler(2 << 20), resource: { aws_internet_gateway: { x: {} } } }),
    "broken.json": '{"resource": }',
    "twice.json": '{"resource": {}, "resource": {}}',
    "empty.json": "",
  };
  for (let index = 0; index < 12; index += 1)
    contents[`${index}.json`] = JSON.stringify({
      "//": { metadata: { stackName: `stack-${index}` } },
      ...CONSUMER,
      resource: { aws_vpc: { v: {} }, ...(index % 3 === 0 && { aws_internet_gateway: { x: {} } }) },
    });
  const folder = folderOf(contents);
  const sources = [...Object.keys(contents), "none.json"].map((name) => ({ source: join(folder, name) }));
  return [...sources, { source: folder, problem: "nothing in it" }];
}

/** Writes the code of a worker. */
function workerOf(code: string): string {
  const file = join(temporaryFolder(), "worker.js");
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, code);
  return file;
}

/** A worker that answers each file with a verdict, unless the code before it does something else. */
const answering = (code: string) =>
  workerOf(`const { parentPort } = require("node:worker_threads");
    parentPort.on("message", ({ source }) => {
      ${code}
      parentPort.postMessage({ source, verdict: { verdict: "unjudgeable", form: "", why: ["answered"] } });
    });`);

const named = (...sources: string[]) => sources.map((source) => ({ source }));

/** What is said of each file by a worker. */
async function said(code: string, sources: string[], options: JudgeFilesOptions = {}) {
  const judged = await judgeFiles(named(...sources), await loadParts(), {
    threads: 2,
    worker: answering(code),
    ...options,
  });
  return judged.map(({ source, verdict }) => [source, "why" in verdict ? verdict.why[0] : ""]);
}

test("threads say the same as this thread, in the order of the files", async () => {
  const files = documents();
  const parts = await loadParts();
  const worker = workerOf(typeScriptWorker(join(PACKAGE_ROOT, "policies/checker/judge-worker.ts")));
  const here = await judgeFiles(files, parts, { threads: 0 });
  expect(here.map(({ verdict }) => verdict.verdict)).toEqual([
    ...["clean", "violations", "unjudgeable", "unjudgeable", "unjudgeable"],
    ...[0, 1, 2, 3].flatMap(() => ["violations", "clean", "clean"]),
    ...["unjudgeable", "unjudgeable"],
  ]);
  for (const threads of [1, 3]) {
    let count = 0;
    const onJudged = () => {
      count += 1;
    };
    const there = await judgeFiles(files, parts, { threads, worker, onJudged });
    expect(there.map((one) => JSON.stringify(one))).toEqual(here.map((one) => JSON.stringify(one)));
    expect(count).toBe(files.length);
  }
});

describe("a file on which a thread dies cannot be judged, and the others are", () => {
  test.each([
    ["by an error", 'if (source === "b") throw new Error("x is undefined");', /failed: x is undefined\. Please report/],
    ["by an end", 'if (source === "b") process.exit(0);', /^the checker failed: its thread ended/],
    [
      "for want of memory",
      // As Node tells it of a thread: to fill its memory takes a minute.
      'if (source === "b") throw Object.assign(new Error(), { code: "ERR_WORKER_OUT_OF_MEMORY" });',
      /^the checker ran out of memory on this document/,
    ],
  ])("%s", async (_, code, why) => {
    expect(await said(code, ["a", "b", "c", "d"])).toEqual([
      ["a", "answered"],
      ["b", expect.stringMatching(why)],
      ["c", "answered"],
      ["d", "answered"],
    ]);
  });
});

test("a worker that cannot start fails each file", async () => {
  const judged = await judgeFiles(named("a", "b"), await loadParts(), { threads: 2, worker: "/nowhere/worker.js" });
  expect(judged.map(({ verdict }) => verdict.verdict)).toEqual(["unjudgeable", "unjudgeable"]);
});

describe("a signal stops", () => {
  test("threads, whatever they are doing", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("stopped")), 300);
    await expect(said("for (;;);", ["a", "b"], { signal: stop.signal })).rejects.toThrow("stopped");
  });

  test("this thread, between two files", async () => {
    const stop = new AbortController();
    let count = 0;
    const onJudged = () => {
      count += 1;
      stop.abort(new Error("stopped"));
    };
    const files = named("/nowhere/a", "/nowhere/b");
    const judging = judgeFiles(files, await loadParts(), { threads: 0, signal: stop.signal, onJudged });
    await expect(judging).rejects.toThrow("stopped");
    expect(count).toBe(1);
  });

  test("before anything is judged, where it came before", async () => {
    await expect(said("", ["a"], { signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow("stopped");
  });
});
