import { openBrackets, quotedBefore } from "./lexemes";
import { type Fault, lineStart, quoted } from "./words";

/** A bracket that is never closed is told where it opens: the parser notices it lines later. */
export function unclosedBracket(text: string, code: string, message: string, offset: number): Fault | undefined {
  const ends = (code === "BAD_INDENT" && message.startsWith("Flow")) || /expected flow .* to end/i.test(message);
  const unclosed = ends ? openBrackets(text, offset).at(-1) : undefined;
  if (unclosed === undefined) return undefined;
  if (/^- /.test(text.slice(offset)) && text.slice(lineStart(text, offset), offset).trim() === "")
    return {
      offset,
      expected: "entries with commas between them, since the list has brackets",
      found: quoted(text.slice(offset)),
      fix: "take the `-` out, or the brackets",
    };
  const close = unclosed.source === "[" ? "]" : "}";
  const kind = unclosed.source === "[" ? "list" : "mapping";
  // One that is closed at the margin is to be indented, as all that is within a key.
  if (text[offset] === close)
    return {
      offset,
      expected: `\`${close}\` indented more than the key of the ${kind}`,
      found: `\`${close}\` in column ${offset - lineStart(text, offset) + 1}`,
      fix: "indent it",
    };
  const next = new RegExp(`[\\${unclosed.source}\\${close}]`).exec(text.slice(offset));
  if (next?.[0] === close)
    return {
      offset,
      expected: `the entries of the ${kind} indented more than its key`,
      found: `${quoted(text.slice(offset))} in column ${offset - lineStart(text, offset) + 1}`,
      fix: "indent the entries",
    };
  return {
    offset: unclosed.offset,
    expected: `\`${close}\` at the end of the ${kind}`,
    found: `\`${unclosed.source}\` that is never closed`,
    fix: `write \`${close}\` at the end of the ${kind}`,
  };
}

/** A quotation mark that is never closed, or only by the next one lines later, is told where it opens. */
export function unclosedQuote(text: string, code: string, message: string, offset: number): Fault | undefined {
  const last = quotedBefore(text, offset + 1) ?? quotedBefore(text, offset);
  if (last === undefined) return undefined;
  const overLines = last.source.includes("\n");
  const missing = code === "MISSING_CHAR" && message.startsWith("Missing closing");
  const after = ["UNEXPECTED_TOKEN", "MULTILINE_IMPLICIT_KEY", "MISSING_CHAR"].includes(code);
  if (!missing && !(after && overLines && last.offset + last.source.length >= lineStart(text, offset)))
    return undefined;
  const mark = last.source[0] as string;
  return {
    offset: last.offset,
    expected: `\`${mark}\` at the end of the text`,
    found: `${quoted(last.source)}, which is not closed on its line`,
    fix: `write \`${mark}\` at the end of the text`,
  };
}
