import { printable } from "../../support/printable";

test("a text in any script is printed as it is", () => {
  expect(printable("Zürich → 東京: `orders`")).toBe("Zürich → 東京: `orders`");
});

test.each([
  ["a\nCLEAN b", "a\\u000aCLEAN b"],
  ["\u001b[31mred", "\\u001b[31mred"],
  ["\u009b31m", "\\u009b31m"],
  ["a\u2028b\rc\u0000", "a\\u2028b\\u000dc\\u0000"],
  ["\u202egpj.exe\u200b", "\\u202egpj.exe\\u200b"],
  ["\ud800 \ufffe \u{e0001}", "\\ud800 \\ufffe \\u{e0001}"],
])("what could pass for a line or a colour is escaped: %j", (text, expected) => {
  expect(printable(text)).toBe(expected);
});
