/**
 * A text from a file, safe to print: control characters and line breaks are written as escapes, so that no text can move
 * the cursor, colour what follows, or pass for a line of its own.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
