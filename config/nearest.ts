import { distance } from "fastest-levenshtein";
import { printable } from "../support/printable";
import { KEY_PATTERN } from "./fields";

/** The known word that a user most likely meant, or undefined when none is close: more than a third of it, and more than two letters, would change. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  const best = ranked[0];
  return best &&
    best.edits <= Math.max(2, Math.floor(Math.max(word.length, best.candidate.length) / 3)) &&
    best.edits < best.candidate.length
    ? best.candidate
    : undefined;
}

/** Advice to write the known word that was most likely meant; undefined when none is close. */
export function writeNearest(word: string, known: readonly string[]): string | undefined {
  const similar = nearest(word, known);
  return similar === undefined ? undefined : `write \`${similar}\``;
}

/** Advice to write the key that was most likely meant; undefined when none is close. */
export function writeNearestKey(key: string, known: readonly string[]): string | undefined {
  return writeNearest(
    key,
    known.filter((each) => KEY_PATTERN.test(each)),
  );
}

/** Whether a key is misspelt where it is declared, which is told there: then nothing is wrong with what names it. */
export function isMisdeclared(key: string, known: readonly string[]): boolean {
  const meant = nearest(key, known);
  return meant !== undefined && !KEY_PATTERN.test(meant) && writeNearestKey(key, known) === undefined;
}

/** The names that are not known, a line each with the one that was most likely meant; undefined when all are known. */
export function unknownNames(names: readonly string[], known: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const line = (name: string, similar: string | undefined) =>
    `  - ${printable(name)}${similar === undefined ? "" : `: did you mean ${similar}?`}`;
  return unknown.map((name) => line(name, nearest(name, known))).join("\n");
}
