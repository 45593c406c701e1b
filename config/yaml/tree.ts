import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";

/** Path of a key within a file. */
export type KeyPath = readonly PropertyKey[];

/** What a value stands for: itself, or the anchored value of an alias. */
export type Resolve = (node: unknown) => Node | undefined;

/** A key as it is written: `0123` is not 123. Undefined for one that is no text or number. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** Whether a key is `<<`, which merges other mappings into its own. In quotation marks it is a key as any other. */
export function isMergeKey(key: unknown): key is Scalar {
  return isScalar(key) && key.value === "<<" && key.type === "PLAIN";
}

/** The mappings that a mapping merges, in the order in which their keys are preferred. */
export function merged(mapping: YAMLMap, resolve: Resolve): YAMLMap[] {
  return mapping.items.flatMap((pair) => {
    if (!isMergeKey(pair.key)) return [];
    const source = resolve(pair.value);
    const all = isSeq(source) ? source.items.map(resolve) : [source];
    return all.filter((each): each is YAMLMap => isMap(each));
  });
}

/** All entries of a mapping for a key: its own before those that it merges. */
export function pairsOf(mapping: YAMLMap, key: string, resolve: Resolve): Pair[] {
  const own = mapping.items.filter((pair) => !isMergeKey(pair.key) && keyText(pair.key) === key);
  return [...own, ...merged(mapping, resolve).flatMap((each) => pairsOf(each, key, resolve))];
}

/** The entry of a mapping, or of a list, that stands at a path. */
export function pairAt(contents: unknown, path: KeyPath, resolve: Resolve): Pair | undefined {
  const parent = path.length === 0 ? undefined : nodeAt(contents, path.slice(0, -1), resolve);
  return isMap(parent) ? pairsOf(parent, String(path.at(-1)), resolve)[0] : undefined;
}

/** The value at a path. Of a key that is there twice, it is the first that has the rest of the path. */
export function nodeAt(contents: unknown, path: KeyPath, resolve: Resolve): Node | undefined {
  const node = resolve(contents);
  const [key, ...rest] = path;
  if (key === undefined || node === undefined) return node;
  if (isSeq(node)) return nodeAt(node.items[Number(key)], rest, resolve);
  if (!isMap(node)) return undefined;
  for (const pair of pairsOf(node, String(key), resolve)) {
    const found = nodeAt(pair.value, rest, resolve);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a document says, as plain values. Keys that are there twice are put together, where both are mappings. */
export function plainValue(contents: unknown, resolve: Resolve): unknown {
  const known = new Map<Node, unknown>();
  const valueAt = (given: unknown): unknown => {
    const node = resolve(given);
    if (node === undefined) return null;
    if (isScalar(node)) return node.value;
    // An alias stands for the very same value.
    if (known.has(node)) return known.get(node);
    const value = isSeq(node) ? node.items.map(valueAt) : mappingOf(node as YAMLMap);
    known.set(node, value);
    return value;
  };
  const mappingOf = (mapping: YAMLMap): object => {
    const value = {};
    for (const pair of mapping.items)
      if (!isMergeKey(pair.key)) add(value, keyText(pair.key) ?? "", valueAt(pair.value));
    for (const source of merged(mapping, resolve))
      for (const [key, each] of Object.entries(valueAt(source) as object))
        if (!Object.hasOwn(value, key)) define(value, key, each);
    return value;
  };
  return valueAt(contents);
}

/** Adds an entry; to one that is there already only what a mapping lacks. */
function add(to: object, key: string, value: unknown): void {
  const there: unknown = Object.hasOwn(to, key) ? Reflect.get(to, key) : undefined;
  if (there === undefined) define(to, key, value);
  else if (isPlain(there) && isPlain(value)) {
    const both = { ...there };
    for (const [inner, each] of Object.entries(value)) add(both, inner, each);
    define(to, key, both);
  }
}

/** It is defined, not assigned: to assign `__proto__` is something else. */
function define(to: object, key: string, value: unknown): void {
  Object.defineProperty(to, key, { value, writable: true, enumerable: true, configurable: true });
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Resolves the aliases of a document, each to the last anchor of its name that stands before it. */
export function resolver(document: Document): Resolve {
  const anchors = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  const walk = (node: unknown): void => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
      return;
    }
    if (isPair(node)) {
      walk(node.key);
      walk(node.value);
      return;
    }
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node) || isSeq(node)) for (const item of node.items) walk(item);
  };
  walk(document.contents);
  return (node) => (isAlias(node) ? targets.get(node) : ((node as Node | null) ?? undefined));
}
