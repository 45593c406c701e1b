import { printable } from "../../support/printable";

/** Characters of a reason that a line shows. */
const LONGEST = 400;

/** A text in one line that is safe to print, and not longer than a reader takes in. */
export function oneLine(text: string): string {
  const line = printable(text.replace(/\s+/g, " ").trim());
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
