import { distance } from "fastest-levenshtein";
import { listed } from "../support/listed";
import { printable } from "../support/printable";

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

/** The names that are not known, a line each with the one that was most likely meant; undefined when all are known. */
export function unknownNames(names: readonly string[], known: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const line = (name: string, similar: string | undefined) =>
    `  - ${printable(name)}${similar === undefined ? "" : `: did you mean ${similar}?`}`;
  return unknown.map((name) => line(name, nearest(name, known))).join("\n");
}

/** Names that are listed before the rest is counted. */
const LISTED_NAMES = 20;

/** A sentence with the names that there are. Of many, those that are most like an unknown one come first. */
export function existingNames(names: readonly string[], known: readonly string[]): string {
  if (known.length === 0) return "There are none.";
  if (known.length <= LISTED_NAMES) return `There are: ${known.join(", ")}.`;
  const unknown = names.filter((name) => !known.includes(name));
  const edits = (candidate: string) =>
    Math.min(...unknown.map((name) => distance(name.toLowerCase(), candidate.toLowerCase())));
  const ranked = known
    .map((candidate) => ({ candidate, edits: edits(candidate) }))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
  return `There are: ${listed(ranked, LISTED_NAMES)}.`;
}
