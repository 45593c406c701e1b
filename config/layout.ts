import { isScalar, isSeq, type Node } from "yaml";
import { type YamlDocument, yamlDocument } from "./yaml/document";
import { type KeyPath, nodeAt, pairAt } from "./yaml/tree";

/** Line and column of a place in a file, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where in a text the values of a file stand. */
export interface Layout {
  /** Place of what stands at a path, or of the nearest mapping around it where there is none. */
  place(path: KeyPath): Place;
  /** Place of the key itself at a path. */
  keyPlace(path: KeyPath): Place;
  /** A scalar as it is written, without quotes: `0123` is not 123. Empty where there is none. */
  sourceAt(path: KeyPath): string;
  /** A scalar as reports show it: `0123` and `"0123"` are not the same. Undefined where there is none. */
  writtenAt(path: KeyPath): string | undefined;
}

/** Places in a YAML text. They are told by parsing the text again. */
export class YamlLayout implements Layout {
  /**
   * @param text what is in the file, or in some lines of it.
   * @param above lines of the file above the text. @default 0
   */
  constructor(
    private readonly text: string,
    private readonly above: number = 0,
  ) {}

  place(path: KeyPath): Place {
    for (let length = path.length; length > 0; length--) {
      const node = this.node(path.slice(0, length));
      // Of a mapping, its key says more than its first entry.
      const start = isScalar(node) || isSeq(node) ? node.range?.[0] : this.keyNode(path.slice(0, length))?.range?.[0];
      if (start !== undefined) return this.at(start);
    }
    return this.at((this.document.contents as Node | undefined)?.range?.[0] ?? 0);
  }

  keyPlace(path: KeyPath): Place {
    return this.at(this.keyNode(path)?.range?.[0] ?? 0);
  }

  sourceAt(path: KeyPath): string {
    const node = this.node(path);
    return isScalar(node) ? (node.source ?? String(node.value)) : "";
  }

  writtenAt(path: KeyPath): string | undefined {
    const node = this.node(path);
    if (!isScalar(node) || node.source === undefined) return undefined;
    return typeof node.value === "string"
      ? shortened(JSON.stringify(node.value))
      : `${shortened(node.source)} (${typeof node.value})`;
  }

  private get document(): YamlDocument {
    return yamlDocument(this.text);
  }

  private at(offset: number): Place {
    const { line, column } = this.document.at(offset);
    return { line: line + this.above, column };
  }

  private node(path: KeyPath): Node | undefined {
    return nodeAt(this.document.contents, path, this.document.resolve);
  }

  private keyNode(path: KeyPath): Node | undefined {
    return (pairAt(this.document.contents, path, this.document.resolve)?.key as Node | undefined) ?? this.node(path);
  }
}

/** A text of a report, not too long to be read. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 120 ? `${characters.slice(0, 117).join("")}...` : text;
}
