import { join, resolve } from "node:path";
import { type Lock, lockFile, lockFolder } from "../../engine/lock";
import { CannotWrite } from "../../support/cannot-write";
import { shown } from "../../support/shown";
import type { Streams } from "../streams";

/** What the lock of an environment's records is named by; it is a hidden file in the folder of the environment. */
const LEDGER = ".ledger";

/** How to wait for other commands. */
export interface LockedWork {
  readonly error: Streams["error"];
  readonly signal: AbortSignal;
}

/**
 * Runs work that reads and edits the records of environments, while no other command edits them. Of two that add the
 * same customer, the second one sees what the first one wrote.
 *
 * @param folder folder of the environments.
 * @param names environments.
 * @throws the reason of the signal, where it ended the waiting.
 */
export async function withRecordsLocked<T>(
  folder: string,
  names: readonly string[],
  { error, signal }: LockedWork,
  work: () => T,
): Promise<T> {
  const locks: Lock[] = [];
  try {
    // In one order, so that no two commands wait for each other.
    for (const name of [...names].sort()) locks.push(await lockOf(join(folder, name), { error, signal }));
    for (const lock of locks) lock.verify();
    return work();
  } finally {
    for (const lock of locks) lock.release();
  }
}

async function lockOf(environment: string, { error, signal }: LockedWork): Promise<Lock> {
  const outdir = join(environment, LEDGER);
  const onWait = () =>
    error(
      `${shown(environment)}: another command edits the records. This one waits until it ends. ` +
        `If there is none, delete ${lockFile(shown(outdir))}.\n`,
    );
  try {
    return await lockFolder(resolve(outdir), { outdir, onWait, signal });
  } catch (thrown) {
    if (typeof (thrown as NodeJS.ErrnoException).syscall !== "string") throw thrown;
    throw new CannotWrite(`${(thrown as Error).message}. Nothing was written.`);
  }
}
