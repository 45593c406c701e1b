import fc from "fast-check";
import { create } from "xmlbuilder2";
import { pictureOf } from "../../diagram/picture/draw";
import { emphasisOf } from "../../diagram/picture/emphasis";
import { svgOf } from "../../diagram/svg/draw-svg";
import { COLOURS } from "../../diagram/svg/palette";
import { widthOf } from "../../diagram/svg/text-width";
import { change, changes, consumer, scene, service } from "./facts";
import { hostilePicture } from "./hostile";

const picture = pictureOf(
  scene([service(), consumer("web")], { changes: changes(change("dev-consumer-web", "added")) }),
);

/** Names of the elements of an XML document, each once. @throws where it is not well-formed. */
function elements(xml: string): readonly string[] {
  const names: string[] = [];
  create(xml)
    .root()
    .each((node) => names.push(node.node.nodeName), true, true);
  return [...new Set(names)].filter((name) => !name.startsWith("#")).sort();
}

describe("a picture as SVG", () => {
  test("has the same bytes each time", async () => {
    expect(await svgOf(picture, "auto")).toBe(await svgOf(picture, "auto"));
  });

  test("says what it is to who does not see it", async () => {
    const svg = await svgOf(picture, "auto");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" aria-labelledby="title desc"/);
    expect(svg).toContain('<title id="title">dev</title>');
    expect(svg).toContain('<desc id="desc">us-east-1, 1 service, 1 consumer</desc>');
    expect(svg).toContain("<title>Interface endpoint orders</title>");
  });

  test("signs what changes by words, not only by colours", async () => {
    expect(await svgOf(picture, "auto")).toContain(">+ added</text>");
  });

  test("in the themes: light has no dark colour, dark no light one, and auto has both", async () => {
    const [light, dark, auto] = await Promise.all(
      (["light", "dark", "auto"] as const).map((theme) => svgOf(picture, theme)),
    );
    for (const { light: onLight, dark: onDark } of Object.values(COLOURS)) {
      expect(light).not.toContain(`"${onDark}"`);
      expect(dark).not.toContain(`"${onLight}"`);
    }
    expect(light).not.toContain("<style>");
    expect(auto).toContain("@media (prefers-color-scheme:dark)");
    expect(auto).toContain(`fill="${COLOURS.paper.light}"`);
  });

  test("no two colours of light are the same: those of dark are put in their places", () => {
    const lights = Object.values(COLOURS).map(({ light }) => light);
    expect(new Set(lights).size).toBe(lights.length);
  });

  test("texts keep the width that their boxes were made for", async () => {
    const svg = await svgOf(picture, "light");
    const texts = svg.match(/<text [^>]*>/g) ?? [];
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((each) => !each.includes("textLength="))).toEqual([]);
  });

  test.each([
    ["mmm", false, 24.99],
    ["mmm", true, 26.67],
    ["a&amp;b", false, 17.79],
    ["a&#160;b", false, 13.9],
    ["é", false, 5.56],
  ])("the width of %s", (text, isBold, width) => {
    expect(widthOf(text, 10, isBold)).toBeCloseTo(width, 2);
  });

  test("is well-formed and harmless, whatever texts are in it", async () => {
    const allowed = ["a", "desc", "ellipse", "g", "path", "polygon", "polyline", "style", "svg", "text", "title"];
    await fc.assert(
      fc.asyncProperty(hostilePicture, fc.constantFrom("auto", "light", "dark"), async (hostile, theme) => {
        const svg = await svgOf(hostile, theme);
        expect(elements(svg).filter((name) => !allowed.includes(name))).toEqual([]);
        expect(svg).not.toMatch(/<!|href|\son[a-z]+="/);
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  [{ verdict: "VIOLATED", sign: "added" }, "violated"],
  [{ verdict: "UNPROVEN", sign: "changed" }, "unproven"],
  [{ verdict: "PROVEN", sign: "added" }, "added"],
  [{ verdict: "PROVEN" }, "proven"],
  [{ verdict: "NOT JUDGED" }, "notJudged"],
  [{ sign: "removed", wayOut: "violated" }, "violated"],
  [{}, undefined],
] as const)("the line of a box with %o says %s", (box, expected) => {
  expect(emphasisOf(box)).toBe(expected);
});
