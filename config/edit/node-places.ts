import { isMap, isScalar, type Node, type Pair, type YAMLMap } from "yaml";
import { parseYaml } from "../yaml/parse";
import { CannotEdit } from "./changes";

/** The mapping that a key is in, by the keys on the way to it. */
export function mappingOf(text: string, way: readonly string[]): YAMLMap {
  let node: unknown = parseYaml(text).document?.contents;
  for (const key of way) node = isMap(node) ? pairOf(node, key)?.value : undefined;
  if (!isMap(node))
    throw new CannotEdit(
      way.length === 0 ? "a mapping" : `a mapping at \`${way.join(".")}\``,
      "edit the record by hand",
    );
  return node;
}

/** A key of a mapping with its value. */
export function pairOf({ items }: YAMLMap, key: string): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Where a node begins and ends. */
export function rangeOf(node: unknown): [start: number, end: number] {
  const range = (node as Node | null | undefined)?.range;
  if (!range) throw new CannotEdit("a record whose keys have places", "edit the record by hand");
  return [range[0], range[1]];
}

/** A text with another one put into it. */
export function splice(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}

/** Where the last character before an offset stands that is no space or line break. */
export function lastCharacter(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at -= 1;
  return at;
}

/** Offset behind the line break of a line; -1 on the last line, where it has none. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? -1 : end + 1;
}

/** The spaces before an offset, from the start of its line. */
export function indentAt(text: string, at: number): string {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const before = text.slice(line, at);
  if (before.trim() !== "") throw new CannotEdit("keys that begin a line", "edit the record by hand");
  return before;
}
