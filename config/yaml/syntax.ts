import type { YAMLError } from "yaml";
import { quotedBefore } from "./lexemes";
import { unclosedBracket, unclosedQuote } from "./unclosed";
import { type Fault, lineStart, quoted } from "./words";

/** An error of the parser at its place, in words that an author of YAML knows. */
export function syntaxFault(text: string, { code, message, pos }: YAMLError): Fault {
  // The parser means the space before what it tells of.
  const offset = pos[0] + (code === "TAB_AS_INDENT" ? 0 : (/^ */.exec(text.slice(pos[0]))?.[0].length ?? 0));
  return (
    unclosedBracket(text, code, message, offset) ??
    unclosedQuote(text, code, message, offset) ??
    BY_CODE[code]?.(text, offset, message) ?? {
      offset,
      expected: "well-formed YAML",
      found: foundAt(text, offset),
      fix: "compare the indentation, the quotation marks and the brackets with the lines around it",
    }
  );
}

type Words = (text: string, offset: number, message: string) => Fault | undefined;

const BY_CODE: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: (_, offset) => ({
    offset,
    expected: "spaces to indent with",
    found: "a tab",
    fix: "replace tabs by spaces",
  }),
  MULTILINE_IMPLICIT_KEY: noColon,
  MISSING_CHAR: (text, offset, message) =>
    /directives-end/.test(message)
      ? directive(text, offset)
      : /^Implicit/.test(message)
        ? noColon(text, offset)
        : comma(text, offset),
  BAD_DIRECTIVE: directive,
  BLOCK_AS_IMPLICIT_KEY: keyInValue,
  BAD_INDENT: badIndent,
  BLOCK_IN_FLOW: comma,
  UNEXPECTED_TOKEN: unexpected,
  BAD_SCALAR_START: (text, offset) => ({
    offset,
    expected: `a text in quotation marks, because \`${text[offset]}\` at its start has a meaning in YAML`,
    found: quoted(text.slice(offset)),
    fix: "put the text in quotation marks",
  }),
  BAD_ALIAS: (text, offset) => ({
    offset,
    expected: "a name directly behind `&` or `*`",
    found: quoted(text.slice(offset)),
    fix: "write the name behind it without a space, or put the text in quotation marks",
  }),
  BAD_DQ_ESCAPE: (text, offset) => ({
    offset,
    expected: "an escape that YAML knows, such as `\\n` or `\\\\`",
    found: `\`${text.slice(offset, offset + 2)}\``,
    fix: "write a backslash as `\\\\`, or put the text in single quotation marks",
  }),
  KEY_OVER_1024_CHARS: (text, offset) => ({
    offset,
    expected: "a key of at most 1024 characters",
    found: quoted(text.slice(offset)),
  }),
  MULTIPLE_ANCHORS: (text, offset) => ({
    offset,
    expected: "one anchor at a value",
    found: quoted(text.slice(offset)),
  }),
  MULTIPLE_TAGS: tag,
  TAG_RESOLVE_FAILED: tag,
};

/** What a fault about a tag says, at the tag. */
export function tag(text: string, offset: number): Fault {
  return {
    offset,
    expected: "a value without a tag",
    found: `the tag \`${/^\S+/.exec(text.slice(offset))?.[0] ?? "!"}\``,
    fix: "take the tag out; or, if it is part of a text, put the text in quotation marks",
  };
}

/** A line that has neither a key nor an entry of a list. */
function noColon(text: string, offset: number): Fault {
  const line = quoted(text.slice(offset));
  const narrow = /^`[\w.-]+:[^\s:/]/.test(line);
  return {
    offset,
    expected: "a key with a colon and a space: `key: value`",
    found: line,
    fix: narrow
      ? "write a space behind the colon"
      : "write `key: value`; if the line belongs to the text above, indent it more",
  };
}

function badIndent(text: string, offset: number, message: string): Fault {
  const column = offset - lineStart(text, offset);
  const above = text.slice(0, lineStart(text, offset)).split("\n").reverse();
  const sibling = above.find((line) => line.trim() !== "" && line.search(/\S/) <= column) ?? "";
  if (sibling.search(/\S/) === column && /^ *- /.test(sibling)) return mixed(text, offset);
  return {
    offset,
    expected: /^All/.test(message)
      ? `${/sequence/.test(message) ? "all entries of a list" : "all keys of a mapping"} in one column`
      : "lines that are indented more than the key above",
    found: `${quoted(text.slice(offset))} in column ${column + 1}`,
    fix: "indent it as the lines that it belongs to",
  };
}

function mixed(text: string, offset: number): Fault {
  return {
    offset,
    expected: "either keys or entries of a list (`- `) at one level, not both",
    found: quoted(text.slice(offset)),
    fix: "indent the list below its key, or take the `-` out",
  };
}

/** A second key where the value of the first one is. */
function keyInValue(text: string, offset: number, message: string): Fault {
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";
  if (/block sequence/.test(message)) return mixed(text, offset);
  if (/:(\s|$)/.test(rest))
    return {
      offset,
      expected: "one key and one value on a line",
      found: `${quoted(rest)}, in which a second key stands`,
      fix: "put a text with a colon in quotation marks, or write the second key on a line of its own, indented",
    };
  return {
    offset,
    expected: "either a value behind the key or further keys below it, not both",
    found: `the value ${quoted(rest)}, with a key below that is indented more`,
    fix: "indent the next line as the key above, or take the value out",
  };
}

function comma(text: string, offset: number): Fault {
  return {
    offset,
    expected: "a comma between two entries in brackets",
    found: quoted(text.slice(offset)),
    fix: "write a comma, or close the bracket or quotation mark before it",
  };
}

function directive(text: string, offset: number): Fault {
  const before = text.slice(0, offset);
  const start = Math.max(/(^|\n)%[^\n]*\s*$/.exec(before)?.index ?? 0, 0);
  const at = text[start] === "%" ? start : text.indexOf("%", start);
  return {
    offset: Math.max(at, 0),
    expected: "keys and values",
    found: `${quoted(text.slice(Math.max(at, 0)))}, a line that starts with \`%\``,
    fix: "take the line out, or put the text in quotation marks",
  };
}

function unexpected(text: string, offset: number, message: string): Fault | undefined {
  const character = text[offset] ?? "";
  if (/flow-(seq|map)-end/.test(message))
    return {
      offset,
      expected: `a bracket that \`${character}\` closes`,
      found: `\`${character}\` without one`,
      fix: "take it out, or open the bracket before it",
    };
  if (/ in flow (sequence|map)/.test(message))
    return { offset, expected: "an entry between two commas", found: foundAt(text, offset), fix: "take one comma out" };
  if (/Block scalar header/.test(message))
    return {
      offset,
      expected: "a line break behind `|` or `>`",
      found: foundAt(text, offset),
      fix: "write the text on the next lines, indented",
    };
  if (/at node end/.test(message)) {
    const inQuotes = quotedBefore(text, offset);
    const follows = inQuotes && inQuotes.offset + inQuotes.source.length >= lineStart(text, offset);
    return follows
      ? {
          offset,
          expected: "nothing behind a text in quotation marks",
          found: foundAt(text, offset),
          fix: "put all of the text in quotation marks; write a single one within single ones twice: `''`",
        }
      : {
          offset,
          expected: "a key in the column of the first one",
          found: foundAt(text, offset),
          fix: "indent all keys alike",
        };
  }
  return undefined;
}

function foundAt(text: string, offset: number): string {
  return offset >= text.trimEnd().length ? "the end of the file" : quoted(text.slice(offset));
}
