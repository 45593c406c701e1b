import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keysOf } from "../../scripts/reference/keys";
import { KEYS_PAGE, renderKeysPage, userFiles } from "../../scripts/reference/page";
import { PACKAGE_ROOT } from "../../support/package-root";

test("the page of keys is what the schemas give: `npm run schemas` writes it", () => {
  expect(readFileSync(join(PACKAGE_ROOT, KEYS_PAGE), "utf8")).toBe(renderKeysPage());
});

test("every key says what it is", () => {
  for (const { title, schema } of userFiles()) {
    const keys = keysOf(schema);
    expect(keys.length).toBeGreaterThan(5);
    expect([title, keys.filter(({ descriptions }) => descriptions.length === 0)]).toEqual([title, []]);
  }
});

test("keys have their paths, values, defaults and limits; a key with several forms is one", () => {
  const schema = {
    type: "object",
    properties: {
      port: { type: "integer", minimum: 1, maximum: 65535, description: "A port." },
      names: {
        type: "array",
        items: { type: "string", pattern: "^a|b$" },
        maxItems: 3,
        default: [],
        description: "N.",
      },
      by: {
        type: "object",
        additionalProperties: {
          anyOf: [
            { type: "object", properties: { mode: { const: "a", description: "One." } }, required: ["mode"] },
            { type: "object", properties: { mode: { const: "b", description: "Other." } }, required: ["mode"] },
          ],
        },
      },
    },
    required: ["port", "names"],
  };
  expect(keysOf(schema)).toEqual([
    { path: "port", values: ["whole number, 1 to 65535"], required: true, descriptions: ["A port."] },
    {
      path: "names",
      values: ["list of text, `^a|b$`, at most 3 entries"],
      default: "[]",
      required: false,
      descriptions: ["N."],
    },
    { path: "by", values: ["mapping by key"], required: false, descriptions: [] },
    { path: "by.*.mode", values: ['`"a"`', '`"b"`'], required: true, descriptions: ["One.", "Other."] },
  ]);
  const page = renderKeysPage([{ title: "a.yaml", about: "About.", schema }]);
  expect(page).toContain("| `names` | list of text, `^a\\|b$`, at most 3 entries | `[]` | N. |\n");
  expect(page).toContain("| `port` | whole number, 1 to 65535 | *required* | A port. |\n");
});
