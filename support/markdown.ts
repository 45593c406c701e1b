import { printable } from "./printable";

/**
 * Texts from files, plans and other programs as GitHub and GitLab Markdown. Nothing in such a text becomes Markdown,
 * HTML, a link, a mention or a reference to an issue.
 */

/** Shows nothing. It parts what GitHub would take for a mention, a reference or a link: entities alone do not. */
const NOTHING = "&#8203;";

/** What GitHub would take for a mention, a reference, a link or an emoji, wherever text stands. */
const LINKING = /[@#]|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)|(?<=^|\s):(?=[\w+-]+:)/gi;

/** What begins a list, a quotation or a heading at the start of a line. */
const LEADING = /^([-=]|\d{1,9}(?=[.)]))/;

/** A text that Markdown and HTML take for nothing else, nor GitHub for somebody's name; in one line. */
export function plain(text: string): string {
  return escaped(printable(text).trim()).replace(LEADING, (found) =>
    found === "-" || found === "=" ? `\\${found}` : `${found}${NOTHING}`,
  );
}

/** Code in a message. Between other backticks, one would open or close what the other one meant. */
const CODE = /(?<![`\w])`([^`\s](?:[^`]*[^`\s])?)`(?![`\w])/;

/** The same, of a message of a program: what it has between backticks is shown as code. */
export function prose(text: string): string {
  const [first = "", ...parts] = printable(text).trim().split(CODE);
  return plain(first).concat(
    first.endsWith(" ") ? " " : "",
    ...parts.map((part, index) => (index % 2 === 0 ? code(part) : escaped(part))),
  );
}

function escaped(text: string): string {
  return unlinked(text.replace(/[&<>"|]/g, entity).replace(/[\\`*_{}[\]()+!~$]/g, "\\$&"));
}

/** A text within an HTML element. */
export function html(text: string): string {
  return unlinked(printable(text).replace(/[&<>"|]/g, entity));
}

/** Leaves the entities that are there, whose `#` is no sign of the text. */
function unlinked(text: string): string {
  return text.replace(LINKING, (found, offset: number) => {
    if (found === "#" && /^&#\d+;/.test(text.slice(offset - 1, offset + 9))) return found;
    return `${/[@#]/.test(found) ? entity(found) : found}${NOTHING}`;
  });
}

/** A text as code, in as many backticks as keep it so. */
export function code(text: string): string {
  const shown = printable(text);
  // A table takes the sign for the end of a cell, and renderers differ in how it is escaped within code.
  if (shown.trim() === "" || shown.includes("|")) return htmlCode(shown);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** A text as code within HTML, such as a summary: Markdown does not hold there. */
export function codeInHtml(text: string): string {
  return `<code>${printable(text).replace(/[&<>"@|#]/g, entity)}</code>`;
}

/** A text as code by HTML within Markdown: each sign that could mean something is written as its number. */
function htmlCode(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N} ]/gu, (sign) => (/[-./:,;=@#]/.test(sign) ? sign : entity(sign)));
  // Markdown looks for links between the tags, too.
  return `<code>${unlinked(safe)}</code>`;
}

/**
 * Lines as a block of code, in a fence that none of them ends.
 *
 * @param language what it is marked as. @default "text"
 */
export function fenced(text: string, language: string = "text"): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text.split("\n").map(printable).join("\n")}\n${fence}`;
}

/** A table, line by line. Its cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [rowOf(head), rowOf(head.map(() => "---")), ...rows.map(rowOf)];
}

/** A table with columns of even width, as prettier formats it. */
export function evenTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((each) => each[column]?.length ?? 0)));
  const even = (cells: readonly string[]) => rowOf(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [even(head), rowOf(widths.map((width) => "-".repeat(width))), ...rows.map(even)];
}

/** A table as parts of a comment: its rows, the head with the first of them. Its cells are Markdown without pipes. */
export function tableParts(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const whole = (cells: readonly string[]) => `${rowOf(cells.map((cell) => cell.replaceAll("|", "\\|")))}\n`;
  return rows.map((row, index) =>
    index === 0 ? `\n${whole(head)}${whole(head.map(() => "---"))}${whole(row)}` : whole(row),
  );
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function entity(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}
