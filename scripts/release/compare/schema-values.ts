import { compare } from "../../../support/compare";

export type Schema = Readonly<Record<string, unknown>>;

/** Keywords that say nothing of what is accepted. */
export const WORDS: ReadonlySet<string> = new Set([
  ...["$schema", "$id", "title", "description", "examples", "deprecated", "$comment", "$defs", "definitions"],
]);

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as JSON, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return String(JSON.stringify(value, (_, each) => (isSchema(each) ? ordered(each) : each)));
}

function ordered(value: Schema): Schema {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)));
}

/** A key as a part of a path: without characters that paths have themselves. */
export function escaped(key: string): string {
  return key === "" ? "~" : key.replace(/[.[\]|~*<>#=]/g, (character) => `~${character.charCodeAt(0).toString(16)}`);
}
