import type { Row } from "./picture";
import { shortened } from "./words";

/** Names that a box lists before it counts the rest, and how many of them stand in a line. */
const NAMES = 6;
const NAMES_A_LINE = 2;

/** The first of many names, and how many more there are. */
export function nameRows(names: readonly string[]): readonly Row[] {
  const first = names.slice(0, NAMES).map((name) => shortened(name, 22));
  const rows: Row[] = [];
  for (let at = 0; at < first.length; at += NAMES_A_LINE)
    rows.push({ text: first.slice(at, at + NAMES_A_LINE).join(", ") });
  return names.length <= NAMES ? rows : [...rows, { text: `and ${thousands(names.length - NAMES)} more` }];
}

/** A number with commas: `2,997`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
