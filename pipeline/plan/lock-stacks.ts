import { resolve } from "node:path";
import { type Lock, lockFolder } from "../../engine/lock";
import { CannotWrite } from "../../support/cannot-write";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { refuseTracked } from "../refuse-tracked";

/**
 * Keeps other runs from writing to a folder of stacks, and from planning in it. Waits where another run has it. A
 * folder that git has files of is refused: nothing is to be run in it.
 *
 * @param stacks folder that the synthesis wrote.
 * @throws UserError where git has files of the folder; CannotWrite where the lock cannot be written; the reason of the
 *   signal.
 */
export async function lockStacks(
  stacks: string,
  { signal, onWait }: { readonly signal: AbortSignal; readonly onWait: (message: string) => void },
): Promise<Lock> {
  refuseTracked(stacks);
  try {
    return await lockFolder(resolve(stacks), { outdir: stacks, onWait, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw new CannotWrite(
      `${shown(stacks)}: expected a folder in which Terraform can be run; found: ${(error as Error).message}.`,
    );
  }
}
