import fc from "fast-check";
import type { Log } from "sarif";
import { convert } from "xmlbuilder2";
import { FORMATS, render } from "../../../policies/checker/report/formats";
import type { Report } from "../../../policies/checker/report/report-schema";
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

test.each(HOSTILE.map((text) => [text]))("%j neither reaches a terminal nor breaks a format", (text) => holds(text));

test("no text does: 200 of them, mixed from what formats and terminals act on", () => {
  const signs = [
    ..."\u001b\u0007\r\n\t:,%<>&\"'`|*_[](){}@#!\\]-\u202e\ud83d\ude00\udc00\ufffe\u0000a0",
    "]]>",
    "::",
    "-->",
    "\r\n::error::",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 24 }), (parts) => holds(parts.join(""))),
    { seed: 6, numRuns: 200 },
  );
});

function holds(text: string): void {
  const all = reportWith(text);
  const plain = reportWith("plain");
  for (const format of FORMATS) {
    const rendered = render(all, format);
    expect([format, FORBIDDEN.exec(rendered)?.[0]]).toEqual([format, undefined]);
    // A text adds no line and no command of its own.
    expect([format, rendered.split("\n").length]).toEqual([format, render(plain, format).split("\n").length]);
  }
  expect(render(all, "github").match(/^\s*::/gm)).toHaveLength(4);
  const log: Log = JSON.parse(render(all, "sarif"));
  expect(log.runs[0]?.results).toHaveLength(2);
  for (const { locations } of log.runs[0]?.results ?? []) {
    const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
    expect(uri).toMatch(/^[\w.!~*'()%/:-]*$/);
  }
  expect(() => convert(render(all, "junit"), { format: "object" })).not.toThrow();
  const markdown = render(all, "markdown");
  expect(markdown.match(/<details>/g)).toHaveLength(2);
  expect(markdown.replace(/<\/?(details|summary|code)>/g, "").replace(/(`+)[^\n]*?\1/g, "")).not.toMatch(/[<@]/);
}
