import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { isGone, markOfThisProcess } from "../../engine/process-mark";

const own = markOfThisProcess();
const onLinux = existsSync("/proc/self/stat") ? test : test.skip;

/** Fields of proc(5) behind the name of the program. */
const fieldsOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];

test("this process is not gone, and one that has ended is", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  expect(isGone(own)).toBe(false);
  expect(isGone({ ...own, pid })).toBe(true);
});

test("nothing is known of a process elsewhere", () => {
  expect(isGone({ ...own, place: "elsewhere" })).toBeUndefined();
});

onLinux("a process that started at another time is another one", () => {
  expect(isGone({ ...own, started: `${own.started}0` })).toBe(true);
});

onLinux("a process that has ended and that nobody waited for is gone", async () => {
  // The shell becomes a program that never waits for the process that the shell started.
  const parent = spawn("sh", ["-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 60"]);
  try {
    const [printed] = (await once(parent.stdout, "data")) as [Buffer];
    const mark = { ...own, pid: Number(printed.toString()), started: "" };
    mark.started = fieldsOf(mark.pid)[19] ?? "";
    expect(isGone(mark)).toBe(false);
    // Until then it is still the shell, which would wait.
    while (readFileSync(`/proc/${parent.pid}/comm`, "utf8") !== "sleep\n") await setTimeout(10);
    parent.stdin.end();
    for (let tries = 0; fieldsOf(mark.pid)[0] !== "Z" && tries < 500; tries += 1) await setTimeout(10);
    expect(fieldsOf(mark.pid)[0]).toBe("Z");
    expect(isGone(mark)).toBe(true);
  } finally {
    parent.kill("SIGKILL");
  }
});
