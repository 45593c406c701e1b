import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { CheckFailed } from "../test-terraform/report";
import type { Run } from "./certificates";
import { draw, judgedConsumers, withConsumers } from "./consumers";
import { measure } from "./harness";
import { readPicture } from "./picture";

const FOLDER = "docs/diagrams";

/** How many consumers are drawn. */
const CONSUMERS = [3, 30, 3000];

/** Longest time in seconds that drawing may take. */
const LONGEST = 60;

/** The pictures of the documentation, and of environments of three sizes, as a reader's browser opens them. */
export async function diagrams(run: Run): Promise<void> {
  const { report, processes, folder } = run;
  await report.check("a text outside of its box, and one that is squeezed, are found", () => control(run));
  const path = join(PACKAGE_ROOT, FOLDER);
  const files = existsSync(path) ? readdirSync(path).filter((file) => file.endsWith(".svg")) : [];
  if (files.length === 0) report.skip("diagrams", `there is no SVG in ${FOLDER}`);
  for (const file of files) await report.section(() => picture(run, file, join(path, file)));
  await report.section(async () => {
    const real = await judgedConsumers(processes, folder);
    for (const count of CONSUMERS) {
      const own = join(folder, String(count));
      mkdirSync(own);
      const name = `${count}-consumers.svg`;
      const svg = join(own, name);
      await report.check(`${name}: is drawn within ${LONGEST} s`, async () => {
        const seconds = await draw(processes, withConsumers(real, own, count), svg);
        if (seconds > LONGEST) throw new CheckFailed(`expected at most ${LONGEST} s; it took ${seconds.toFixed(1)} s.`);
      });
      await report.section(() => picture(run, name, svg));
    }
  });
}

async function picture(run: Run, name: string, svg: string): Promise<void> {
  const { report, browser, folder } = run;
  await report.check(`${name}: opens without an error`, async () => {
    const { html, console } = await browser.open(svg);
    if (console !== "") throw new CheckFailed(`expected nothing in the console; found:\n${console}`);
    if (html.includes("<parsererror")) throw new CheckFailed("expected XML without errors; the browser found one.");
  });
  await report.check(`${name}: each text is within its box, and can be read`, async () => {
    const { texts, boxes, wrong } = await measure(browser, svg, join(folder, `${name}.html`));
    if (texts < 5 || boxes < 3) throw new CheckFailed(`expected a picture; found ${texts} texts in ${boxes} boxes.`);
    if (wrong.length > 0) throw new CheckFailed(`expected each text in its box; found:\n${wrong.join("\n")}`);
  });
  await report.check(`${name}: has light and dark colours, and is not blank`, async () => {
    // One after the other: a profile takes one browser at a time.
    for (const scheme of ["light", "dark"] as const) {
      const png = join(folder, `${name}-${scheme}.png`);
      await browser.picture(svg, png, scheme);
      const { background, variety } = readPicture(png);
      if (variety < 20) throw new CheckFailed(`expected a ${scheme} picture; found a blank page.`);
      if (scheme === "light" ? background < 240 : background > 40)
        throw new CheckFailed(`expected a ${scheme} background; found the brightness ${background}.`);
    }
  });
}

/** That the measures find what they look for. */
async function control({ browser, folder }: Run): Promise<void> {
  const svg = join(folder, "control.svg");
  const box = '<path d="M10,10H90V40H10Z"/>';
  const text = (x: number, length: number) =>
    `<text x="${x}" y="30" font-size="10" textLength="${length}">a text</text>`;
  writeFileSync(
    svg,
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 200 50">' +
      `<g class="node">${box}${text(20, 28)}</g><g class="node">${box}${text(80, 28)}${text(20, 9)}</g></svg>`,
  );
  const { wrong } = await measure(browser, svg, join(folder, "control.html"));
  const kinds = wrong.map((each) => each.split(" ")[0]).join(", ");
  if (kinds !== "outside, drawn")
    throw new CheckFailed(`expected two texts that are wrong; found: ${wrong.join("; ")}`);
}
