import fc from "fast-check";
import { mermaidOf } from "../../diagram/mermaid/draw-mermaid";
import { mermaidText } from "../../diagram/mermaid/escape";
import { MOST_CHARACTERS, mermaidWithin } from "../../diagram/mermaid/within-limits";
import { pictureOf } from "../../diagram/picture/draw";
import { change, changes, consumer, ENDPOINT, scene, service } from "./facts";
import { hostilePicture } from "./hostile";

/** Lines of the flowcharts that are drawn: Mermaid knows many more. */
const LINES = [
  /^flowchart LR$/,
  /^ {2}accTitle: [^"<>[\]{};#%]*$/,
  /^ {2}accDescr: [^"<>[\]{};#%]*$/,
  /^ +subgraph p\d+\["[^"[\]{}<>`;%|]*"\]$/,
  /^ +n\d+\["[^"[\]{}`%|]*"\]$/,
  /^ +end$/,
  /^ {2}n\d+ (?:-->|-\.->|==>)(?:\|"[^"[\]{}<>`%|]*"\|)? n\d+$/,
  /^ {2}linkStyle \d+(?:,\d+)* stroke:#[0-9a-f]{6},stroke-width:\dpx$/,
  /^ {2}classDef [a-zA-Z]+ [a-z0-9:#,\- ]+$/,
  /^ {2}class [pn]\d+(?:,[pn]\d+)* [a-zA-Z]+$/,
  /^$/,
];

/** Lines that are none of those. Entities are taken for letters. */
function unknownLines(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !LINES.some((pattern) => pattern.test(line.replace(/#\d+;/g, "x").replaceAll("<br/>", " "))));
}

describe("a picture as Mermaid", () => {
  const both = scene([service(), consumer("web")], {
    changes: changes(change("dev-consumer-web", "changed", { [ENDPOINT]: "removed" })),
  });

  test("has boxes in boxes, arrows, and signs in words", () => {
    const text = mermaidOf(pictureOf(both));
    expect(unknownLines(text)).toEqual([]);
    expect(text).toContain('["VPC web  10.1.0.0/20 (~#160;changed)"]');
    expect(text).toContain('["Interface endpoint (-#160;removed)<br/>orders<br/>use1-az1"]');
    expect(text).toMatch(/n\d+ -\.->\|"-#160;removed"\| n0/);
  });

  test("keeps to its syntax, whatever texts are in it", () => {
    fc.assert(
      fc.property(hostilePicture, (picture) => {
        expect(unknownLines(mermaidOf(picture))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("writes all but plain letters and signs as numbers", () => {
    expect(mermaidText('a"b<c>`d`[e]#f;_*|\n')).toBe(
      "a#34;b#60;c#62;#96;d#96;#91;e#93;#35;f#59;#95;#42;#124;#92;u000a",
    );
  });

  test("groups what would be longer than the limit, and gives up where nothing fits", () => {
    const stacks = [
      service(),
      ...Array.from({ length: 9 }, (_, index) => consumer(`c${index}`, String(300000000000 + index))),
    ];
    const whole = mermaidWithin(scene(stacks), MOST_CHARACTERS) ?? "";
    const grouped = mermaidWithin(scene(stacks), 1000) ?? "";
    expect(whole).toContain("VPC c8");
    expect(grouped).toContain("9 consumers");
    expect(grouped).not.toContain("Targets");
    expect(grouped.length).toBeLessThanOrEqual(1000);
    expect(mermaidWithin(scene(stacks), 100)).toBeUndefined();
  });

  test("stays within what GitHub draws for a thousand services", () => {
    const stacks = Array.from({ length: 1000 }, (_, index) => service(`s${index}`));
    expect(mermaidWithin(scene(stacks), MOST_CHARACTERS)).toBeUndefined();
  });
});
