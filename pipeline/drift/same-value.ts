import { isMapping } from "../values";

/**
 * A value as text, in which what says the same is the same: without what is not set, with lists in an order of their
 * own, and with a text that is JSON, such as a policy, as what it says. Providers that keep what they always kept read
 * 0, false and an empty text for what is not set: these are the same.
 *
 * @returns empty where nothing is set.
 */
export function sameText(value: unknown): string {
  const found = canonical(value);
  return found === undefined ? "" : JSON.stringify(found);
}

function canonical(value: unknown): unknown {
  if (value === null || value === undefined || value === "" || value === 0 || value === false) return undefined;
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? canonicalJson(value) : value;
  if (Array.isArray(value)) return listOf(value);
  if (!isMapping(value)) return value;
  const members = Object.keys(value)
    .sort()
    .map((name) => [name, canonical(value[name])] as const)
    .filter(([, each]) => each !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function listOf(list: readonly unknown[]): unknown[] | undefined {
  const texts = list.flatMap((each) => {
    const found = canonical(each);
    return found === undefined ? [] : [JSON.stringify(found)];
  });
  return texts.length === 0 ? undefined : texts.sort().map((text) => JSON.parse(text));
}

function canonicalJson(text: string): unknown {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return text;
  }
}
