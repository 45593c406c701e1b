import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Figures of one run of a command, as a whole process with all that it starts. */
export interface Run {
  /** Seconds from start to end. */
  readonly seconds: number;
  /** Seconds of a processor that all its processes took together, which says more on a busy machine; undefined without GNU time. */
  readonly processor?: number;
  /** Most memory that any of its processes held, in MiB; undefined without GNU time. */
  readonly peakMemory?: number;
}

const GNU_TIME = "/usr/bin/time";

interface Options {
  readonly cwd: string;
  readonly scratch: string;
  readonly exitCodes?: readonly number[] | undefined;
  readonly prepare?: (() => void) | undefined;
}

/** Seconds after which a run is given up. */
const LIMIT = 900;

/**
 * Runs a command a number of times: where that is more than once, after one time that does not count.
 *
 * @returns the runs, or in words why there are none: its program is not installed, or it took too long.
 * @throws when it fails.
 */
export function measure(command: readonly string[], times: number, options: Options): Run[] | string {
  if (spawnSync(command[0] as string, ["--version"]).error !== undefined) return "not installed";
  const runs: Run[] = [];
  for (let count = times === 1 ? 1 : 0; count <= times; count++) {
    const run = runOnce(command, options);
    if (run === undefined) return `given up after ${LIMIT}`;
    if (count > 0) runs.push(run);
  }
  return runs;
}

function runOnce(command: readonly string[], { cwd, scratch, exitCodes = [0], prepare }: Options): Run | undefined {
  prepare?.();
  const figures = join(scratch, "figures");
  const [program, ...args] = existsSync(GNU_TIME) ? [GNU_TIME, "-f", "%M %U %S", "-o", figures, ...command] : command;
  const start = performance.now();
  const { status, signal, stderr } = spawnSync(program as string, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LIMIT * 1000,
  });
  const seconds = (performance.now() - start) / 1000;
  if (signal !== null) return undefined;
  if (!exitCodes.includes(status ?? -1)) throw new Error(`${command.join(" ")} exited with ${status}\n${stderr}`);
  if (!existsSync(figures)) return { seconds };
  const [kibibytes = 0, user = 0, system = 0] = (readFileSync(figures, "utf8").trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number);
  return { seconds, processor: user + system, peakMemory: kibibytes / 1024 };
}

/** Heads of the columns of {@link row}. */
export const COLUMNS = ["command", "seconds: median (range)", "seconds of a processor", "peak memory of a process"];

/** A row of the table of figures: medians, the range of the seconds, and the largest peak memory; or why there are none. */
export function row(name: string, runs: readonly Run[] | string): string {
  if (typeof runs === "string") return `| ${name} | ${runs} | | |`;
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const range = runs.length === 1 ? "" : ` (${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)})`;
  const processor = runs.flatMap((run) => (run.processor === undefined ? [] : [run.processor])).sort((a, b) => a - b);
  const memory = runs.flatMap((run) => (run.peakMemory === undefined ? [] : [run.peakMemory]));
  const unmeasured = memory.length === 0;
  return `| ${[
    name,
    `${median(seconds)}${range}`,
    unmeasured ? "not measured" : median(processor),
    unmeasured ? "not measured" : `${Math.max(...memory).toFixed(0)} MiB`,
  ].join(" | ")} |`;
}

/** What a case took. */
export interface Figures {
  /** Median of the seconds of its runs. */
  readonly seconds: number;
  /** Most memory that any of its runs held, in MiB; NaN where it was not measured. */
  readonly memory: number;
}

/** What a case took; undefined where it has no runs. */
export function figuresOf(runs: readonly Run[] | string): Figures | undefined {
  if (typeof runs === "string") return undefined;
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  return { seconds: Number(median(seconds)), memory: Math.max(...runs.map((run) => run.peakMemory ?? Number.NaN)) };
}

function median(sorted: readonly number[]): string {
  return (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(2);
}
