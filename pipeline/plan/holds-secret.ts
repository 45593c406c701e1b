import { collect } from "../values";

/** Shortest sensitive text that is looked for among other values: shorter ones are part of any plan. */
const SHORTEST = 4;

/** Shortest that is looked for within others, and of digits. */
const SHORTEST_WITHIN = 8;

/** Tells whether a value is or holds a sensitive text, in a list or a map as well. */
export function holdsSecret(secrets: ReadonlySet<string>): (value: unknown) => boolean {
  const long = [...secrets].filter((secret) => secret.length >= SHORTEST_WITHIN);
  const whole = new Set([...secrets].filter((secret) => secret.length >= SHORTEST && !/^\d+$/.test(secret)));
  if (long.length === 0 && whole.size === 0) return () => false;
  return (value) => {
    const texts = new Set<string>();
    collect(value, texts);
    return [...texts].some((text) => whole.has(text) || long.some((secret) => text.includes(secret)));
  };
}
