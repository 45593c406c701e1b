import { orderSchema } from "./order-file";

/** Kinds of stacks in the order of deployment: one may depend on those of kinds before it. */
const KINDS: readonly string[] = orderSchema.shape.stacks.element.shape.kind.options;

/** Whether stacks of a kind may depend on those of another. One that is not known may depend on all. */
export function mayDependOn(kind: string, other: string): boolean {
  return rankOf(kind) > rankOf(other);
}

function rankOf(kind: string): number {
  const rank = KINDS.indexOf(kind);
  return rank === -1 ? KINDS.length : rank;
}
