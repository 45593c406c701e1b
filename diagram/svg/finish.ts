import type { Picture } from "../picture/picture";
import { shortened, VERDICT_WORDS } from "../picture/words";
import { escaped } from "./cells";
import { nodeName } from "./dot";
import { COLOURS, type Colour, occurring } from "./palette";
import { widthOf } from "./text-width";

/** Family of the fonts that texts are shown in: the first ones have the widths that Graphviz laid out. */
const FONTS = "Helvetica,Arial,Liberation Sans,sans-serif";

/** For what ground a picture is drawn. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const BY_LIGHT: ReadonlyMap<string, Colour> = new Map(
  Object.entries(COLOURS).map(([name, { light }]) => [light, name as Colour]),
);

/** Makes of the SVG of Graphviz a file that stands by itself: titles that say something, a theme, texts that fit. */
export function finished(svg: string, picture: Picture, theme: Theme): string {
  const titles = new Map(
    picture.things.map(({ caption, title }, index) => [nodeName(index), `${caption} ${title}`.trim()]),
  );
  const [, width = "0", height = "0"] = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const body = svg
    .slice(svg.indexOf("<g "), svg.lastIndexOf("</svg>"))
    .replace(/<!--[\s\S]*?-->\n/g, "")
    .replace(/<title>(.*?)<\/title>\n/g, (_, name: string) => {
      const title = titles.get(name);
      return title === undefined ? "" : `<title>${escaped(title)}</title>\n`;
    })
    .replace(/<text ([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, text: string) => fitted(attributes, text));
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc"',
    ` width="${Math.ceil(Number(width))}" height="${Math.ceil(Number(height))}" viewBox="0 0 ${width} ${height}">\n`,
    `<title id="title">${escaped(picture.title)}</title>\n<desc id="desc">${escaped(described(picture))}</desc>\n`,
    theme === "auto" ? styles() : "",
    themed(body, theme),
    "</svg>\n",
  ].join("");
}

/** What is in a picture, for who does not see it. */
function described(picture: Picture): string {
  const { verdicts } = occurring(picture);
  const boxes = [...picture.places, ...picture.things];
  const judged = [...verdicts].map((verdict) => {
    const names = boxes.filter((each) => each.verdict === verdict).map(({ title }) => title);
    return `${verdict} (${VERDICT_WORDS[verdict]}): ${names.join("; ")}`;
  });
  return shortened([picture.subtitle, ...judged].join(". "), 2000);
}

/** A text keeps its width in whatever font it is shown: each machine has others. */
function fitted(attributes: string, text: string): string {
  const size = Number(/font-size="([\d.]+)"/.exec(attributes)?.[1] ?? 14);
  const width = widthOf(text.trim(), size, attributes.includes('font-weight="bold"'));
  const length = `textLength="${width.toFixed(2)}" lengthAdjust="spacingAndGlyphs"`;
  const own = attributes.replace('xml:space="preserve" ', "").replace(/font-family="[^"]*"/, `font-family="${FONTS}"`);
  return `<text ${own} ${length}>${text.trim()}</text>`;
}

function themed(body: string, theme: Theme): string {
  if (theme === "light") return body;
  if (theme === "dark")
    return body.replace(
      /(fill|stroke)="(#[0-9a-f]{6})"/g,
      (_, paint: string, colour: string) => `${paint}="${darkOf(colour)}"`,
    );
  return body.replace(/<(?:polygon|path|text|polyline|ellipse) [^>]*?(?=\/?>)/g, (element) => {
    const classes = [...element.matchAll(/ (fill|stroke)="(#[0-9a-f]{6})"/g)].flatMap(([, paint = "", colour = ""]) => {
      const name = BY_LIGHT.get(colour);
      return name === undefined ? [] : [`${paint[0]}-${name}`];
    });
    return classes.length === 0 ? element : `${element} class="${classes.join(" ")}"`;
  });
}

function darkOf(light: string): string {
  const name = BY_LIGHT.get(light);
  return name === undefined ? light : COLOURS[name].dark;
}

/** The colours of dark, where whoever looks at it wants them. */
function styles(): string {
  const rules = Object.entries(COLOURS).map(([name, { dark }]) => `.f-${name}{fill:${dark}}.s-${name}{stroke:${dark}}`);
  return `<style>@media (prefers-color-scheme:dark){${rules.join("")}}</style>\n`;
}
