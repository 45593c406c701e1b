import { isObject as isMapping } from "../support/json-object";

/** A value with keys. */
export type Mapping = Record<string, unknown>;

/** Adds all texts of a value, and its numbers as texts. */
export function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value === "string") secrets.add(value);
  else if (typeof value === "number") secrets.add(String(value));
  else if (Array.isArray(value)) for (const each of value) collect(each, secrets);
  else if (isMapping(value)) for (const each of Object.values(value)) collect(each, secrets);
}

/** What is at a path of keys; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = isMapping(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

export { isMapping };
