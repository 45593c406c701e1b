/** What is wrong with a YAML text at one place, in words that an author of YAML knows. */
export interface Fault {
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  readonly fix?: string;
}

/** A piece of a text in backquotes, on one line and not too long. */
export function quoted(piece: string): string {
  const line = /^[^\r\n]*/.exec(piece.trimStart())?.[0].trimEnd() ?? "";
  const characters = [...line];
  return `\`${characters.length > 60 ? `${characters.slice(0, 57).join("")}...` : line}\``;
}

/** Where the line of a place starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
