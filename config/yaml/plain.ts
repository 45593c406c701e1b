import { isMap, isScalar, isSeq, type Node } from "yaml";

/** Stands for a document of which {@link plainDocument} does not judge. */
export const NOT_PLAIN = Symbol("not plain");

/**
 * The values of a document that uses nothing of YAML but mappings with texts as keys, lists and scalars, in which
 * nothing can be wrong: no tags, anchors, aliases or merge keys, and each key once. It gives what the walks over other
 * documents would give, in one walk, since nearly all files are like this.
 *
 * @returns {@link NOT_PLAIN} for any other document.
 */
export function plainDocument(node: unknown): unknown {
  if (node === null || node === undefined) return null;
  const { tag, anchor } = node as Node & { readonly anchor?: string };
  if (tag !== undefined || anchor !== undefined) return NOT_PLAIN;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) {
    const values = node.items.map(plainDocument);
    return values.includes(NOT_PLAIN) ? NOT_PLAIN : values;
  }
  if (!isMap(node)) return NOT_PLAIN;
  const values: Record<string, unknown> = {};
  for (const { key, value } of node.items) {
    if (!isScalar(key) || typeof key.value !== "string" || key.tag !== undefined || key.anchor !== undefined)
      return NOT_PLAIN;
    // To assign `__proto__` is something else than to define it.
    if (key.value === "<<" || key.value === "__proto__" || Object.hasOwn(values, key.value)) return NOT_PLAIN;
    const plain = plainDocument(value);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    values[key.value] = plain;
  }
  return values;
}
