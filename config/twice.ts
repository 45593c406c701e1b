import type { FilePlace } from "./yaml-file";

export type { FilePlace } from "./yaml-file";

/** One of several places at which the same thing was found. */
export interface FoundAgain {
  /** File, where the places are in several. */
  readonly file?: string;
  readonly line: number;
  /** Place in a list, from 1. */
  readonly position?: number;
}

/**
 * What a report says was found where something is there more than once: `` `use1-az1` twice (lines 7 and 9) ``.
 *
 * @param what what is there, as it is written.
 * @param places where it is, in the order of the file.
 */
export function timesFound(what: string, places: readonly FoundAgain[]): string {
  const times = places.length === 2 ? "twice" : `${places.length} times`;
  return `\`${what}\` ${times} (${placesText(places)})`;
}

/** What a report says was found where several places of files have the same thing. @param what the thing, as it is written. */
export function foundTwice(what: string, places: readonly FilePlace[]): string {
  return timesFound(what, places.map(placed));
}

/** What a report says was found where several keys count as one: `` `Owner` and `owner` (lines 5 and 6) ``. */
export function foundAlike(keys: readonly string[], places: readonly FilePlace[]): string {
  return `${listed(keys.map((key) => `\`${key}\``))} (${placesText(places.map(placed))})`;
}

/** Where a place is, as reports name it: `dev/environment.yaml:7`. */
export function lineOf({ file, path }: FilePlace): string {
  const { file: name, line } = file.where(path);
  return `${name}:${line}`;
}

function placed({ file, path }: FilePlace): FoundAgain {
  const last = path.at(-1);
  return { ...file.where(path), ...(typeof last === "number" ? { position: last + 1 } : {}) };
}

function placesText(places: readonly FoundAgain[]): string {
  const files = new Set(places.map(({ file }) => file));
  const lines = new Set(places.map(({ line }) => line));
  if (files.size > 1) return listed(places.map(({ file, line }) => `${file}:${line}`));
  // On one line, the position in the list tells more.
  if (lines.size < places.length && places.every(({ position }) => position !== undefined))
    return `${lines.size === 1 ? `line ${places[0]?.line}, ` : ""}positions ${listed(places.map(({ position }) => String(position)))}`;
  if (lines.size === 1) return `line ${places[0]?.line}`;
  return `lines ${listed([...lines].map(String))}`;
}

/** Texts as one list; of many, the first few. */
export function listed(all: readonly string[]): string {
  const shown = all.length > 6 ? [...all.slice(0, 5), `${all.length - 5} more`] : all;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
