import { isScalar, isSeq, type Node } from "yaml";
import { shown } from "../support/shown";
import type { Problem } from "./problem";
import { readTextFile } from "./text-file";
import { parseYaml } from "./yaml/parse";
import { type StructureFault, structureFaults } from "./yaml/structure";
import { type KeyPath, nodeAt, pairAt, plainValue, type Resolve, resolver } from "./yaml/tree";

export type { KeyPath } from "./yaml/tree";

/** What a report says was found where a key is missing. */
export const MISSING = "nothing: the key is missing";

/** A YAML file with the places of all that is in it. What it may use of YAML is in README.md, "YAML". */
export class YamlFile {
  /** File, as the user would name it from where they are. */
  readonly name: string;
  /** What the file says, as plain values; undefined where it cannot be read. */
  readonly value: unknown;
  /** What is wrong with it as YAML, whatever it is for. */
  readonly syntaxProblems: readonly Problem[];
  private readonly contents: unknown;
  private readonly resolve: Resolve;
  private readonly lineStarts: readonly number[];

  /**
   * Reads a file.
   *
   * @param path absolute or relative to the working folder.
   * @returns the file; of one that cannot be read, the problem.
   */
  static read(path: string): YamlFile | Problem {
    const text = readTextFile(path);
    return typeof text === "string" ? new YamlFile(shown(path), text) : text;
  }

  /** Stands for a file that cannot be read. */
  static unreadable(problem: Problem): YamlFile {
    return new YamlFile(problem.file, "", [problem]);
  }

  constructor(
    name: string,
    private readonly text: string,
    problems?: readonly Problem[],
  ) {
    this.name = name;
    this.lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const { document, faults } = parseYaml(text);
    this.contents = document?.contents;
    this.resolve = document ? resolver(document) : () => undefined;
    const all: readonly Omit<StructureFault, "path">[] = document
      ? structureFaults(text, this.contents, this.resolve, (offset) => this.at(offset).line)
      : faults;
    this.syntaxProblems = problems ?? all.map((fault) => this.faultProblem(fault));
    const judged = problems === undefined && document && all.every(({ harmless }) => harmless);
    this.value = judged ? plainValue(this.contents, this.resolve) : undefined;
  }

  private faultProblem({ offset, expected, found, fix, ...more }: Omit<StructureFault, "path">): Problem {
    const path = "path" in more ? pathText(more.path as KeyPath) : "";
    return { file: this.name, ...this.at(offset), path, expected, found, ...(fix ? { fix } : {}) };
  }

  /** The file, with some paths that stand for places elsewhere, in this file or another: what is wrong is told there. */
  redirected(to: (path: KeyPath) => { readonly file: YamlFile; readonly path: KeyPath }): YamlFile {
    const view: YamlFile = Object.create(this);
    view.valueAt = (path) => {
      const place = to(path);
      return place.file.valueAt(place.path);
    };
    view.problemAt = (path, ...what) => {
      const place = to(path);
      return place.file.problemAt(place.path, ...what);
    };
    view.problemAtKey = (path, ...what) => {
      const place = to(path);
      return place.file.problemAtKey(place.path, ...what);
    };
    view.where = (path) => {
      const place = to(path);
      return place.file.where(place.path);
    };
    return view;
  }

  /** A problem with what stands at a path. The place is the value's, or the nearest mapping's where there is none. */
  problemAt(path: KeyPath, expected: string, fix?: string, found: string = this.describe(path)): Problem {
    return { file: this.name, ...this.place(path), path: pathText(path), expected, found, ...(fix ? { fix } : {}) };
  }

  /** A problem with the key itself at a path: one that is unknown, or not written as keys are. */
  problemAtKey(path: KeyPath, expected: string, fix?: string, found = keyFound(String(path.at(-1)))): Problem {
    const place = this.at(this.keyNode(path)?.range?.[0] ?? 0);
    return { file: this.name, ...place, path: pathText(path), expected, found, ...(fix ? { fix } : {}) };
  }

  /** The value at a path; undefined where there is none. */
  valueAt(path: KeyPath): unknown {
    return path.reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      this.value,
    );
  }

  /** A scalar as it is written, without quotes: `0123` is not 123. */
  sourceAt(path: KeyPath): string {
    const node = this.node(path);
    return isScalar(node) ? (node.source ?? String(node.value)) : "";
  }

  private describe(path: KeyPath): string {
    const value = this.valueAt(path);
    if (value === undefined) return MISSING;
    if (value === null) return path.length === 0 ? "nothing: the file is empty" : "nothing: the value is empty";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
    if (typeof value === "object") {
      const keys = Object.keys(value);
      const more = keys.length > 8 ? ` and ${keys.length - 8} more` : "";
      return keys.length === 0 ? "an empty mapping" : `a mapping with the keys ${keys.slice(0, 8).join(", ")}${more}`;
    }
    return this.sourceText(path) ?? shortened(JSON.stringify(value));
  }

  /** A scalar as it is written: `0123` and `"0123"` are not the same. */
  private sourceText(path: KeyPath): string | undefined {
    const node = this.node(path);
    if (!isScalar(node) || node.source === undefined) return undefined;
    return typeof node.value === "string"
      ? shortened(JSON.stringify(node.value))
      : `${shortened(node.source)} (${typeof node.value})`;
  }

  /** Where something stands: its file, and its line and column. See {@link place}. */
  where(path: KeyPath): { file: string; line: number; column: number } {
    return { file: this.name, ...this.place(path) };
  }

  /** Line and column of what stands at a path, or of the nearest mapping around it where there is none. */
  place(path: KeyPath): { line: number; column: number } {
    for (let length = path.length; length > 0; length--) {
      const node = this.node(path.slice(0, length));
      // Of a mapping, its key says more than its first entry.
      const start = isScalar(node) || isSeq(node) ? node.range?.[0] : this.keyNode(path.slice(0, length))?.range?.[0];
      if (start !== undefined) return this.at(start);
    }
    return this.at((this.contents as Node | undefined)?.range?.[0] ?? 0);
  }

  private node(path: KeyPath): Node | undefined {
    return nodeAt(this.contents, path, this.resolve);
  }

  private keyNode(path: KeyPath): Node | undefined {
    return (pairAt(this.contents, path, this.resolve)?.key as Node | undefined) ?? this.node(path);
  }

  /** Line and column of a place in the text, from 1. A column is a character, even where UTF-16 takes two units for it. */
  private at(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = this.text.slice(this.lineStarts[low], offset);
    return { line: low + 1, column: [...before].length + 1 };
  }
}

/** What a report says was found where a key itself is wrong. */
export function keyFound(key: string): string {
  return `the key ${shortened(JSON.stringify(key))}`;
}

/** A text of a report, not too long to be read. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 120 ? `${characters.slice(0, 117).join("")}...` : text;
}

/** A path as people write it: `consumers.web.allowFrom[0]`. */
export function pathText(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`))
    .join("");
}
