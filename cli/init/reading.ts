import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";

/**
 * Reads what is in a folder before something is written there. What the file system refuses is no defect: a file in the
 * place of a folder, or what the user may not read.
 *
 * @throws UserError in place of an error of the file system.
 */
export async function reading<T>(dir: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { syscall, path, message } = error as NodeJS.ErrnoException;
    if (typeof syscall !== "string" || error instanceof UserError) throw error;
    throw new UserError(
      `${shown(path ?? dir)}: expected a file or folder that can be read; found: ${message}. ` +
        "Correct that, and run the command again. Nothing was written.",
    );
  }
}
