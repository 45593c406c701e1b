import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { stringify } from "yaml";
import { parseYaml } from "../../../config/yaml/parse";
import { NOT_PLAIN, plainDocument } from "../../../config/yaml/plain";
import { structureFaults } from "../../../config/yaml/structure";
import { plainValue, resolver } from "../../../config/yaml/tree";
import { CONSUMER, ENVIRONMENT, EXTERNAL } from "../../support/environments";

/** What the walks over any document say of a text: its value, or undefined where something is wrong. */
function walked(text: string): { value: unknown; faults: number } {
  const { document } = parseYaml(text);
  if (document === undefined) throw new Error(`no YAML: ${text}`);
  const resolve = resolver(document);
  const faults = structureFaults(text, document.contents, resolve, () => 1).length;
  return { value: plainValue(document.contents, resolve), faults };
}

const plain = (text: string) => plainDocument(parseYaml(text).document?.contents);

test.each([
  ["an environment", ENVIRONMENT],
  ["a consumer", CONSUMER],
  ["an external consumer", EXTERNAL],
  ["nothing", ""],
  ["a comment", "# nothing\n"],
  ["a number", "0123"],
  ["empty values", "a:\nb: ~\nc: []\nd: {}\ne: ''\n"],
  ["lists of lists", "- [1, [2, -0.0, .inf]]\n- - a\n  - null\n"],
  ["keys in quotation marks", '\'a\': 1\n"b": 2\n"toString": 3\n'],
  ["texts over lines", "a: |\n  b\n  c\nd: >\n  e\n"],
])("%s: the same as the walks over any document", (_, text) => {
  expect(walked(text).faults).toBe(0);
  expect(plain(text)).toStrictEqual(walked(text).value);
});

test.each([
  ["an anchor", "a: &a 1\n"],
  ["an alias", "a: &a 1\nb: *a\n"],
  ["a merge key", "a: &a { b: 1 }\nc: { <<: *a }\n"],
  ["a tag", "a: !!str 1\n"],
  ["a tag of a mapping", "a: !!map { b: 1 }\n"],
  ["a key twice", "a: 1\nb: 2\na: 3\n"],
  ["a number as a key", "0123: 1\n"],
  ["no text as a key", "true: 1\n"],
  ["an empty key", ": 1\n"],
  ["a list as a key", "? [a]\n: 1\n"],
  ["the key __proto__", "__proto__: { a: 1 }\n"],
])("%s is left to the walks", (_, text) => {
  expect(plain(text)).toBe(NOT_PLAIN);
  expect(plain(`list: [{ deep: ${JSON.stringify("x")} }]\nmore:\n${text.replace(/^/gm, "  ")}`)).toBe(NOT_PLAIN);
});

test("of any document it says what the walks say, or nothing", () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, 0, 1.5, "", "a", "<<", "*a", "&a", "!t", "0123", "null"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "<<", "1", "constructor", "x y"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;
  let judged = 0;
  fc.assert(
    fc.property(value, (each) => {
      const text = stringify(each);
      const found = plain(text);
      if (found === NOT_PLAIN) return;
      judged++;
      expect(walked(text).faults).toBe(0);
      // Jest takes the key `constructor` for the type of an object.
      expect(isDeepStrictEqual(found, walked(text).value)).toBe(true);
    }),
    { numRuns: 300, seed: 13 },
  );
  expect(judged).toBeGreaterThan(100);
});
