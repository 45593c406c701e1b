import { code, codeInHtml, evenTable, fenced, html, plain, prose, tableParts } from "../../support/markdown";

test.each([
  ["@bob <b> a|b", "&#64;&#8203;bob &#60;b&#62; a&#124;b"],
  ["fixes #12, GH-12, o/r#3", "fixes &#35;&#8203;12, GH&#8203;-12, o/r&#35;&#8203;3"],
  ["https://evil.example www.evil.example", "https:&#8203;//evil.example www&#8203;.evil.example"],
  ["arn:aws:iam::111111111111:root at 10:30", "arn:aws:iam::111111111111:root at 10:30"],
  ["- item", "\\- item"],
  ["12. item", "12&#8203;. item"],
  ["  indented\nline ", "indented\\\\u000aline"],
  ["`a` *b* _c_ [d](e) $f$ &#64;", "\\`a\\` \\*b\\* \\_c\\_ \\[d\\]\\(e\\) \\$f\\$ &#38;&#35;&#8203;64;"],
])("%j as plain text is %j", (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test("what a message has between backticks is code, and nothing else of it", () => {
  expect(prose("set `a_b` to <x>, or `c`")).toBe("set `a_b` to &#60;x&#62;, or `c`");
  expect(prose("one ` and two ``, then `x|y`")).toBe("one \\` and two \\`\\`, then <code>x&#124;y</code>");
  expect(prose("`a``b` `c`d")).toBe("\\`a\\`\\`b\\` \\`c\\`d");
  expect(prose("`- x` begins")).toBe("`- x` begins");
});

test("code stays code: with backticks, pipes, and without anything", () => {
  expect(code("a_b")).toBe("`a_b`");
  expect(code("a`b``c")).toBe("``` a`b``c ```");
  expect(code("a|b*`")).toBe("<code>a&#124;b&#42;&#96;</code>");
  expect(code("")).toBe("<code></code>");
  // What is between tags is text to Markdown, which makes links of it, also from entities.
  expect(code("a|bob@example.com")).toBe("<code>a&#124;bob&#64;&#8203;example.com</code>");
  expect(code("|https://x.example #1")).toBe("<code>&#124;https:&#8203;//x.example &#35;&#8203;1</code>");
});

test("within HTML no text ends an element, and names nobody", () => {
  expect(html("</summary> @bob")).toBe("&#60;/summary&#62; &#64;&#8203;bob");
  expect(codeInHtml("</code> @bob_x")).toBe("<code>&#60;/code&#62; &#64;bob_x</code>");
});

test("no line ends a fence", () => {
  expect(fenced("a\n```\n````", "sh")).toBe("`````sh\na\n```\n````\n`````");
});

test("tables: the head comes with the first row, and no cell has an open pipe", () => {
  expect(tableParts(["a"], [["x|y"], ["z"]])).toEqual(["\n| a |\n| --- |\n| x\\|y |\n", "| z |\n"]);
  expect(tableParts(["a"], [])).toEqual([]);
  expect(evenTable(["a", "long"], [["word", "x"]])).toEqual(["| a    | long |", "| ---- | ---- |", "| word | x    |"]);
});
