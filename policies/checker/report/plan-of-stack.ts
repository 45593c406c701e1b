import type { JudgedDocument } from "./report-schema";

/** Something in one document that another document may have too. */
interface InDocument {
  readonly document: JudgedDocument;
}

/**
 * Finds what a stack has of something in a plan: undefined where it is not clear which stack the plan is of. It is the
 * stack of the same name; if the plan does not say its stack, the only one that has the same.
 *
 * @param alike the same of all documents.
 */
export function stackFinder<T extends InDocument>(alike: readonly T[]): (one: T) => T | undefined {
  const stacks = alike.filter((one) => !isPlan(one));
  const plansByStack = grouped(alike.filter(isPlan), ({ document }) => document.stack);
  const stacksByName = grouped(stacks, ({ document }) => document.stack);
  return (one) => {
    const { stack } = one.document;
    if (!isPlan(one) || plansByStack.get(stack)?.length !== 1) return undefined;
    const found = stack === null ? stacks : (stacksByName.get(stack) ?? []);
    return found.length === 1 ? found[0] : undefined;
  };
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
