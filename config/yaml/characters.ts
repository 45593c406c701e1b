import { type Fault, quoted } from "./words";

/** Characters that YAML does not allow (YAML 1.2.2, rule 1: c-printable). */
const NOT_PRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Characters that look like a space, or like nothing. */
const ODD_SPACES = /[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff]/gu;

/** What stands before a place on its line, where YAML separates by spaces: before a key, and behind `:` or `-`. */
const BEFORE_SPACE = /^[ \t]*(- +)*(-|[\w."'-]+: *)?$/;

const CONFLICT = /^(<{7}|={7}|>{7})(?= |\r?$).*/m;

/** The first character that no YAML file may have, or that is not what it looks like; undefined in a sound text. */
export function characterFault(text: string): Fault | undefined {
  const control = NOT_PRINTABLE.exec(text);
  if (control)
    return {
      offset: control.index,
      expected: "text without control characters",
      found: characterName(control[0]),
      fix: "delete the character, or write it as an escape in double quotes",
    };
  const conflict = CONFLICT.exec(text);
  if (conflict)
    return {
      offset: conflict.index,
      expected: "a file without the marks of a merge conflict",
      found: quoted(conflict[0]),
      fix: "resolve the conflict: keep one of the two sides, and delete the marks",
    };
  const carriage = /\r(?!\n)/.exec(text);
  if (carriage)
    return {
      offset: carriage.index,
      expected: "lines that end with a line feed (Unix) or with both (Windows)",
      found: "a carriage return without a line feed",
      fix: "save the file with line ends of Unix (LF)",
    };
  const space = oddSpace(text);
  return space
    ? {
        offset: space.index,
        expected: "ordinary spaces",
        found: `a character that looks like a space or like nothing: ${characterName(space[0])}`,
        fix: "replace it by a space",
      }
    : undefined;
}

function oddSpace(text: string): RegExpExecArray | undefined {
  for (const match of text.matchAll(ODD_SPACES))
    if (BEFORE_SPACE.test(text.slice(text.lastIndexOf("\n", match.index - 1) + 1, match.index))) return match;
  return undefined;
}

function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const known: Readonly<Record<number, string>> = {
    0: "NUL",
    7: "bell",
    8: "backspace",
    11: "vertical tab",
    12: "form feed",
    27: "escape",
    127: "delete",
    160: "no-break space",
    8203: "zero width space",
    12288: "ideographic space",
    65279: "byte order mark",
  };
  const name = known[code];
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}${name === undefined ? "" : ` (${name})`}`;
}
