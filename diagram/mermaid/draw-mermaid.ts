import { type Emphasis, emphasisOf } from "../picture/emphasis";
import type { Link, Picture, Place, Thing } from "../picture/picture";
import { shortened, signText } from "../picture/words";
import { mermaidText } from "./escape";
import { CLASSES, lineOf } from "./styles";

/** Most lines and chips of a box. */
const MOST_ROWS = 6;

/** A picture as a flowchart of Mermaid, without a fence. */
export function mermaidOf(picture: Picture): string {
  const { places, things, links, title, subtitle } = picture;
  const names = new Map([
    ...places.map(({ id }, index): [string, string] => [id, `p${index}`]),
    ...things.map(({ id }, index): [string, string] => [id, `n${index}`]),
  ]);
  const nameOf = (id: string) => names.get(id) ?? "";
  const within = (place: string | undefined, indent: string): readonly string[] => [
    ...places
      .filter((each) => each.within === place)
      .flatMap((each) => {
        const content = within(each.id, `${indent}  `);
        return content.length === 0
          ? []
          : [`${indent}subgraph ${nameOf(each.id)}["${placeText(each)}"]`, ...content, `${indent}end`];
      }),
    ...things
      .filter((each) => each.within === place)
      .map((each) => `${indent}${nameOf(each.id)}["${thingText(each)}"]`),
  ];
  const boxes = within(undefined, "  ");
  const drawn = new Set(boxes.flatMap((line) => /^ +(?:subgraph )?([pn]\d+)\[/.exec(line)?.[1] ?? []));
  return [
    "flowchart LR",
    `  accTitle: ${oneLine(title)}`,
    `  accDescr: ${oneLine(subtitle)}`,
    ...boxes,
    ...links.map((link) => `  ${nameOf(link.from)} ${arrow(link)} ${nameOf(link.to)}`),
    ...linkStyles(links),
    ...classes(
      [...places, ...things].filter(({ id }) => drawn.has(nameOf(id))),
      nameOf,
    ),
    "",
  ].join("\n");
}

/** A text outside of quotes: only what means nothing to Mermaid. */
function oneLine(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/()-]/gu, " ");
}

/** Mermaid draws only one line above a box. */
function placeText({ caption, title, verdict, sign }: Place): string {
  return lines([[caption, title, ...marks(verdict, sign)].filter((each) => each !== "").join(" ")]);
}

function thingText({ caption, title, rows, chips, verdict, sign }: Thing): string {
  const shown = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows;
  return lines([
    [caption, ...marks(verdict, sign)].join(" "),
    title,
    ...shown.map((row) => [row.text, ...marks(undefined, row.sign === sign ? undefined : row.sign)].join(" ")),
    rows.length > shown.length ? `and ${rows.length - shown.length} more` : "",
    listText(chips),
  ]);
}

/** What stands behind a text. A sign and its word stay together, and never begin a line: Markdown would see a list. */
function marks(verdict: Thing["verdict"], sign: Thing["sign"]): readonly string[] {
  return [
    ...(verdict === undefined ? [] : [verdict]),
    ...(sign === undefined ? [] : [`(${unbroken(signText(sign))})`]),
  ];
}

function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

function listText(chips: readonly string[]): string {
  const first = chips.slice(0, MOST_ROWS).join(", ");
  return chips.length > MOST_ROWS ? `${first} and ${chips.length - MOST_ROWS} more` : first;
}

function lines(texts: readonly string[]): string {
  return texts
    .filter((text) => text.trim() !== "")
    .map((text) => mermaidText(shortened(text, 70)))
    .join("<br/>");
}

function arrow({ label, wayOut, sign }: Link): string {
  const line = wayOut === "unproven" || sign === "removed" ? "-.->" : wayOut === "violated" ? "==>" : "-->";
  return label === undefined ? line : `${line}|"${mermaidText(unbroken(shortened(label, 40)))}"|`;
}

function linkStyles(links: readonly Link[]): readonly string[] {
  const byStyle = new Map<string, number[]>();
  for (const [index, link] of links.entries()) {
    const style = lineOf(link);
    if (style !== undefined) byStyle.set(style, [...(byStyle.get(style) ?? []), index]);
  }
  return [...byStyle].map(([style, indexes]) => `  linkStyle ${indexes.join(",")} ${style}`);
}

function classes(boxes: readonly (Place | Thing)[], nameOf: (id: string) => string): readonly string[] {
  const byClass = new Map<Emphasis, string[]>();
  for (const box of boxes) {
    const name = emphasisOf(box);
    if (name !== undefined) byClass.set(name, [...(byClass.get(name) ?? []), nameOf(box.id)]);
  }
  return [...byClass].flatMap(([name, ids]) => [
    `  classDef ${name} ${CLASSES[name]}`,
    `  class ${ids.join(",")} ${name}`,
  ]);
}
