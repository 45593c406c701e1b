import { join } from "node:path";
import { REMOVED } from "../engine/removed";
import { counted } from "../support/counted";
import { listedBy } from "../support/listed";
import { printable } from "../support/printable";
import { shown } from "../support/shown";

/**
 * What is said of stacks that nothing declares and no plan destroys, in a line; empty where there is none.
 *
 * @param names see `pipeline/left-over.ts`.
 * @param stacks output folder of the synthesis.
 */
export function leftOverText(names: readonly string[], stacks: string): string {
  if (names.length === 0) return "";
  const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  return (
    `note: ${counted(names.length, "stack")} in ${shown(join(stacks, REMOVED))} ${are} no longer declared, may still be ` +
    `deployed, and no plan here destroys ${them}: ${listedBy(names, printable)}. To destroy ${them}, run ` +
    "`privatelink changed --deployed FILE` and `privatelink plan --changed`; without such a file, " +
    "`privatelink start` prints the commands.\n"
  );
}
