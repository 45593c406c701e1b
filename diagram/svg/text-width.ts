/**
 * Widths of the letters of Helvetica from the space to the tilde, in thousandths of the size, as Adobe's font metrics
 * have them. Arial and Liberation Sans have the same.
 */
const PLAIN = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
] as const;

/** The same of Helvetica Bold. */
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
] as const;

/** Width that Graphviz gives each byte of UTF-8 of a letter that is in no table. */
const OTHER = 278;

/** Characters that XML writes as several. */
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-f]+);/gi;

/**
 * How wide a text is in Helvetica, as Graphviz lays it out.
 *
 * @param text as XML has it.
 * @param size in points.
 */
export function widthOf(text: string, size: number, isBold: boolean): number {
  const widths: readonly number[] = isBold ? BOLD : PLAIN;
  let sum = 0;
  for (const character of text.replace(ENTITY, decoded)) {
    const code = character.codePointAt(0) ?? 0;
    sum += widths[code - 32] ?? (code === NO_BREAK ? OTHER : OTHER * Buffer.byteLength(character));
  }
  return (sum * size) / 1000;
}

/** Graphviz writes spaces side by side as those at which no line breaks. */
const NO_BREAK = 160;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(entity: string): string {
  const name = entity.slice(1, -1);
  const [, decimal] = /^#(\d+)$/.exec(name) ?? [];
  const [, hexadecimal] = /^#x([0-9a-f]+)$/i.exec(name) ?? [];
  if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
  if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
  return NAMED[name.toLowerCase()] ?? entity;
}
