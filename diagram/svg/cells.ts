import { printable } from "../../support/printable";
import { type Colour, light } from "./palette";
import { widthOf } from "./text-width";

/** Texts and cells of labels, in the HTML of Graphviz. */

/** Sizes of texts, in points. */
export const SIZE = { caption: 9, title: 13, row: 10.5, chip: 9, badge: 9 } as const;

/** A text of XML. */
export function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return printable(text).replace(/[&<>"']/g, (character) => names[character] ?? character);
}

/** A text in a font. */
export function font(text: string, size: number, colour: Colour, style: "plain" | "bold" | "struck" = "plain"): string {
  // Graphviz takes a backslash as the beginning of an escape, also where it is written as an entity.
  const written = escaped(text).replaceAll("\\", "&#92;&#92;");
  const styled = style === "bold" ? `<B>${written}</B>` : style === "struck" ? `<S>${written}</S>` : written;
  return `<FONT POINT-SIZE="${size}" COLOR="${light(colour)}">${styled}</FONT>`;
}

/** A cell whose size is known: Graphviz would stretch it to the width of the box. */
export interface Sized {
  readonly html: string;
  readonly width: number;
  readonly height: number;
}

/** Between cells, and around a text on a ground. */
const GAP = 3;

/** A text as a cell of its own size. @param ground colour behind it. @default - none */
export function sized(
  text: string,
  size: number,
  colour: Colour,
  style: "plain" | "bold" | "struck",
  ground?: Colour,
): Sized {
  const padding = ground === undefined ? 0 : GAP;
  const width = Math.ceil(widthOf(escaped(text), size, style === "bold")) + 2 * padding + 1;
  const height = Math.ceil(size * 1.2) + 2 * padding;
  const fill = ground === undefined ? "" : ` STYLE="ROUNDED" BGCOLOR="${light(ground)}"`;
  return { html: `<TD CELLPADDING="${padding}"${fill}>${font(text, size, colour, style)}</TD>`, width, height };
}

/** A word on a ground. */
export function badge(text: string, colour: Colour): Sized {
  return sized(text, SIZE.badge, "badgeInk", "bold", colour);
}

/** Cells side by side, as one cell. */
export function line(cells: readonly Sized[], gap: number = GAP): string {
  const width = cells.reduce((sum, cell) => sum + cell.width + gap, gap);
  const height = Math.max(...cells.map((cell) => cell.height)) + 2 * gap;
  const size = `FIXEDSIZE="TRUE" ALIGN="LEFT" WIDTH="${width}" HEIGHT="${height}"`;
  const row = cells.map(({ html }) => html).join("");
  const table = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="${gap}" CELLPADDING="0" ${size}><TR>${row}</TR></TABLE>`;
  return `<TD ALIGN="LEFT">${table}</TD>`;
}

/** A text as one cell. */
export function cell(content: string): string {
  return `<TD ALIGN="LEFT" CELLPADDING="2">${content}</TD>`;
}
