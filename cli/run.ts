import { CannotWrite } from "../support/cannot-write";
import { NoSuchName } from "../support/no-such-name";
import { UserError } from "../support/user-error";
import { errorColours } from "./colours";
import { EXIT } from "./exit-codes";
import { Interrupted, interruption } from "./interrupt";
import { type OnProgress, progressBar } from "./progress";
import type { Streams } from "./streams";

/** What a command is given that may take long. */
export interface Work {
  /** Aborted when the user, or a CI server, ends the command. */
  readonly signal: AbortSignal;
  /** Shows how far the command is. */
  readonly onProgress: OnProgress;
}

/**
 * Runs a command and sets the exit code of the process: the command's own, or another with the message of a user's
 * mistake. A name that there is not, and output that cannot be written, give 2. Anything else that is thrown is a
 * defect, and shown as one. A command that a signal ended says what has become of its work; then the signal ends the
 * process.
 *
 * @param badInput exit code for a user's mistake. @default 1
 */
export async function run(
  command: (work: Work) => Promise<number>,
  { error: tell }: Pick<Streams, "error">,
  badInput: number = EXIT.wrong,
): Promise<void> {
  const { signal, end } = interruption();
  const progress = progressBar();
  try {
    process.exitCode = await command({ signal, onProgress: progress.on });
  } catch (error) {
    progress.end();
    const isMistake = error instanceof UserError;
    const isInput = isMistake && !(error instanceof CannotWrite || error instanceof NoSuchName);
    if (error instanceof Interrupted) tell(`${error.message}\n`);
    else tell(isMistake ? `${errorColours.red(error.message)}\n` : defect(error));
    process.exitCode = isInput ? badInput : EXIT.unjudgeable;
  } finally {
    progress.end();
    end();
  }
}

function defect(error: unknown): string {
  const trace = error instanceof Error ? error.stack : String(error);
  return `${errorColours.red("This is a defect of the program. Please report it with what follows:")}\n${trace}\n`;
}
