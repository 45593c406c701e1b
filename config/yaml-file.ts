import { shown } from "../support/shown";
import type { ReadFile } from "./digest";
import { type Layout, shortened, YamlLayout } from "./layout";
import type { Problem } from "./problem";
import { readTextFile, textOf, withoutMark } from "./text-file";
import { yamlDocument } from "./yaml/document";
import type { KeyPath } from "./yaml/tree";

export type { KeyPath } from "./yaml/tree";

/** What a report says was found where a key is missing. */
export const MISSING = "nothing: the key is missing";

/** A place in a file. */
export interface FilePlace {
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/** What a file is called, and where in it things stand. */
interface Source {
  readonly name: string;
  readonly layout: Layout;
}

/** The same of a sound file, worked out when it is asked for: of thousands, nobody asks for most. */
class SoundSource implements Source {
  constructor(
    private readonly path: string,
    private readonly content: ReadFile["content"],
  ) {}

  get name(): string {
    return shown(this.path);
  }

  get layout(): Layout {
    return new YamlLayout(withoutMark(String(this.content)));
  }
}

/**
 * A YAML file with the places of all that is in it. What it may use of YAML is in
 * docs/reference/commands.md, "YAML".
 *
 * It keeps the text and the values, but no tree: places are told by parsing the text again. Most files are sound, and
 * nobody asks for a place in them. A row of a table is such a file, too: with the name of the table, and its own
 * values.
 */
export class YamlFile {
  /**
   * Reads a file.
   *
   * @param path absolute or relative to the working folder.
   * @returns the file; of one that cannot be read, the problem.
   */
  static read(path: string): YamlFile | Problem {
    const text = readTextFile(path);
    return typeof text === "string" ? YamlFile.ofText(shown(path), text) : text;
  }

  /** The file that was read; of one that cannot be read, what stands for it and has only the problem. */
  static of({ path, content }: ReadFile): YamlFile {
    const text = Buffer.isBuffer(content) ? textOf(path, content) : content;
    return typeof text === "string"
      ? YamlFile.ofText(shown(path), text)
      : new YamlFile({ name: text.file, layout: new YamlLayout("") }, undefined, [text]);
  }

  /** The file with this name and text. */
  static ofText(name: string, text: string): YamlFile {
    const { value, faults, at } = yamlDocument(text);
    const problems = faults.map(({ offset, path = [], expected, found, fix }) => ({
      ...{ file: name, ...at(offset), path: pathText(path), expected, found },
      ...(fix ? { fix } : {}),
    }));
    return new YamlFile({ name, layout: new YamlLayout(text) }, value, problems);
  }

  /**
   * A file that is known to be sound YAML.
   *
   * @param value what the file says: what {@link YamlFile.value} of the same content was before.
   */
  static sound({ path, content }: ReadFile, value: unknown): YamlFile {
    return new YamlFile(new SoundSource(path, content), value, []);
  }

  /**
   * A part of a file that is read like a file of its own: a row of a table.
   *
   * @param source name of the file, and where things stand in it.
   */
  static ofPart(source: Source, value: unknown): YamlFile {
    return new YamlFile(source, value, []);
  }

  private constructor(
    private readonly source: Source,
    /** What the file says, as plain values; undefined where it cannot be read. */
    readonly value: unknown,
    /** What is wrong with it as YAML, whatever it is for. */
    readonly syntaxProblems: readonly Problem[],
  ) {}

  /** File, as the user would name it from where they are. */
  get name(): string {
    return this.source.name;
  }

  /** The file and the path that stand for a path of this file: see {@link redirected}. */
  origin(path: KeyPath): FilePlace {
    return { file: this, path };
  }

  /** The file, with some paths that stand for places elsewhere, in this file or another: what is wrong is told there. */
  redirected(to: (path: KeyPath) => FilePlace): YamlFile {
    const view: YamlFile = Object.create(this);
    view.origin = to;
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
    const place = this.source.layout.keyPlace(path);
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
    return this.source.layout.sourceAt(path);
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
    return this.source.layout.writtenAt(path) ?? shortened(JSON.stringify(value));
  }

  /** Where something stands: its file, and its line and column. See {@link place}. */
  where(path: KeyPath): { file: string; line: number; column: number } {
    return { file: this.name, ...this.place(path) };
  }

  /** Line and column of what stands at a path, or of the nearest mapping around it where there is none. */
  place(path: KeyPath): { line: number; column: number } {
    return this.source.layout.place(path);
  }
}

/** What a report says was found where a key itself is wrong. */
export function keyFound(key: string): string {
  return `the key ${shortened(JSON.stringify(key))}`;
}

/** A path as people write it: `consumers.web.allowFrom[0]`. */
export function pathText(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`))
    .join("");
}
