import { emphasisOf, isDashed, VERDICT_EMPHASIS } from "../picture/emphasis";
import type { Place, Row, Sign, Thing } from "../picture/picture";
import { shortened, signText } from "../picture/words";
import { badge, cell, font, line, SIZE, sized } from "./cells";
import { type Colour, light, THING_COLOURS } from "./palette";

/** Labels in the HTML of Graphviz. */

/** Chips that stand side by side. */
const CHIPS = 3;
/** Chips of a box before the rest is counted. */
const MOST_CHIPS = 12;
/** Lines of a box before the rest is counted. */
const MOST_ROWS = 8;

function chipLines(all: readonly string[]): readonly string[] {
  const chips =
    all.length > MOST_CHIPS ? [...all.slice(0, MOST_CHIPS - 1), `and ${all.length - MOST_CHIPS + 1} more`] : all;
  const rows: string[] = [];
  for (let at = 0; at < chips.length; at += CHIPS)
    rows.push(
      line(chips.slice(at, at + CHIPS).map((text) => sized(shortened(text), SIZE.chip, "muted", "plain", "chip"))),
    );
  return rows;
}

function rowCells(rows: readonly Row[], whole: Sign | undefined): readonly string[] {
  const shown = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows;
  const rest = rows.length - shown.length;
  const cells = shown.map(({ text, sign }) => {
    const short = shortened(text);
    if (sign === undefined || sign === whole)
      return cell(font(short, SIZE.row, "ink", whole === "removed" ? "struck" : "plain"));
    const words = sized(short, SIZE.row, sign, sign === "removed" ? "struck" : "plain");
    return line([badge(signText(sign), sign), words]);
  });
  return rest === 0 ? cells : [...cells, cell(font(`and ${rest} more`, SIZE.row, "muted"))];
}

/** Upper part of a box: what it is, with badges beside. */
function head(
  { caption, verdict, sign }: Pick<Place, "caption" | "verdict" | "sign">,
  colour: Colour,
): readonly string[] {
  const badges = [
    ...(verdict === undefined ? [] : [badge(verdict, VERDICT_EMPHASIS[verdict])]),
    ...(sign === undefined ? [] : [badge(signText(sign), sign)]),
  ];
  if (caption === "" && badges.length === 0) return [];
  const words = sized(caption.toUpperCase(), SIZE.caption, colour, "bold");
  return [line([...(caption === "" ? [] : [words]), ...badges])];
}

function titleCell(title: string, sign: Sign | undefined): readonly string[] {
  return title === "" ? [] : [cell(font(shortened(title), SIZE.title, "ink", sign === "removed" ? "struck" : "bold"))];
}

function table(attributes: string, rows: readonly string[]): string {
  const lines = rows.map((row) => `<TR>${row}</TR>`).join("");
  return `<TABLE CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" ${attributes}>${lines}</TABLE>`;
}

/** Label of a place, at the top of its box. */
export function placeLabel(place: Place): string {
  const { kind, caption, title, chips, sign } = place;
  if (kind !== "vpc" && kind !== "environment") {
    const words = [sized(caption.toUpperCase(), SIZE.caption, "muted", "bold"), sized(title, SIZE.row, "ink", "bold")];
    return table('BORDER="0"', [line(words.slice(0, title === "" ? 1 : 2))]);
  }
  return table('BORDER="0"', [...head(place, "muted"), ...titleCell(title, sign), ...chipLines(chips)]);
}

/** Label of a thing: all of its box. */
export function thingLabel(thing: Thing): string {
  const { kind, title, rows, chips, sign, wayOut } = thing;
  const accent = wayOut ?? THING_COLOURS[kind];
  const emphasis = emphasisOf(thing);
  const fill: Colour = wayOut === undefined ? "card" : `${wayOut}Paper`;
  const style = `BORDER="${emphasis === undefined ? 1 : 2}" STYLE="ROUNDED${isDashed(emphasis) ? ",DASHED" : ""}"`;
  const border = `${style} BGCOLOR="${light(fill)}" COLOR="${light(emphasis ?? accent)}"`;
  const cells = [...head(thing, accent), ...titleCell(title, sign), ...rowCells(rows, sign), ...chipLines(chips)];
  return table(border, [`<TD CELLPADDING="4">${table('BORDER="0"', cells)}</TD>`]);
}
