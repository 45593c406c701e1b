import fc from "fast-check";
import type { Log } from "sarif";
import { convert } from "xmlbuilder2";
import { FORMATS, type Format } from "../../../policies/checker/report/format-names";
import { render } from "../../../policies/checker/report/formats";
import type { Report } from "../../../policies/checker/report/report-schema";
import { casesOf } from "../../support/corpus";
import { finding, judged, report, unjudgeable, vpc, WAIVER } from "./reports";

/** A report in which a text stands wherever one from a document can. */
function reportWith(text: string): Report {
  const origin = { file: text, line: 1, column: 1, key: text, status: "found" as const };
  const gone = { ...origin, line: null, column: null, status: "deleted" as const };
  const found = finding({
    ...{ address: text, construct_path: text, message: text, cut: text, settle: text, origin },
    witness: [{ step: text, address: text, what: text }],
    vpcs: [text],
  });
  const place = vpc({
    address: text,
    construct_path: text,
    assumptions: [text],
    examined: { [`aws_${text}`]: 1 },
    origin,
  });
  const waiver = { ...WAIVER, reason: text, owner: text };
  return report(
    [
      judged([found, { ...found, waiver, origin: gone }], [place], { source: text, stack: text }),
      unjudgeable(text, text),
    ],
    { waivers: [{ ...waiver, rule: text, address: text, stack: text, state: "unused", file: text, line: 1 }] },
  );
}

const HOSTILE = [
  "\u001b[31mred\u001b]0;title\u0007",
  "a\r\n::error file=x::injected",
  "::set-output name=x::y",
  "]]><script>alert(1)</script><!--",
  "</details></code>`` ` ``` | | @octocat ![x](https://example.com/x.png)",
  "\ud800 lone \udc00",
  "\u202egpj.exe\u2066",
  "\ufffe\uffff\u0000\u0085\u2028",
  "%0A%0D::warning::x",
  "__proto__",
];

const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/**
 * Code in Markdown, which ends where as many backticks stand as it began with. A backtick behind a backslash begins
 * none.
 */
const CODE = /\\[\\`]|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;

test.each(HOSTILE.map((text) => [text]))("%j neither reaches a terminal nor breaks a format", (text) => holds(text));

test("no text does, mixed from what formats and terminals act on", () => {
  const signs = [
    ..."\u001b\u0007\r\n\t:,%<>&\"'`|*_[](){}@#!\\]-\u202e\ud83d\ude00\udc00\ufffe\u0000a0",
    "]]>",
    "::",
    "-->",
    "\r\n::error::",
  ];
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom(...signs), { maxLength: 24 })
        .map((parts) => parts.join(""))
        // The standard input, which is no file: SARIF has no location in it.
        .filter((text) => text !== "-"),
      holds,
    ),
    casesOf("hostile texts in reports", 200),
  );
});

/** A report with a text in it, in every format. */
function renderedWith(text: string): Readonly<Record<Format, string>> {
  const all = reportWith(text);
  return Object.fromEntries(FORMATS.map((format) => [format, render(all, format)])) as Record<Format, string>;
}

const plain = renderedWith("plain");

function holds(text: string): void {
  const rendered = renderedWith(text);
  for (const format of FORMATS) {
    expect([format, FORBIDDEN.exec(rendered[format])?.[0]]).toEqual([format, undefined]);
    // A text adds no line and no command of its own.
    expect([format, rendered[format].split("\n").length]).toEqual([format, plain[format].split("\n").length]);
  }
  expect(rendered.github.match(/^\s*::/gm)).toHaveLength(4);
  const log: Log = JSON.parse(rendered.sarif);
  expect(log.runs[0]?.results).toHaveLength(2);
  for (const { locations } of log.runs[0]?.results ?? []) {
    const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
    expect(uri).toMatch(/^[\w.!~*'()%/:-]*$/);
  }
  expect(() => convert(rendered.junit, { format: "object" })).not.toThrow();
  const { markdown } = rendered;
  expect(markdown.match(/<details>/g)).toHaveLength(2);
  expect(markdown.replace(/<\/?(details|summary|code)>/g, "").replace(CODE, "")).not.toMatch(/[<@]/);
}
