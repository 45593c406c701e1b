import { join } from "node:path";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { type Head, headOf, headText } from "../head";
import { ORDER_FILE, type OrderFile } from "../order-file";
import { readOrder } from "./read-stacks";

/** What to do about stacks of another commit. */
const AGAIN = "Synthesize again: `privatelink changed`, or `privatelink synth`.";

/**
 * The commit that stacks were synthesized at.
 *
 * @param stacks output folder of the synthesis.
 * @param environments folder of the environments, whose repository is looked at.
 * @throws UserError where something else is checked out now: the stacks are not what the repository declares.
 */
export function checkedHead({ head = null }: OrderFile, stacks: string, environments: string): Head | null {
  const now = headOf(environments);
  if (isSame(head, now)) return head;
  if (now === null)
    throw new UserError(
      `${shown(environments)}: expected the folder of the environments in the git repository whose stacks were ` +
        `synthesized at ${headText(head)}; found no repository. Name it: --environments DIR.`,
    );
  throw new UserError(
    `${shown(join(stacks, ORDER_FILE))}: expected stacks that were synthesized at ${headText(now)}, as ` +
      `${shown(environments)} is now; found stacks of ${headText(head)}. ${AGAIN}`,
  );
}

/**
 * The same for a report that is good for other commits too.
 *
 * @param note is told where something else is checked out now.
 */
export function notedHead(stacks: string, environments: string, note: (text: string) => void): Head | null {
  const { head = null } = readOrder(stacks);
  const now = headOf(environments);
  if (!isSame(head, now))
    note(
      `the stacks in ${shown(stacks)} were synthesized at ${headText(head)}; ${shown(environments)} is at ` +
        `${headText(now)} now. ${AGAIN}`,
    );
  return head;
}

function isSame(a: Head | null, b: Head | null): boolean {
  return a?.commit === b?.commit && a?.dirty === b?.dirty;
}
