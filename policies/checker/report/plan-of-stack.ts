import type { JudgedDocument } from "./report-schema";

/** Something in one document that another document may have too. */
interface InDocument {
  readonly document: JudgedDocument;
}

/**
 * What a stack has of something in a plan; undefined where it is not clear which stack the plan is of. It is the stack of the
 * same name; if the plan does not say its stack, the only one that has the same.
 *
 * @param one of a stack or a plan.
 * @param alike the same of all documents, this one among them.
 */
export function stackOf<T extends InDocument>(one: T, alike: readonly T[]): T | undefined {
  if (!isPlan(one)) return undefined;
  const { stack } = one.document;
  const plans = alike.filter((other) => isPlan(other) && other.document.stack === stack);
  const stacks = alike.filter((other) => !isPlan(other) && (stack === null || other.document.stack === stack));
  return plans.length === 1 && stacks.length === 1 ? stacks[0] : undefined;
}

function isPlan({ document }: InDocument): boolean {
  return document.verdict.form === "plan";
}

/** Values by their keys, in the order that they come in. */
export function grouped<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
