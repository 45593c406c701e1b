import pc from "picocolors";
import { UserError } from "../support/user-error";

/** Exit code of a command that found something wrong with what it was given. */
export const EXIT_BAD_INPUT = 1;

/**
 * Runs a command and sets the exit code of the process: the command's own, or {@link EXIT_BAD_INPUT} with the message of
 * a user's mistake. Anything else that is thrown is a defect, and shown as one.
 */
export async function run(command: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${pc.red(error.message)}\n`);
    process.exitCode = EXIT_BAD_INPUT;
  }
}
