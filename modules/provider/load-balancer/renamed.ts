import type { ListenerProps } from "./listener";
import type { ListenerProblem } from "./listener-problem";
import type { NamedListener } from "./listener-rule";

/** Keys that a listener had before, oldest first. */
export function formerKeys({ renamedFrom }: Pick<ListenerProps, "renamedFrom">): readonly string[] {
  if (renamedFrom === undefined) return [];
  return typeof renamedFrom === "string" ? [renamedFrom] : renamedFrom;
}

/** The key that a listener had first. Names that AWS cannot change come from it. */
export function firstKey(name: string, listener: Pick<ListenerProps, "renamedFrom">): string {
  return formerKeys(listener)[0] ?? name;
}

/** Keys to move a listener from. It can have its first key again. */
export function keysToMoveFrom(name: string, listener: Pick<ListenerProps, "renamedFrom">): string[] {
  return formerKeys(listener).filter((key) => key !== name);
}

/** What is wrong with the keys that listeners say they had before. */
export function renameProblems(listeners: readonly NamedListener[]): (ListenerProblem & { readonly name: string })[] {
  const names = new Set(listeners.map(({ name }) => name));
  const holders = new Map<string, string>();
  return listeners.flatMap(({ name, listener: { renamedFrom } }) => {
    const isList = Array.isArray(renamedFrom);
    const keys: readonly unknown[] = isList ? renamedFrom : [renamedFrom];
    return keys.flatMap((key, index) => {
      // What is no text says nothing of other listeners.
      if (typeof key !== "string") return [];
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, name);
      const problem = problemOf(key, { name, names, holder, isLast: index === keys.length - 1 });
      return problem === undefined ? [] : [{ name, path: ["renamedFrom", ...(isList ? [index] : [])], ...problem }];
    });
  });
}

/** Where a former key stands, and who has it. */
interface FormerKey {
  /** The listener that says it had the key. */
  readonly name: string;
  /** Keys of all listeners. */
  readonly names: ReadonlySet<string>;
  /** The listener that names the key too. */
  readonly holder: string | undefined;
  /** Whether it is the key that the listener had just before. */
  readonly isLast: boolean;
}

function problemOf(key: string, { name, names, holder, isLast }: FormerKey) {
  if (holder === name) return { expected: "each former key once", fix: "remove the second" };
  if (holder !== undefined) return { expected: `a former key other than that of listener ${holder}` };
  if (key === name && isLast)
    return {
      expected: "a former key of this listener, other than its present key",
      fix: "write the key that the listener had before, or remove `renamedFrom`",
    };
  if (key !== name && names.has(key))
    return {
      expected: "a former key of this listener, which no listener has now",
      fix: `give listener ${key} another key: a former key stays reserved as long as \`renamedFrom\` names it`,
    };
  return undefined;
}
