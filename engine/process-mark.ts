import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { isRunning } from "../support/is-running";

/** What tells a process from all others, also after it has ended. */
export interface ProcessMark {
  readonly pid: number;
  /** When the process started, in the system's own unit. @default - the system does not tell */
  readonly started?: string | undefined;
  /** Machine, boot and namespace that the process id is of. */
  readonly place: string;
}

/** The mark of this process. */
export function markOfThisProcess(): ProcessMark {
  return { pid: process.pid, started: statusOf(process.pid)?.started, place: placeOfIds() };
}

/**
 * Whether a process has ended. Undefined where that cannot be told: process ids mean something else here than where it
 * runs.
 */
export function isGone({ pid, started, place }: ProcessMark): boolean | undefined {
  if (place !== placeOfIds()) return undefined;
  const status = statusOf(pid);
  if (status === undefined) return !isRunning(pid);
  // A process with the same id that started at another time is another one. A zombie only waits to be counted.
  return status.started !== started || status.isZombie;
}

/** What Linux tells of a process. Undefined elsewhere, and where there is no such process. */
function statusOf(pid: number): { readonly started: string; readonly isZombie: boolean } | undefined {
  const text = readText(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program stands in brackets, and may hold anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields?.[0], fields?.[STARTED]];
  return state === undefined || started === undefined
    ? undefined
    : { started, isZombie: state === "Z" || state === "X" };
}

/** Place of the start time behind the program's name: see proc(5), field 22. */
const STARTED = 19;

function placeOfIds(): string {
  const boot = readText(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  const namespace = readText(() => readlinkSync("/proc/self/ns/pid"));
  return [hostname(), boot ?? "", namespace ?? ""].join(" ");
}

function readText(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
