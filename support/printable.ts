/**
 * A text from a file, safe to print: control characters, line breaks, marks that turn the direction of writing, halves of
 * characters and what is none are written as escapes, so that no text can move the cursor, colour what follows, pass for a
 * line of its own or for another text, or break the format that it is printed in.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
