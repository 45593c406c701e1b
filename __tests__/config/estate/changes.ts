import type { Environment } from "../../../config/environment";

/** An environment with one value changed, or taken out. */
export interface Changed {
  /** Keys that lead to the value, without names that users choose: `services.*.listeners.*.port`. */
  readonly key: string;
  /** What was done, for messages. */
  readonly what: string;
  /** The environment with the change; the one that it comes from stays as it is. */
  readonly environment: () => Environment;
}

/** Keys whose value is a mapping by names that users choose, or by ids. */
const MAPPINGS = new Set([
  "accounts",
  "appliances",
  "cards",
  "connections",
  "consumers",
  "existing",
  "from",
  "hostedZones",
  "httpPaths",
  "hubs",
  "listeners",
  "members",
  "privateAddresses",
  "quotas",
  "resources",
  "services",
  "subnets",
  "tags",
  "viaHub",
  "vpcs",
]);

/** A policy document is the user's as a whole. */
const WHOLE = new Set(["policy"]);

/** Keys and positions that lead to a value. */
export type Path = readonly (string | number)[];

/**
 * Every way in which one value of an environment is changed here.
 *
 * @param others values of the same keys that may stand there.
 */
export function* changesOf(
  environment: Environment,
  others: ReadonlyMap<string, ReadonlySet<unknown>>,
): Generator<Changed> {
  for (const { path, value } of valuesIn(environment)) {
    const key = keyOf(path);
    for (const instead of alternatives(value, [...(others.get(String(path.at(-1))) ?? [])]))
      yield {
        key,
        what: `${path.join(".")}: ${JSON.stringify(value)} -> ${JSON.stringify(instead)}`,
        environment: () => withValue(environment, path, instead),
      };
  }
}

/** Values that environments have under each key, each once, by the last part of its name. */
export function valuesByKey(environments: readonly Environment[]): ReadonlyMap<string, ReadonlySet<unknown>> {
  const values = new Map<string, Set<unknown>>();
  for (const { path, value } of environments.flatMap((environment) => [...valuesIn(environment)])) {
    const key = String(path.at(-1));
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return values;
}

/** Keys that lead to a value, without positions and names. */
export function keyOf(path: Path): string {
  const parts = path.map((part, index) => (MAPPINGS.has(String(path[index - 1])) ? "*" : part));
  return parts.filter((part) => typeof part === "string").join(".");
}

/** Every value within another that is neither a mapping nor a list, with the keys and positions that lead to it. */
export function* valuesIn(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  if (typeof value !== "object" || value === null || WHOLE.has(String(path.at(-1)))) {
    if (value !== undefined) yield { path, value };
    return;
  }
  const entries = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  for (const [key, each] of entries) yield* valuesIn(each, [...path, key]);
}

/** Most values of other places that are tried in the place of one. */
const ELSEWHERE = 4;

/** Values in the place of another: near ones, those that stand under the same key elsewhere, and none. */
function alternatives(value: unknown, others: readonly unknown[]): unknown[] {
  const elsewhere = others.filter((each) => typeof each === typeof value && each !== value);
  return [...near(value), ...elsewhere.slice(0, ELSEWHERE), undefined];
}

function near(value: unknown): unknown[] {
  switch (typeof value) {
    case "boolean":
      return [!value];
    case "number":
      return [value + 1];
    case "string":
      return [value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)), `${value}x`].filter(
        (each) => each !== value,
      );
    default:
      return [];
  }
}

/** A copy with one value changed, or taken out where the new one is undefined. */
export function withValue<T>(root: T, path: Path, value: unknown): T {
  const copy = structuredClone(root);
  const parent = path.slice(0, -1).reduce<unknown>((within, part) => (within as Record<string, unknown>)[part], copy);
  const last = path.at(-1) as string | number;
  if (value !== undefined) (parent as Record<string, unknown>)[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string, unknown>)[last];
  return copy;
}
