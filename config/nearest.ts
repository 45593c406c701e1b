import { distance } from "fastest-levenshtein";
import { listed } from "../support/listed";
import { printable } from "../support/printable";
import { KEY_PATTERN } from "./fields";

/** Longest word of which one mistake, not two, may be corrected: `TCP` is two letters from `TLS`, and means another thing. */
const SHORT = 4;

/**
 * The known word that a user most likely meant, or undefined when none is close. Two mistakes may be corrected, or as many as a
 * third of the letters; in a short word, one. Words that differ in their digits only are two things: us-west-3 is not us-west-1
 * with a mistake.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: mistakes(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  const best = ranked[0];
  if (!best || best.edits >= best.candidate.length) return undefined;
  if (best.edits > 0 && withoutDigits(word) === withoutDigits(best.candidate)) return undefined;
  const length = Math.max(word.length, best.candidate.length);
  return best.edits <= (length <= SHORT ? 1 : Math.max(2, Math.floor(length / 3))) ? best.candidate : undefined;
}

/** Letters to change; two neighbours in the wrong order are one mistake. */
export function mistakes(word: string, candidate: string): number {
  const edits = distance(word, candidate);
  return edits === 2 && word.length === candidate.length && isSwap(word, candidate) ? 1 : edits;
}

function isSwap(word: string, candidate: string): boolean {
  const first = [...word].findIndex((letter, index) => letter !== candidate[index]);
  return word[first] === candidate[first + 1] && word[first + 1] === candidate[first];
}

/** A word without its digits: words that differ only there are two things. */
export function withoutDigits(word: string): string {
  return word.toLowerCase().replace(/\d/g, "");
}

/** Advice to write the known word that was most likely meant; undefined when none is close. */
export function writeNearest(word: string, known: readonly string[]): string | undefined {
  const similar = nearest(word, known);
  return similar === undefined ? undefined : `write \`${similar}\``;
}

/** Advice to write the key that was most likely meant; undefined when none is close. */
export function writeNearestKey(key: string, known: readonly string[]): string | undefined {
  const meant = nearestKey(key, known);
  return meant === undefined ? undefined : `write \`${meant}\``;
}

/** The key that was most likely meant; undefined when none is close. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const keys = known.filter((each) => KEY_PATTERN.test(each));
  return nearest(key, keys) ?? oneLonger(key, keys, "-") ?? oneShorter(key, keys, "-");
}

/** Fewest letters that tell a word by its beginning. */
const SHORTEST_PREFIX = 3;

/**
 * The one known word that begins with what was written; undefined where there are none or several.
 *
 * @param separator what must stand behind the shorter word.
 */
export function oneLonger(word: string, known: readonly string[], separator: string = ""): string | undefined {
  const [found, ...others] = known.filter((each) => begins(each, word, separator));
  return others.length === 0 ? found : undefined;
}

function oneShorter(word: string, known: readonly string[], separator: string): string | undefined {
  const [found, ...others] = known.filter((each) => begins(word, each, separator));
  return others.length === 0 ? found : undefined;
}

function begins(long: string, short: string, separator: string): boolean {
  return short.length >= SHORTEST_PREFIX && long.length > short.length && long.startsWith(`${short}${separator}`);
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
