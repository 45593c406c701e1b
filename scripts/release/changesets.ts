import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import { BUMPS, type Bump, greatest } from "./compare/change";

/** Folder of the changesets, below the root of the project. */
export const CHANGESETS = ".changeset";

/** A change that is described, and not released. */
export interface Changeset {
  /** Name of its file. */
  readonly file: string;
  readonly bump: Bump;
  /** What users read in the changelog. */
  readonly text: string;
}

/** What a major changeset must tell its readers: each a line that begins with these words. */
const MAJOR_LINES = ["Who is affected:", "What to do:"];

/**
 * Reads the changesets that are pending.
 *
 * @param name of the package.
 * @throws UserError with all that is wrong with them: a changeset that is not understood would be left out of a release.
 */
export function readChangesets(root: string, name: string): Changeset[] {
  const files = readdirSync(join(root, CHANGESETS))
    .filter((file) => file.endsWith(".md") && !/^README\.md$/i.test(file))
    .sort();
  const problems: string[] = [];
  const changesets = files.flatMap((file) => {
    const found = readChangeset(readFileSync(join(root, CHANGESETS, file), "utf8"), name);
    if (typeof found !== "string") return [{ file, ...found }];
    problems.push(`${CHANGESETS}/${file}: ${found}`);
    return [];
  });
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return changesets;
}

/** The greatest part of the version that a changeset asks for. */
export function pendingBump(changesets: readonly Changeset[]): Bump {
  return greatest(changesets.map(({ bump }) => bump));
}

/** What some editors write before the text. */
const BYTE_ORDER_MARK = "\u{feff}";

/** Headings of the changelog's own levels. Deeper ones are parts of a changeset. */
const HEADING = /^ {0,3}#{1,3}(?:[ \t].*)?$|^ {0,3}(?:=+|-+)[ \t]*$/m;

const PARTS = /^---\r?\n(.*?)\r?\n?---[ \t]*\r?\n(.*)$/s;

/** What a changeset says, or what is wrong with it. */
function readChangeset(content: string, name: string): Omit<Changeset, "file"> | string {
  if (content.startsWith(BYTE_ORDER_MARK))
    return "expected UTF-8 without a byte order mark; found one at the start. Save the file without it.";
  const [, head, body] = PARTS.exec(content) ?? [];
  if (head === undefined || body === undefined)
    return `expected lines between \`---\` that name the package, and a text below; found none. ${example(name)}`;
  const document = parseDocument(head);
  const packages: unknown = document.errors.length > 0 ? undefined : document.toJS();
  if (typeof packages !== "object" || packages === null || Array.isArray(packages))
    return `expected YAML with the name of the package and a part of the version; found: ${printable(head.trim()) || "nothing"}. ${example(name)}`;
  const others = Object.keys(packages).filter((key) => key !== name);
  if (others.length > 0)
    return `expected only the package ${name}; found: ${printable(others.join(", "))}. Remove them.`;
  const bump = (packages as Record<string, unknown>)[name];
  if (!BUMPS.includes(bump as Bump))
    return `expected one of ${BUMPS.join(", ")} for ${name}; found: ${JSON.stringify(bump)}. ${example(name)}`;
  const text = body.trim();
  if (text === "") return "expected a text that users read in the changelog; found none. Write what changes for them.";
  const heading = HEADING.exec(withoutCode(text))?.[0];
  if (heading !== undefined)
    return `expected a text without headings of the changelog; found: ${printable(heading.trim())}. Use plain paragraphs.`;
  const missing = bump === "major" ? MAJOR_LINES.filter((words) => !isSaid(text, words)) : [];
  if (missing.length > 0)
    return (
      `expected lines that begin with ${MAJOR_LINES.map((words) => `"${words}"`).join(" and ")} in a major changeset, ` +
      `each with a text; found none for ${missing.map((words) => `"${words}"`).join(" and ")}. Write them.`
    );
  return { bump: bump as Bump, text };
}

/** Whether a line that begins with these words goes on, or the next one does. */
function isSaid(text: string, words: string): boolean {
  const lines = text.split(/\r?\n/);
  return lines.some((line, index) => {
    if (!line.startsWith(words)) return false;
    const next = lines[index + 1] ?? "";
    const said = `${line.slice(words.length)} ${MAJOR_LINES.some((each) => next.startsWith(each)) ? "" : next}`;
    return /[\p{L}\p{N}]/u.test(said);
  });
}

/** A text without blocks of code between fences, in which `#` begins a comment. A fence that stays open hides nothing. */
function withoutCode(text: string): string {
  return text.replace(/^ {0,3}(```+|~~~+)[^`\n]*\n(?:.*\n)*? {0,3}\1[`~]*[ \t]*$/gm, "");
}

function example(name: string): string {
  return `Write: ---, "${name}": minor, ---, and the text.`;
}
