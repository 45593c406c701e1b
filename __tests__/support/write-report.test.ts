import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CannotWrite } from "../../support/cannot-write";
import { writeReport } from "../../support/write-report";
import { temporaryFolder } from "./environments";
import { run, runInShell } from "./run-node";

test("makes the folder and the file, and leaves nothing else", () => {
  const folder = join(temporaryFolder(), "a", "b");
  writeReport(join(folder, "r.md"), "one");
  expect(readdirSync(folder)).toEqual(["r.md"]);
  expect(readFileSync(join(folder, "r.md"), "utf8")).toBe("one");
});

test("puts another file in the place of the one that is there, with its mode", () => {
  const file = join(temporaryFolder(), "r.md");
  writeFileSync(file, "one");
  chmodSync(file, 0o640);
  const { ino } = statSync(file);
  writeReport(file, "two");
  const now = statSync(file);
  // A reader that has the file open still reads the whole of it.
  expect(now.ino).not.toBe(ino);
  expect([readFileSync(file, "utf8"), now.mode & 0o777]).toEqual(["two", 0o640]);
});

test.each([
  ["a link", (file: string, other: string) => symlinkSync(other, file)],
  ["another name of a file", (file: string, other: string) => linkSync(other, file)],
])("writes through %s", (_, link) => {
  const folder = temporaryFolder();
  const [file, other] = [join(folder, "r.md"), join(folder, "other.md")];
  writeFileSync(other, "one");
  link(file, other);
  writeReport(file, "two");
  expect([readFileSync(other, "utf8"), readdirSync(folder)]).toEqual(["two", ["other.md", "r.md"]]);
});

test("writes to a pipe", async () => {
  const pipe = join(temporaryFolder(), "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = run("cat", [pipe]);
  writeReport(pipe, "two");
  expect(await reader).toMatchObject({ code: 0, stdout: "two" });
});

test("what the shell sends to a file still arrives there: /dev/stdout is one", async () => {
  const log = join(temporaryFolder(), "log");
  const code = 'require("./support/write-report.ts").writeReport("/dev/stdout", "two\\n");';
  const { code: exit } = await runInShell(`{ run; echo after; } >>"${log}"`, code);
  expect([exit, readFileSync(log, "utf8")]).toEqual([0, "two\nafter\n"]);
});

const onLinux = existsSync("/proc/self") ? test : test.skip;

onLinux("fails where no file can be made, and names the one that was asked for", () => {
  expect(() => writeReport("/proc/r.md", "two")).toThrow(/\/proc\/r\.md: .*open '\/proc\/r\.md'/);
});

test("fails where a folder is in the way, and says so", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "r.md"));
  const write = () => writeReport(join(folder, "r.md"), "two");
  expect(write).toThrow(CannotWrite);
  expect(write).toThrow(/r\.md: expected a file that can be written; found: EISDIR.* Name another\.$/);
  expect(readdirSync(folder)).toEqual(["r.md"]);
});
