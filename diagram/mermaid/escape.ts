import { printable } from "../../support/printable";

/** Characters that Mermaid, and the Markdown and HTML in it, take as they are. */
const PLAIN = /[^\p{L}\p{N} .,:/()=~+-]/gu;

/**
 * A text of a label in quotes: all that could end it, or mean something in Mermaid, in HTML or in Markdown, is written
 * as a number.
 */
export function mermaidText(text: string): string {
  return printable(text).replace(PLAIN, (character) => `#${character.codePointAt(0)};`);
}
