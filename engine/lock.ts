import { randomBytes } from "node:crypto";
import { lstatSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { CannotWrite } from "../support/cannot-write";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { isGone, markOfThisProcess, type ProcessMark } from "./process-mark";

/*
 * A lock on an output folder is a file beside it, `<folder>.writing`, that names the process that writes. The file is
 * made only if there is none, which file systems do in one step. A dead process leaves it behind: the next run sees
 * that and takes it over at once. Whether a process is dead is certain only where process ids mean the same, that is,
 * on the same machine and, on Linux, in the same namespace (containers have their own) and since the same boot; there
 * an id that was given to another process is told by the time that the process started at. Elsewhere the file's own
 * time counts, which its process renews.
 *
 * Two runs that find the same dead lock may both write theirs over it. The later one wins: each waits a moment, reads
 * the file again, and goes on only if it is its own. `verify` does so once more before anything in the output folder
 * changes.
 */

/** Who writes to an output folder. */
interface Holder extends ProcessMark {
  /** Tells the runs of one process apart. */
  readonly run: string;
}

/** Runs of this process that hold a lock, or are about to. */
const ownRuns = new Set<string>();

/** A lock that is held. */
export interface Lock {
  /** Throws unless this run still holds it. */
  verify(): void;
  release(): void;
}

/** Time between two looks at a lock that another run holds, in milliseconds. */
const LOOK_AGAIN = 100;

/**
 * Time after which a lock that was taken over is looked at again, in milliseconds: far more than between a look and a
 * write.
 */
const SETTLE = 200;

/**
 * How often the time of a lock is renewed, and after how long without that a process elsewhere counts as dead, in
 * milliseconds.
 */
const RENEW = 5_000;
const SILENT = 60_000;

/**
 * Age from which a lock of a process elsewhere counts as dead at once, in milliseconds: no clock is wrong by as much.
 */
const LONG_AGO = 600_000;

/** Time within which a process that makes a lock writes its name into it, in milliseconds. */
const UNSAID = 2_000;

/** How to wait for a lock. */
export interface LockOptions {
  /** The output folder as the user gave it, for messages. */
  readonly outdir: string;
  /** Called once where another run holds it, with what to tell. */
  readonly onWait: (message: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Locks an output folder for this run. Where another run has it, waits until that ends.
 *
 * @param folder absolute path of the output folder, which need not exist; the folder above it does.
 * @throws the reason of the signal.
 */
export async function lockFolder(folder: string, { outdir, onWait, signal }: LockOptions): Promise<Lock> {
  const file = lockFile(folder);
  const own: Holder = { ...markOfThisProcess(), run: randomBytes(3).toString("hex") };
  ownRuns.add(own.run);
  try {
    let told = false;
    const watch = new Watch(file);
    while (!make(file, own)) {
      signal?.throwIfAborted();
      const state = stateOf(file, watch.look(), outdir);
      if (state === "dead") {
        if (await takeOver(file, own)) break;
        continue;
      }
      const holder = typeof state === "string" ? undefined : state;
      if (!told && holder) onWait(waiting(outdir, holder));
      told ||= holder !== undefined;
      await setTimeout(LOOK_AGAIN);
    }
    return held(file, own, outdir);
  } catch (error) {
    ownRuns.delete(own.run);
    throw error;
  }
}

function waiting(outdir: string, { pid }: Holder): string {
  const folder = shown(outdir);
  return (
    `${folder}: another run (process ${pid}) writes to this folder. This run waits until it ends. ` +
    `If there is no such process, delete ${lockFile(folder)}.`
  );
}

/** Path of the lock of an output folder. */
export function lockFile(folder: string): string {
  return `${folder}.writing`;
}

function held(file: string, own: Holder, outdir: string): Lock {
  const isOwn = () => read(file)?.run === own.run;
  const renew = setInterval(() => {
    const now = new Date();
    if (isOwn()) utimesSync(file, now, now);
  }, RENEW).unref();
  return {
    verify: () => {
      if (!isOwn())
        throw new UserError(
          `${shown(outdir)}: expected to be the only run that writes there; found another one that took over. ` +
            "Nothing was changed. Run it again.",
        );
    },
    release: () => {
      clearInterval(renew);
      if (isOwn()) rmSync(file, { force: true });
      ownRuns.delete(own.run);
    },
  };
}

/** Makes a lock where there is none. */
function make(file: string, own: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Puts this run in the place of a dead one. Whether it is this run that did so, or another, shows a moment later. */
async function takeOver(file: string, own: Holder): Promise<boolean> {
  const fresh = `${file}-${own.pid}-${own.run}`;
  writeFileSync(fresh, JSON.stringify(own));
  try {
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  await setTimeout(SETTLE);
  return read(file)?.run === own.run;
}

/** For how long a lock has not been renewed, in milliseconds. */
interface Silence {
  /** As this run has seen it. It does not depend on the clock of another machine. */
  readonly seen: number;
  /** As the time of the file says. */
  readonly told: number;
}

/** Looks at a lock from time to time. */
class Watch {
  private time: number | undefined;
  private since = 0;

  constructor(private readonly file: string) {}

  /** Undefined where there is no lock any more. */
  look(): Silence | undefined {
    const time = lstatSync(this.file, { throwIfNoEntry: false })?.mtimeMs;
    if (time !== this.time) this.since = performance.now();
    this.time = time;
    return time === undefined ? undefined : { seen: performance.now() - this.since, told: Date.now() - time };
  }
}

/** Who holds a lock; or that nobody does, that its process is dead, or that it was just made and says nothing yet. */
function stateOf(file: string, silence: Silence | undefined, outdir: string): Holder | "free" | "dead" | "fresh" {
  if (silence === undefined) return "free";
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new CannotWrite(
      `${lockFile(shown(outdir))}: expected the file of a run that writes to ${shown(outdir)}; found a folder. Delete it.`,
    );
  const holder = read(file);
  if (holder === undefined) return silence.seen > UNSAID || silence.told > SILENT ? "dead" : "fresh";
  // The process id is this one's, but the run is not: it was given to this process after the other had ended.
  if (holder.pid === process.pid && holder.place === markOfThisProcess().place)
    return ownRuns.has(holder.run) ? holder : "dead";
  return (isGone(holder) ?? (silence.seen > SILENT || silence.told > LONG_AGO)) ? "dead" : holder;
}

/** Who holds a lock. Undefined where there is none any more, or it says nothing. */
function read(file: string): Holder | undefined {
  try {
    const { pid, started, place, run } = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    const isWhole = typeof pid === "number" && typeof place === "string" && typeof run === "string";
    return isWhole ? { pid, started: typeof started === "string" ? started : undefined, place, run } : undefined;
  } catch {
    return undefined;
  }
}
