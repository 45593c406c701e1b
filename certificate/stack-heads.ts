import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ORDER_FILE, orderSchema } from "../pipeline/order-file";
import { readChecked } from "../pipeline/read-checked";
import type { Head } from "./certificate-file";
import type { DeclaredStack } from "./declared-stacks";

/** Tells the commit that a stack was synthesized at. */
export type HeadOf = (stack: Pick<DeclaredStack, "name"> | undefined, digest: string | null) => Head;

/**
 * Commits that the stacks of an output folder were synthesized at, as its order of deployment tells. null of a stack
 * that the order does not have with these bytes: another synthesis wrote it, or something else.
 *
 * @throws UserError where order.json is of another version.
 */
export function stackHeads(folder: string): HeadOf {
  const file = join(folder, ORDER_FILE);
  if (!existsSync(file)) return () => null;
  const { head = null, stacks } = readChecked(
    file,
    orderSchema,
    "an order of deployment, which `privatelink synth` writes",
  );
  const digests = new Map(stacks.map((stack) => [stack.folder, stack.digest]));
  return (stack, digest) =>
    stack !== undefined && digest !== null && digests.get(dirname(stack.name)) === digest ? head : null;
}
