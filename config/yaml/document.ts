import type { Node } from "yaml";
import { parseYaml } from "./parse";
import { NOT_PLAIN, plainDocument } from "./plain";
import { type StructureFault, structureFaults } from "./structure";
import { plainValue, type Resolve, resolver } from "./tree";

/** A YAML text as it was parsed, with the places of all that is in it. */
export interface YamlDocument {
  /** The tree of values; undefined where the syntax is broken. */
  readonly contents: unknown;
  readonly resolve: Resolve;
  /** What is wrong with the text as YAML, whatever it is for. */
  readonly faults: readonly (Omit<StructureFault, "path"> & Partial<Pick<StructureFault, "path">>)[];
  /** What the text says, as plain values; undefined where it cannot be judged. */
  readonly value: unknown;
  /** Line and column of an offset in the text, from 1. */
  readonly at: (offset: number) => { line: number; column: number };
}

/**
 * Trees are many times larger than their texts. Of thousands of files only the last ones that were asked for are kept.
 */
const KEPT = 32;

const kept = new Map<string, YamlDocument>();

/** Parses a text. The same text gives the same document, so that one which was parsed lately is not parsed again. */
export function yamlDocument(text: string): YamlDocument {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const document = parsed(text);
  kept.set(text, document);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return document;
}

function parsed(text: string): YamlDocument {
  const { document, faults: broken } = parseYaml(text);
  const contents = document?.contents;
  const lines = new LineStarts(text);
  const at = (offset: number) => lines.at(offset);
  const plain = document ? plainDocument(contents) : NOT_PLAIN;
  if (plain !== NOT_PLAIN)
    return { contents, resolve: (node) => (node as Node | null) ?? undefined, faults: [], value: plain, at };
  const resolve = document ? resolver(document) : () => undefined;
  const faults = document ? structureFaults(text, contents, resolve, (offset) => at(offset).line) : broken;
  const judged = document !== undefined && faults.every((fault) => "harmless" in fault && fault.harmless);
  return { contents, resolve, faults, value: judged ? plainValue(contents, resolve) : undefined, at };
}

/** Where the lines of a text start, worked out when it is first asked for: of a sound text nobody asks. */
class LineStarts {
  private starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  /** Line and column of an offset, from 1. A column is a character, even where UTF-16 takes two units for it. */
  at(offset: number): { line: number; column: number } {
    this.starts ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = this.text.slice(this.starts[low], offset);
    return { line: low + 1, column: [...before].length + 1 };
  }
}
