import fc from "fast-check";
import { markdown, markdownCode } from "../../kit/escape";

/** The text of a span of code, as Markdown (CommonMark, with GitHub's tables) reads it in a table cell. */
function codeIn(span: string): string | undefined {
  const [, ticks = "", inside = ""] = /^(`+)(?!`)(.*?)(?<!`)\1$/.exec(span) ?? [];
  // The span ends at the first row of backticks that is as long as the one it begins with.
  const ends = [...inside.matchAll(/`+/g)].some(([row]) => row.length === ticks.length);
  // A cell ends at a pipe that has no backslash before it.
  if (ticks === "" || ends || /(?<!\\)\|/.test(inside)) return undefined;
  return (/^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside).replaceAll("\\|", "|");
}

test.each([
  ["orders", "`orders`"],
  ["a|b", "`a\\|b`"],
  ["a`b", "`` a`b ``"],
  ["`", "`` ` ``"],
  ["``a`", "``` ``a` ```"],
  ["a`|`b", "`` a`\\|`b ``"],
  ["a\nb", "`a\\u000ab`"],
])("%j as code is %j", (text, span) => {
  expect(markdownCode(text)).toBe(span);
});

test("whatever backticks and pipes a text has, it is one span of code in one cell", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "`", "|", "*", "<"), minLength: 1 });
  fc.assert(fc.property(text, (each) => expect(codeIn(markdownCode(each))).toBe(each)));
});

test("each sign of Markdown in a text is escaped", () => {
  for (const sign of "\\`*_{}[]<>#|~&!$") expect(markdown(`a${sign}b`)).toBe(`a\\${sign}b`);
  expect(markdown("a\nb")).not.toContain("\n");
});
