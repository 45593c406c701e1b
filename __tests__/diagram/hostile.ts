import fc from "fast-check";
import type { Picture } from "../../diagram/picture/picture";

/** Texts that mean something in DOT, in HTML, in XML, in Markdown or in Mermaid. */
const NASTY = [
  '"',
  "\\",
  "\\N",
  "<b>",
  "</TABLE>",
  "]]>",
  "-->",
  "&amp;",
  "&#0;",
  "#quot;",
  "\n",
  "\u202e",
  "\ud800",
  "\u0000",
  "`code`",
  "**",
  "1. one",
  "- one",
  "end",
  "%%{init:{}}%%",
  ";",
  "|",
  "]",
  "subgraph",
  "日本",
  "😀",
  "<script>alert(1)</script>",
  "#1b2430",
] as const;

const text = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 6 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(""));

/** Pictures whose texts are made to break out of whatever they are drawn in. */
export const hostilePicture: fc.Arbitrary<Picture> = fc
  .tuple(text, text, text, text, text)
  .map(([title, place, name, row, label]) => ({
    ...{ title, subtitle: row },
    places: [
      { id: place, kind: "account", caption: "Account", title: place, chips: [] },
      { id: "vpc", within: place, kind: "vpc", caption: label, title: name, chips: [row], verdict: "VIOLATED" },
    ],
    things: [
      {
        id: "a",
        within: "vpc",
        kind: "endpoint",
        caption: label,
        title: name,
        rows: [{ text: row, sign: "added" }],
        chips: [name],
      },
      { id: "b", kind: "outside", caption: "Outside", title: label, rows: [], chips: [], wayOut: "violated" },
    ],
    links: [{ from: "a", to: "b", label, wayOut: "violated" }],
  }));
