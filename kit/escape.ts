import { printable } from "../support/printable";

// Cards are written by somebody else. Each text of a card goes through one of these on its way into a file.

/** A text in a sentence or a table cell of Markdown: nothing in it is markup. */
export function markdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~&!$]/g, "\\$&");
}

/** A text as code in Markdown, also within a table. */
export function markdownCode(text: string): string {
  const shown = printable(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** A text as a quoted string of HCL: `${` and `%{` are no templates in it. */
export function hclString(text: string): string {
  const escaped = printable(text).replace(/[\\"]/g, "\\$&");
  return `"${escaped.replace(/\$(?=\{)/g, "\\u0024").replace(/%(?=\{)/g, "\\u0025")}"`;
}

/** A text as a double-quoted scalar of YAML. */
export function yamlString(text: string): string {
  return `"${printable(text).replace(/[\\"]/g, "\\$&")}"`;
}

/** A text in a comment of one line that begins with `#`. */
export function comment(text: string): string {
  return printable(text);
}
