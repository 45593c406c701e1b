import { existingNames, unknownNames } from "../../config/nearest";
import { NoSuchName } from "../../support/no-such-name";
import { printable } from "../../support/printable";
import type { OrderFile } from "../order-file";
import type { ReviewedStack } from "./reviewed-plans";

/**
 * The stacks of some environments.
 *
 * @param names of environments: those that are declared, or whose stacks are among the plans. @default - all
 * @throws NoSuchName where there is no such environment.
 */
export function inEnvironments(
  stacks: readonly ReviewedStack[],
  order: OrderFile,
  names?: readonly string[],
): readonly ReviewedStack[] {
  if (names === undefined) return stacks;
  const known = [
    ...new Set([...Object.keys(order.environments), ...stacks.map(({ environment }) => environment)]),
  ].sort();
  const missing = names.filter((name) => !known.includes(name));
  const unknown = unknownNames(missing, known);
  if (unknown !== undefined)
    throw new NoSuchName(
      `No such environment:\n${unknown}\n${existingNames(missing, known.map(printable))}\nNothing was applied.`,
    );
  return stacks.filter(({ environment }) => names.includes(environment));
}
