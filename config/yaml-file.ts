import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { shown } from "../support/shown";
import type { Problem } from "./problem";

/** Path of a key within a file. */
export type KeyPath = readonly PropertyKey[];

/** What a report says was found where a key is missing. */
export const MISSING = "nothing: the key is missing";

/** A YAML file with the places of all that is in it. */
export class YamlFile {
  /** File, as the user would name it from where they are. */
  readonly name: string;
  /** What the file says, as plain values; undefined where its syntax is broken. */
  readonly value: unknown;
  /** What is wrong with its syntax. */
  readonly syntaxProblems: readonly Problem[];
  private readonly document: Document;
  private readonly lines = new LineCounter();

  /**
   * Reads a file.
   *
   * @param path absolute or relative to the working folder.
   * @returns the file; of one that cannot be read, the problem.
   */
  static read(path: string): YamlFile | Problem {
    const name = shown(path);
    try {
      const content = readFileSync(path);
      if (isUtf8(content)) return new YamlFile(name, content.toString("utf8"));
      const found = "another encoding (PowerShell's `>` writes UTF-16)";
      return { file: name, line: 1, column: 1, path: "", expected: "text in UTF-8", found, fix: "save it as UTF-8" };
    } catch (error) {
      const found = (error as NodeJS.ErrnoException).code === "EISDIR" ? "a folder" : (error as Error).message;
      return { file: name, line: 1, column: 1, path: "", expected: "a file that can be read", found };
    }
  }

  constructor(name: string, text: string) {
    this.name = name;
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      version: "1.2",
      logLevel: "error",
    });
    const problems = this.syntax(text);
    let value: unknown;
    if (problems.length === 0) {
      try {
        value = this.document.toJS({ maxAliasCount: 100 });
      } catch (error) {
        problems.push({
          file: name,
          line: 1,
          column: 1,
          path: "",
          expected: "anchors that are defined, and few aliases",
          found: (error as Error).message,
        });
      }
    }
    this.value = value;
    this.syntaxProblems = problems;
  }

  /** What is wrong with the syntax: of all errors the first, since the others follow from it, and every repeated key. */
  private syntax(text: string): Problem[] {
    const { errors, directives } = this.document;
    const first = errors.find((error) => error.code !== "DUPLICATE_KEY");
    const told = errors.filter((error) => error.code === "DUPLICATE_KEY" || error === first);
    const problems = told.map((error): Problem => {
      const words = SYNTAX[error.code] ?? { expected: "well-formed YAML" };
      const repeated = REPEATED_KEY.exec(text.slice(error.pos[0]))?.[0] ?? "";
      const found = error.code === "DUPLICATE_KEY" ? `the key ${repeated} again` : (words.found ?? error.message);
      const fix = words.fix === undefined ? {} : { fix: words.fix };
      return { file: this.name, ...this.at(error.pos[0]), path: "", expected: words.expected, found, ...fix };
    });
    if (directives?.yaml.version === "1.1")
      problems.push({
        ...{ file: this.name, line: 1, column: 1, path: "" },
        expected: "YAML 1.2, in which yes and no are texts",
        found: "a directive for YAML 1.1",
        fix: "take the directive out",
      });
    return problems;
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
    return view;
  }

  /** A problem with what stands at a path. The place is the value's, or the nearest mapping's where there is none. */
  problemAt(path: KeyPath, expected: string, fix?: string, found: string = this.describe(path)): Problem {
    return { file: this.name, ...this.place(path), path: pathText(path), expected, found, ...(fix ? { fix } : {}) };
  }

  /** A problem with the key itself at a path: one that is unknown, or not written as keys are. */
  problemAtKey(path: KeyPath, expected: string, fix?: string): Problem {
    const key = this.keyNode(path);
    const place = this.at(key?.range?.[0] ?? 0);
    const found = `the key ${JSON.stringify(String(path.at(-1)))}`;
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
    if (value === null) return "nothing: the value is empty";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
    if (typeof value === "object") {
      const keys = Object.keys(value);
      return keys.length === 0 ? "an empty mapping" : `a mapping with the keys ${keys.slice(0, 8).join(", ")}`;
    }
    return this.sourceText(path) ?? JSON.stringify(value);
  }

  /** A scalar as it is written: `0123` and `"0123"` are not the same. */
  private sourceText(path: KeyPath): string | undefined {
    const node = this.node(path);
    if (!isScalar(node) || node.source === undefined) return undefined;
    const text = typeof node.value === "string" ? JSON.stringify(node.value) : `${node.source} (${typeof node.value})`;
    return text.length > 120 ? `${text.slice(0, 117)}...` : text;
  }

  /** Line and column of what stands at a path, or of the nearest mapping around it where there is none. */
  place(path: KeyPath): { line: number; column: number } {
    for (let length = path.length; length > 0; length--) {
      const node = this.node(path.slice(0, length));
      // Of a mapping, its key says more than its first entry.
      const start = isScalar(node) || isSeq(node) ? node.range?.[0] : this.keyNode(path.slice(0, length))?.range?.[0];
      if (start !== undefined) return this.at(start);
    }
    return this.at(this.document.contents?.range?.[0] ?? 0);
  }

  private node(path: KeyPath): Node | undefined {
    return path.reduce<Node | undefined>((parent, key) => {
      if (isMap(parent)) return this.followed(pairOf(parent, key)?.value);
      return isSeq(parent) ? this.followed(parent.items[Number(key)]) : undefined;
    }, this.followed(this.document.contents));
  }

  private keyNode(path: KeyPath): Node | undefined {
    const parent = this.node(path.slice(0, -1));
    return isMap(parent) ? (pairOf(parent, path.at(-1))?.key as Node | undefined) : this.node(path);
  }

  /** The node itself, or what an alias stands for. */
  private followed(node: unknown): Node | undefined {
    if (isAlias(node)) return node.resolve(this.document);
    return isNode(node) ? node : undefined;
  }

  private at(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** A key as it is written: in quotes, or up to what ends it. */
const REPEATED_KEY = /^("(\\.|[^"\\])*"|'[^']*'|.+?(?=\s*(:(\s|$)|[,}\]]|$)))/m;

/** What reports say of errors in syntax, where the parser's words are not a user's. */
const SYNTAX: Readonly<Record<string, { expected: string; found?: string; fix?: string }>> = {
  DUPLICATE_KEY: { expected: "each key once in a mapping", fix: "take one of them out, or put the two together" },
  MULTIPLE_DOCS: {
    expected: "one document in a file",
    found: "a second one",
    fix: "take out the line `---`, or put what follows into a file of its own",
  },
  TAB_AS_INDENT: { expected: "spaces to indent with", found: "a tab", fix: "replace tabs by spaces" },
};

/** Entry of a mapping under a key. A key that is written as a number is a text in the value. */
function pairOf(mapping: YAMLMap, key: PropertyKey | undefined): Pair | undefined {
  return mapping.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key));
}

/** A path as people write it: `consumers.web.allowFrom[0]`. */
export function pathText(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`))
    .join("");
}
