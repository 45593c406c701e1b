/** Shortest sensitive text that is taken out of a log: shorter ones are part of any text. */
const SHORTEST = 4;

/** What stands in place of a sensitive text. */
export const SENSITIVE = "(sensitive value)";

/** A text without sensitive ones, each also as JSON has it. Of a sensitive text of several lines, also of each line. */
export function redactText(text: string, secrets: ReadonlySet<string>): string {
  const parts = [...secrets].flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), ...secret.split("\n")]);
  const distinct = [...new Set(parts.map((part) => part.trim()))].filter((part) => part.length >= SHORTEST);
  // The longest first: one may be part of another.
  return distinct
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.split(secret).join(SENSITIVE), text);
}
