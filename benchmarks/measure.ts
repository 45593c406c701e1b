import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Figures of one run of a command, as a whole process with all that it starts. */
export interface Run {
  /** Seconds from start to end. */
  readonly seconds: number;
  /** Most memory that any of its processes held, in MiB; undefined without GNU time. */
  readonly peakMemory?: number;
}

const GNU_TIME = "/usr/bin/time";

/** Runs a command a number of times after one that does not count. @throws when it fails. */
export function measure(command: readonly string[], times: number, options: { cwd: string; scratch: string }): Run[] {
  runOnce(command, options);
  return Array.from({ length: times }, () => runOnce(command, options));
}

function runOnce(command: readonly string[], { cwd, scratch }: { cwd: string; scratch: string }): Run {
  const memoryFile = join(scratch, "peak-memory");
  const [program, ...args] = existsSync(GNU_TIME) ? [GNU_TIME, "-f", "%M", "-o", memoryFile, ...command] : command;
  const start = performance.now();
  const { status, stderr } = spawnSync(program as string, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${command.join(" ")} exited with ${status}\n${stderr}`);
  if (!existsSync(memoryFile)) return { seconds };
  return { seconds, peakMemory: Number(readFileSync(memoryFile, "utf8").trim()) / 1024 };
}

/** A row of the table of figures: median and range of the seconds, and the largest peak memory. */
export function row(name: string, runs: readonly Run[]): string {
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const at = (index: number) => (seconds[index] ?? Number.NaN).toFixed(2);
  const memory = runs.flatMap((run) => (run.peakMemory === undefined ? [] : [run.peakMemory]));
  const peak = memory.length === 0 ? "not measured" : `${Math.max(...memory).toFixed(0)} MiB`;
  return `| ${name} | ${at(Math.floor(seconds.length / 2))} (${at(0)} to ${at(seconds.length - 1)}) | ${peak} |`;
}
