import { parse } from "yaml";
import type { Problem } from "../../config/problem";

/** A document that is changed: mappings, lists and scalars. */
export type Tree = unknown;

type Path = readonly (string | number)[];

/** Path of a problem, as a list. Keys with dots in them are found by what the document has. */
export function pathOf(document: Tree, text: string): Path {
  if (text === "") return [];
  const keys =
    typeof document === "object" && document !== null && !Array.isArray(document) ? Object.keys(document) : [];
  const index = /^\.?\[(\d+)\]/.exec(text);
  if (index)
    return [Number(index[1]), ...pathOf(Reflect.get(Object(document), Number(index[1])), text.slice(index[0].length))];
  const rest = text.replace(/^\./, "");
  const key = keys
    .filter((each) => rest === each || rest.startsWith(`${each}.`) || rest.startsWith(`${each}[`))
    .sort((a, b) => b.length - a.length)[0];
  if (key === undefined) return rest.split(".");
  return [key, ...pathOf(Reflect.get(Object(document), key), rest.slice(key.length))];
}

/** What somebody who takes an advice has then. */
interface Advised {
  readonly document: Tree;
  /** Where it was changed. */
  readonly at: Path;
}

/** The document with what a problem advises; undefined where the advice is for people to think about. */
export function advised(document: Tree, { path: text, fix = "", found }: Problem): Advised | undefined {
  const path = pathOf(document, text);
  const isKey = found.startsWith("the key ");
  const written = /^write `([^`]+)`$/.exec(fix)?.[1];
  if (written !== undefined)
    return isKey
      ? { document: renamed(document, path, written), at: [...path.slice(0, -1), written] }
      : { document: withValue(document, path, parse(written)), at: path };
  if (/^take (it|them|the key|the keys) out(;|:|$)|^delete all but one$/.test(fix))
    return { document: without(document, path), at: path };
  const inner = /^move it in, under `([^`]+)`$/.exec(fix)?.[1];
  const outer = /^move it out, (?:to the top of the file|under `([^`]+)`)$/.exec(fix);
  if (inner === undefined && outer === null) return undefined;
  const key = path.at(-1) as string;
  const to = inner === undefined ? pathOf(document, outer?.[1] ?? "") : [...path.slice(0, -1), inner];
  return { document: withValue(without(document, path), [...to, key], valueAt(document, path)), at: [...to, key] };
}

/** The value at a path. */
export function valueAt(document: Tree, path: Path): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), document);
}

/** The document with another value at a path. */
export function withValue(document: Tree, path: Path, value: unknown): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = Array.isArray(document) ? [...document] : { ...(document as object) };
  Reflect.set(copy, key, withValue(Reflect.get(Object(document), key) ?? {}, rest, value));
  return copy;
}

/** The document without what is at a path. */
export function without(document: Tree, path: Path): Tree {
  const parent = valueAt(document, path.slice(0, -1));
  const key = path.at(-1);
  const rest = Array.isArray(parent)
    ? parent.filter((_, index) => index !== key)
    : Object.fromEntries(Object.entries(Object(parent)).filter(([each]) => each !== String(key)));
  return withValue(document, path.slice(0, -1), rest);
}

/** The document with another key for what is at a path, in the same place. */
export function renamed(document: Tree, path: Path, to: string): Tree {
  const parent = Object.entries(Object(valueAt(document, path.slice(0, -1))));
  const entries = parent.map(([key, value]) => [key === String(path.at(-1)) ? to : key, value]);
  return withValue(document, path.slice(0, -1), Object.fromEntries(entries));
}

/** All paths in a document, of mappings, lists and scalars. */
export function pathsIn(document: Tree, path: Path = []): Path[] {
  if (typeof document !== "object" || document === null) return [path];
  const entries = Array.isArray(document) ? document.map((each, index) => [index, each]) : Object.entries(document);
  return [
    ...(path.length === 0 ? [] : [path]),
    ...entries.flatMap(([key, each]) => pathsIn(each, [...path, key as string | number])),
  ];
}
