import { UserError } from "../support/user-error";
import { errorColours } from "./colours";

/** Exit code of a command that was given something wrong. */
export const EXIT_BAD_INPUT = 1;

/**
 * Runs a command and sets the exit code of the process: the command's own, or another with the message of a user's
 * mistake. Anything else that is thrown is a defect, and shown as one.
 *
 * @param badInput exit code for a user's mistake. @default 1
 */
export async function run(command: () => Promise<number> | number, badInput: number = EXIT_BAD_INPUT): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${errorColours.red(error.message)}\n`);
    process.exitCode = badInput;
  }
}
