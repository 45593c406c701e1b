import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { type FoundAgain, timesFound } from "../twice";
import { MAX_DEPTH } from "./parse";
import { tag } from "./syntax";
import { isMergeKey, type KeyPath, keyText, type Resolve } from "./tree";
import { type Fault, quoted } from "./words";

/** Most values that aliases and merge keys may add to a file: what they add is not seen in its size. */
const MAX_ADDED_VALUES = 100_000;

/** Tags of values that YAML has anyway. */
const CORE_TAGS = ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`);

/** A fault at a key or value of a document. */
export interface StructureFault extends Fault {
  readonly path: KeyPath;
  /** Whether the rest of the document can be judged nevertheless. */
  readonly harmless?: boolean;
}

/** How much a value is, with what its aliases stand for. */
interface Extent {
  readonly values: number;
  readonly levels: number;
}

/** What is wrong with a document whose syntax is right: aliases, merge keys, tags, keys that are no text or there twice. */
export function structureFaults(
  text: string,
  contents: unknown,
  resolve: Resolve,
  lineOf: (offset: number) => number,
): StructureFault[] {
  return new Structure(text, resolve, lineOf).faultsOf(contents);
}

class Structure {
  private readonly faults: StructureFault[] = [];
  private readonly extents = new Map<Node, Extent>();
  /** Values that are being walked: an alias to one of them has no end. */
  private readonly open = new Set<Node>();
  /** Values that aliases add, in all. */
  private added = 0;
  private tooMuch = false;

  constructor(
    private readonly text: string,
    private readonly resolve: Resolve,
    private readonly lineOf: (offset: number) => number,
  ) {}

  faultsOf(contents: unknown): StructureFault[] {
    this.walk(contents, []);
    return this.faults;
  }

  private walk(node: unknown, path: KeyPath): Extent {
    if (isAlias(node)) return this.alias(node, path);
    if (!isScalar(node) && !isCollection(node)) return { values: 1, levels: 0 };
    if (node.tag !== undefined && !CORE_TAGS.includes(node.tag)) this.tagged(node, path);
    if (isScalar(node)) return { values: 1, levels: 0 };
    this.open.add(node);
    const parts = isMap(node)
      ? this.entries(node, path)
      : node.items.map((item, index) => this.walk(item, [...path, index]));
    this.open.delete(node);
    const extent = {
      values: parts.reduce((sum, { values }) => sum + values, 1),
      levels: parts.reduce((most, { levels }) => Math.max(most, levels), 0) + 1,
    };
    this.extents.set(node, extent);
    return extent;
  }

  private alias(node: Node & { source: string }, path: KeyPath): Extent {
    const [offset, none] = [node.range?.[0] ?? 0, { values: 0, levels: 0 }];
    const found = quoted(this.text.slice(offset, node.range?.[1]));
    const target = this.resolve(node);
    if (target === undefined) {
      const expected = `an alias of an anchor that stands above it, \`&${node.source}\``;
      const fix = "set the anchor; or, if this is a text that starts with `*`, put it in quotation marks";
      this.faults.push({ offset, path, expected, found, fix });
      return none;
    }
    if (this.open.has(target)) {
      const expected = "an alias of a value that it is no part of";
      const fix = "write out the value, or move the anchor";
      this.faults.push({ offset, path, expected, found: `${found} within \`&${node.source}\``, fix });
      return none;
    }
    const extent = this.extents.get(target) ?? { values: 1, levels: 0 };
    this.added += extent.values;
    if ((this.added > MAX_ADDED_VALUES || extent.levels + path.length > MAX_DEPTH) && !this.tooMuch) {
      this.tooMuch = true;
      const expected = `aliases that add at most ${MAX_ADDED_VALUES} values, in at most ${MAX_DEPTH} levels`;
      this.faults.push({
        offset,
        path,
        expected,
        found: `${found}, with which they add more`,
        fix: "write out fewer aliases",
      });
    }
    return extent;
  }

  private tagged(node: Node, path: KeyPath): void {
    // The tag stands before the value, perhaps with an anchor between them.
    const before = this.text.slice(0, node.range?.[0] ?? 0);
    const at = Math.max(before.lastIndexOf("!"), 0);
    const first = /![^\s!]*!?$/.exec(before.slice(0, at + 1))?.index ?? at;
    this.faults.push({ ...tag(this.text, first), path });
  }

  private entries(mapping: YAMLMap, path: KeyPath): Extent[] {
    const places = new Map<string, number[]>();
    const extents = mapping.items.map((pair) => {
      const offset = offsetOf(pair);
      const key = isMergeKey(pair.key) ? "<<" : keyText(pair.key);
      if (key === undefined) this.badKey(pair, path);
      else places.set(key, [...(places.get(key) ?? []), offset]);
      if (!isMergeKey(pair.key)) return this.walk(pair.value, [...path, key ?? ""]);
      this.merge(pair, [...path, "<<"]);
      return this.walk(pair.value, path);
    });
    for (const [key, offsets] of places) if (offsets.length > 1) this.repeated(key, offsets, [...path, key]);
    return extents;
  }

  private repeated(key: string, offsets: readonly number[], path: KeyPath): void {
    const places = offsets.map((offset): FoundAgain => ({ line: this.lineOf(offset) }));
    this.faults.push({
      offset: offsets[1] as number,
      path,
      expected: "each key once in a mapping",
      found: timesFound(key, places),
      fix:
        key === "<<" ? "merge several mappings by a list: `<<: [*a, *b]`" : "delete all but one, or put them together",
      harmless: true,
    });
  }

  private badKey({ key }: Pair, path: KeyPath): void {
    const offset = (key as Node | null)?.range?.[0] ?? 0;
    const empty = isScalar(key) || key === null;
    const found = empty
      ? "an empty key"
      : isAlias(key)
        ? "an alias"
        : isSeq(key)
          ? "a list as a key"
          : "a mapping as a key";
    const fix = empty
      ? "write a key before the colon"
      : "write a text; or, if this is a text in brackets or braces, put it in quotation marks";
    this.faults.push({ offset, path, expected: "a text or a number as a key", found, fix });
  }

  private merge({ key, value }: Pair, path: KeyPath): void {
    const source = this.resolve(value);
    // Of an alias without an anchor something is said at the alias.
    if (source === undefined && isAlias(value)) return;
    const all = isSeq(source) ? source.items.map(this.resolve) : [source];
    if (all.length > 0 && all.every((each) => isMap(each) || each === undefined)) return;
    this.faults.push({
      offset: (key as Node).range?.[0] ?? 0,
      path,
      expected: "a mapping behind `<<`, or a list of mappings: mostly an alias, `<<: *name`",
      found: isSeq(source)
        ? "a list with something else in it"
        : isScalar(source) && source.source
          ? quoted(source.source)
          : "nothing",
      fix: "name a mapping, or take the key out",
    });
  }
}

function offsetOf({ key }: Pair): number {
  return (key as Node | null)?.range?.[0] ?? 0;
}
