import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/environments";
import { runInShell } from "../support/run-node";

/** Code that runs a command with the streams of its process. */
const program = (...args: string[]) => `require("./cli/program.ts").runProgram(${JSON.stringify(args)});`;

/** Code that prints a text of a length, and ends with an exit code as a verdict does. */
const prints = (length: number, code: number) => `
  const { run } = require("./cli/run.ts");
  const streams = require("./cli/streams.ts").standardStreams();
  run(async () => { for (let i = 0; i < ${length / 1000}; i++) streams.out("x".repeat(1000)); return ${code}; }, streams);`;

const TRACE = /\n\s+at |node:events/;

test("a pipe gets all of a long output", async () => {
  const { stdout } = await runInShell("run | (sleep 1; wc -c); echo ${PIPESTATUS[0]}", prints(1_000_000, 1));
  expect(stdout.trim().split(/\s+/)).toEqual(["1000000", "1"]);
});

test.each([0, 1, 2])("where the reader of a pipe has gone, the exit code stays %i", async (code) => {
  const { stdout, stderr } = await runInShell(
    "run | (exec <&-; sleep 0.1); echo ${PIPESTATUS[0]}",
    prints(1_000_000, code),
  );
  expect(stdout).toBe(`${code}\n`);
  expect(stderr).toBe("");
});

const onLinux = existsSync("/dev/full") ? test : test.skip;

onLinux.each([
  ["a report", prints(5000, 0)],
  ["a report with violations", prints(5000, 1)],
  ["help", program("--help")],
  ["the version", program("--version")],
])("a full disk under %s is exit code 2 with one line", async (_, code) => {
  const { stderr, code: exit } = await runInShell("run >/dev/full", code);
  expect(exit).toBe(2);
  expect(stderr).toMatch(/^standard output: expected to write all of it; found: ENOSPC.*\n$/);
});

onLinux("a full disk under standard error changes no exit code", async () => {
  expect((await runInShell("run 2>/dev/full", program("polcy"))).code).toBe(2);
});

test("a file that takes only a part is exit code 2: nothing is cut off in silence", async () => {
  const file = join(temporaryFolder(), "report.txt");
  const { stderr, code } = await runInShell(`ulimit -f 8; run >'${file}'`, prints(100_000, 0));
  expect(code).toBe(2);
  expect(stderr).toContain("EFBIG");
  expect(readFileSync(file).length).toBeLessThan(100_000);
});

test("an interrupt ends it with 130, and without a trace", async () => {
  const interrupted = `
    require("./cli/streams.ts").standardStreams();
    setTimeout(() => undefined, 60_000);
    process.kill(process.pid, "SIGINT");`;
  const { stdout, stderr } = await runInShell("run; echo $?", interrupted);
  expect(stdout).toBe("130\n");
  expect(stderr).not.toMatch(TRACE);
});

test("a defect of the program is told as one, and is no verdict", async () => {
  const code = `
    const { run } = require("./cli/run.ts");
    run(() => { throw new TypeError("x is undefined"); }, require("./cli/streams.ts").standardStreams());`;
  const { stderr, code: exit } = await runInShell("run", code);
  expect(exit).toBe(2);
  expect(stderr).toMatch(/defect of the program. Please report it.*\nTypeError: x is undefined\n/);
});
