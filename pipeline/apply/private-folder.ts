import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isGone, markOfThisProcess, type ProcessMark } from "../../engine/process-mark";
import { withTemporaryFolder } from "../../support/temporary-folder";

/** How the names of private folders begin. */
const NAME = "privatelink-apply";

/** File within that says whose folder it is. */
const OWNER = "process.json";

/** Age in milliseconds from which a folder is removed where it cannot be told whether its process runs: a day. */
const OLD = 24 * 60 * 60 * 1000;

/** Signals that end a process at once, once a first one was received. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does work with a folder that only this user may read, such as for plans, which hold sensitive values. It is removed
 * however the work ends: also where a second signal ends the process. What a killed process left is removed by
 * {@link sweepPrivateFolders}.
 *
 * @param signal of the command: aborted by the first signal.
 * @throws CannotWrite where there is no room for such files.
 */
export async function inPrivateFolder<T>(work: (folder: string) => Promise<T>, signal: AbortSignal): Promise<T> {
  return await withTemporaryFolder(NAME, async (outer) => {
    const removeAndEnd = (received: NodeJS.Signals) => {
      rmSync(outer, { recursive: true, force: true });
      forget();
      process.kill(process.pid, received);
    };
    const listen = () => {
      for (const each of SIGNALS) process.on(each, removeAndEnd);
    };
    const forget = () => {
      for (const each of SIGNALS) process.off(each, removeAndEnd);
      signal.removeEventListener("abort", listen);
    };
    if (signal.aborted) listen();
    else signal.addEventListener("abort", listen, { once: true });
    try {
      writeFileSync(join(outer, OWNER), JSON.stringify(markOfThisProcess()), { mode: 0o600 });
      const folder = join(outer, "files");
      mkdirSync(folder, { mode: 0o700 });
      return await work(folder);
    } finally {
      forget();
    }
  });
}

/** Removes the folders of this user's processes that were killed. @param now the present time. */
export function sweepPrivateFolders(now: Date): void {
  for (const name of existsSync(tmpdir()) ? readdirSync(tmpdir()) : []) {
    if (!name.startsWith(`${NAME}-`)) continue;
    const folder = join(tmpdir(), name);
    try {
      const { uid, mtimeMs } = lstatSync(folder);
      if (uid !== process.getuid?.()) continue;
      const owner = ownerOf(folder);
      if ((owner && isGone(owner)) ?? now.getTime() - mtimeMs > OLD) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Its own process removed it meanwhile.
    }
  }
}

/** Whose folder it is; undefined where that is not said yet, or no more. */
function ownerOf(folder: string): ProcessMark | undefined {
  try {
    const { pid, started, place } = JSON.parse(readFileSync(join(folder, OWNER), "utf8")) as Partial<ProcessMark>;
    return typeof pid === "number" && typeof place === "string" ? { pid, started, place } : undefined;
  } catch {
    return undefined;
  }
}
