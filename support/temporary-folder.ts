import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotWrite } from "./cannot-write";
import { shown } from "./shown";

/**
 * Does something with a new folder for temporary files, which only this user may read. It is gone afterwards, however
 * that ends: also where a signal ends the process meanwhile.
 *
 * @param name that the folder's begins with.
 * @param before is called before the folder is removed.
 * @throws CannotWrite where there is no room for such files.
 */
export async function withTemporaryFolder<T>(
  name: string,
  body: (folder: string) => Promise<T>,
  before: (folder: string) => void = () => undefined,
): Promise<T> {
  const parent = tmpdir();
  let folder: string;
  try {
    // Made with the mode 0700.
    folder = mkdtempSync(join(realpathSync(parent), `${name}-`));
  } catch (error) {
    throw cannotWrite(parent, error);
  }
  const remove = () => {
    before(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", remove);
  try {
    return await body(folder);
  } catch (error) {
    const { syscall, path, code } = error as NodeJS.ErrnoException;
    const isOfFolder = syscall !== undefined && (path?.startsWith(folder) || (path === undefined && code === "ENOSPC"));
    throw isOfFolder ? cannotWrite(parent, error) : error;
  } finally {
    process.off("exit", remove);
    remove();
  }
}

function cannotWrite(folder: string, error: unknown): CannotWrite {
  return new CannotWrite(
    `${shown(folder)}: expected a folder for temporary files that can be written to; found: ` +
      `${(error as Error).message}. Name another with the variable TMPDIR.`,
  );
}
