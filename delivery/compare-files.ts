import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withNewerPins, withoutComments } from "./pins";

/** How a file of a repository compares with what it should be. */
export type FileState =
  /** There is no such file. */
  | "missing"
  /** It has this text, apart from comments and from newer versions of actions. */
  | "current"
  /** It has another text. */
  | "different"
  /** It, or a folder on the way to it, is not what is expected: a link, a folder, or a file for a folder. */
  | { readonly found: string; readonly at: string };

/**
 * Compares files with their texts.
 *
 * @param folder root of the repository.
 * @param files texts by path.
 * @throws an error of the file system where something cannot be read.
 */
export function compareFiles(folder: string, files: Readonly<Record<string, string>>): Map<string, FileState> {
  return new Map(Object.entries(files).map(([path, text]) => [path, stateOf(folder, path, text)]));
}

function stateOf(folder: string, path: string, text: string): FileState {
  for (const above of foldersAbove(path)) {
    const kind = kindOf(join(folder, above));
    if (kind === undefined) return "missing";
    if (kind !== "a folder") return { found: kind, at: above };
  }
  const kind = kindOf(join(folder, path));
  if (kind === undefined) return "missing";
  if (kind !== "a file") return { found: kind, at: path };
  const found = readFileSync(join(folder, path), "utf8");
  return withoutComments(found) === withoutComments(withNewerPins(text, found)) ? "current" : "different";
}

/**
 * The text that a file gets: with the versions of actions that it has, where these are newer.
 *
 * @param state of the file, as {@link compareFiles} gives it.
 */
export function withPinsOf(folder: string, path: string, text: string, state: FileState | undefined): string {
  return state === "different" ? withNewerPins(text, readFileSync(join(folder, path), "utf8")) : text;
}

/** Folders that lead to a path, the uppermost first. */
function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === "." ? [] : [...foldersAbove(above), above];
}

/** What a path is, without following links; undefined where there is nothing. */
function kindOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return "a symbolic link";
  if (stats.isDirectory()) return "a folder";
  return stats.isFile() ? "a file" : "something else";
}
