import { CannotWrite } from "../support/cannot-write";
import { UserError } from "../support/user-error";
import { errorColours } from "./colours";
import { EXIT } from "./exit-codes";
import type { Streams } from "./streams";

/**
 * Runs a command and sets the exit code of the process: the command's own, or another with the message of a user's
 * mistake. Output that cannot be written gives 2. Anything else that is thrown is a defect, and shown as one.
 *
 * @param badInput exit code for a user's mistake. @default 1
 */
export async function run(
  command: () => Promise<number> | number,
  { error: tell }: Pick<Streams, "error">,
  badInput: number = EXIT.wrong,
): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isMistake = error instanceof UserError;
    const isInput = isMistake && !(error instanceof CannotWrite);
    tell(isMistake ? `${errorColours.red(error.message)}\n` : defect(error));
    process.exitCode = isInput ? badInput : EXIT.unjudgeable;
  }
}

function defect(error: unknown): string {
  const trace = error instanceof Error ? error.stack : String(error);
  return `${errorColours.red("This is a defect of the program. Please report it with what follows:")}\n${trace}\n`;
}
