import { readFileSync, writeFileSync } from "node:fs";
import { CheckFailed } from "../test-terraform/report";
import type { Browser } from "./browser";

/** What a browser measures of an SVG. */
export interface Measured {
  /** How many texts it has. */
  readonly texts: number;
  /** How many boxes it has. */
  readonly boxes: number;
  /** Texts that are not within their box or the picture, and those that are squeezed or stretched too much. */
  readonly wrong: readonly string[];
}

/**
 * What runs in the browser. A text must be in the box of its group, or, where the group has no box as arrows have none,
 * in the picture. Its natural width must be near the width that the picture gives it: else it cannot be read.
 */
const SCRIPT = `
const svg = document.querySelector("svg");
const SLACK = 1.5;
const within = (inner, outer) =>
  inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK &&
  inner.x + inner.width <= outer.x + outer.width + SLACK && inner.y + inner.height <= outer.y + outer.height + SLACK;
const union = (boxes) => {
  const x = Math.min(...boxes.map((b) => b.x)), y = Math.min(...boxes.map((b) => b.y));
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x,
    height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
};
const wrong = [];
const page = svg.getBoundingClientRect();
let boxes = 0;
const texts = [...svg.querySelectorAll("text")];
const bounds = new Map();
for (const group of svg.querySelectorAll("g.node, g.cluster")) {
  const shapes = [...group.querySelectorAll(":scope path, :scope polygon")].map((shape) => shape.getBBox());
  if (shapes.length === 0) continue;
  boxes += 1;
  bounds.set(group, union(shapes));
}
for (const text of texts) {
  const group = text.closest("g.node, g.cluster");
  const box = text.getBBox();
  if (bounds.has(group) && !within(box, bounds.get(group))) wrong.push("outside of its box: " + text.textContent);
  const seen = text.getBoundingClientRect();
  if (!within(seen, page)) wrong.push("outside of the picture: " + text.textContent);
  const given = Number(text.getAttribute("textLength"));
  text.removeAttribute("textLength");
  const ratio = given / text.getComputedTextLength();
  if (given > 0 && (ratio < 0.7 || ratio > 1.5))
    wrong.push("drawn at " + ratio.toFixed(2) + " of its width: " + text.textContent);
}
document.querySelector("#found").textContent = JSON.stringify({ texts: texts.length, boxes, wrong });
`;

/** Measures an SVG in a page that it is put into. @param page file for the page. */
export async function measure(browser: Browser, svg: string, page: string): Promise<Measured> {
  const picture = readFileSync(svg, "utf8");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><body>${picture}<pre id="found"></pre><script>${SCRIPT}</script></body>`,
  );
  const { html, console } = await browser.open(page);
  const found = /<pre id="found">([^<]+)<\/pre>/.exec(html)?.[1];
  if (found === undefined) throw new CheckFailed(`expected measures of ${svg}; the browser wrote none.\n${console}`);
  const text = found.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", " ").replaceAll("&amp;", "&");
  return JSON.parse(text);
}
