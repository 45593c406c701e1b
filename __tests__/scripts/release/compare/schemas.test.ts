import { compareSchemas } from "../../../../scripts/release/compare/schemas";

const SCHEMA = {
  type: "object",
  description: "An environment.",
  properties: {
    region: { type: "string", enum: ["us-east-1", "us-east-2"] },
    port: { type: "integer", minimum: 1, maximum: 100, default: 80 },
    backend: {
      oneOf: [
        { type: "object", properties: { type: { const: "local" } }, additionalProperties: false },
        { type: "object", properties: { type: { const: "s3" }, bucket: { type: "string" } } },
      ],
    },
    names: { type: "array", items: { type: "string", maxLength: 10 } },
    services: { type: "object", additionalProperties: { $ref: "#/$defs/service" } },
  },
  required: ["region"],
  additionalProperties: false,
  $defs: { service: { type: "object", properties: { next: { $ref: "#/$defs/service" }, cidr: { type: "string" } } } },
};

type Any = { [key: string]: unknown };

/** What is said of a change to the schema, in a file that users write or in one that the program writes. */
function compared(change: (schema: Any) => void, file = "environment.schema.json") {
  const other = structuredClone(SCHEMA) as unknown as Any;
  change(other);
  return compareSchemas({ [file]: JSON.stringify(SCHEMA) }, { [file]: JSON.stringify(other) });
}

const needs = (change: (schema: Any) => void, file?: string) => [
  ...new Set(compared(change, file).map((each) => each.needs)),
];

const set = (path: string, value: unknown) => (schema: Any) => {
  const keys = path.split("/");
  const last = keys.pop() ?? "";
  const place = keys.reduce<Any>((at, key) => at[key] as Any, schema);
  if (value === undefined) delete place[last];
  else place[last] = value;
};

describe("keys of files that users write", () => {
  test.each<[string, string, unknown]>([
    ["a key is gone", "properties/port", undefined],
    ["a key is required", "required", ["region", "port"]],
    ["a new key is required", "properties", { ...SCHEMA.properties, owner: { type: "string" } }],
    ["a value is gone", "properties/region/enum", ["us-east-1"]],
    ["values are listed", "properties/names/items/enum", ["a"]],
    ["the least value is greater", "properties/port/minimum", 2],
    ["the greatest value is smaller", "properties/port/maximum", 99],
    ["a default is another", "properties/port/default", 443],
    ["a default is gone", "properties/port/default", undefined],
    ["a pattern comes", "properties/names/items/pattern", "^a"],
    ["a type is another", "properties/port/type", "string"],
    ["an alternative is gone", "properties/backend/oneOf", [SCHEMA.properties.backend.oneOf[0]]],
    ["other keys are refused", "$defs/service/additionalProperties", false],
    ["a key behind a reference is gone", "$defs/service/properties/cidr", undefined],
  ])("need a major release where %s", (name, path, value) => {
    const also = name === "a new key is required" ? set("required", ["region", "owner"]) : () => undefined;
    expect(
      needs((schema) => {
        set(path, value)(schema);
        also(schema);
      }),
    ).toContain("major");
  });

  test.each<[string, string, unknown]>([
    ["a key is new", "properties/owner", { type: "string" }],
    ["a value is new", "properties/region/enum", ["us-east-2", "us-east-1", "us-west-1"]],
    ["a key is no longer required", "required", undefined],
    ["the least value is smaller", "properties/port/minimum", 0],
    ["a type is one more", "properties/port/type", ["integer", "string"]],
    ["a limit is gone", "properties/names/items/maxLength", undefined],
    [
      "a required key is new within a new one",
      "properties/owner",
      { type: "object", properties: { a: {} }, required: ["a"] },
    ],
  ])("need a minor release where %s", (_, path, value) => expect(needs(set(path, value))).toEqual(["minor"]));

  test.each<[string, string, unknown]>([
    ["words", "description", "Another."],
    ["the order of values", "properties/region/enum", ["us-east-2", "us-east-1"]],
    ["the order of alternatives", "properties/backend/oneOf", [...SCHEMA.properties.backend.oneOf].reverse()],
  ])("need no release for %s", (_, path, value) => expect(compared(set(path, value))).toEqual([]));
});

describe("files that the program writes", () => {
  const FILE = "plans.schema.json";

  test.each<[string, string, unknown]>([
    ["a key is gone", "properties/port", undefined],
    ["a key may be missing", "required", undefined],
    ["a type is another", "properties/port/type", "string"],
  ])("need a major release where %s", (_, path, value) => expect(needs(set(path, value), FILE)).toContain("major"));

  test.each<[string, string, unknown]>([
    ["a key is new", "properties/owner", { type: "string" }],
    ["a key is always there", "required", ["region", "port"]],
    ["a value is new", "properties/region/enum", ["us-east-1", "us-east-2", "us-west-1"]],
  ])("need a minor release where %s", (_, path, value) => expect(needs(set(path, value), FILE)).toEqual(["minor"]));
});

test("a schema that is gone needs a major release, and a new one a minor", () => {
  expect(compareSchemas({ "a.json": "{}" }, { "b.json": "{}" }).map(({ needs, of }) => `${needs} ${of}`)).toEqual([
    "major schema a.json",
    "minor schema b.json",
  ]);
});

/** What is said where a key of a schema becomes another one. */
function between(before: unknown, now: unknown, file = "environment.schema.json") {
  const text = (key: unknown) => JSON.stringify({ type: "object", properties: { key }, additionalProperties: false });
  return [...new Set(compareSchemas({ [file]: text(before) }, { [file]: text(now) }).map((each) => each.needs))].sort();
}

const [A, B] = [{ pattern: "^a" }, { pattern: "^b" }];
const kind = (name: string, more: object = {}) => ({
  type: "object",
  properties: { kind: { const: name }, ...more },
  required: ["kind"],
});

describe("what users write", () => {
  test.each<[string, unknown, unknown]>([
    ["values become alternatives", { enum: ["a", "b"] }, { anyOf: [{ const: "a" }] }],
    ["a type becomes alternatives", { type: "string", enum: ["a"] }, { anyOf: [{ type: "integer" }] }],
    ["alternatives come", { type: "string" }, { type: "string", oneOf: [A] }],
    ["all of some come", { type: "string" }, { type: "string", allOf: [A] }],
    ["one more must be met", { allOf: [A] }, { allOf: [A, B] }],
    ["an alternative is stricter", { anyOf: [A, { maxLength: 5 }] }, { anyOf: [A, { maxLength: 4 }] }],
    [
      "an alternative requires one more",
      { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      { anyOf: [{ required: ["a"] }, { required: ["a", "b"] }] },
    ],
    ["a key without a schema is required", { type: "object" }, { type: "object", required: ["zz"] }],
    ["a place of a list is another", { prefixItems: [{ type: "string" }] }, { prefixItems: [{ type: "integer" }] }],
    ["a place of an old list is another", { items: [{ type: "string" }] }, { items: [{ type: "integer" }] }],
    ["a place of a list comes", { type: "array" }, { type: "array", prefixItems: [{ type: "string" }] }],
    ["items come", { type: "array" }, { type: "array", items: { type: "string" } }],
    ["no items are accepted", { type: "array", items: { type: "string" } }, { type: "array", items: false }],
    ["other keys have a schema", { type: "object" }, { type: "object", additionalProperties: { type: "string" } }],
    ["names have a schema", { type: "object" }, { type: "object", propertyNames: A }],
    [
      "a key was one of the others",
      { additionalProperties: { type: "string" } },
      { additionalProperties: { type: "string" }, properties: { a: { type: "integer" } } },
    ],
    ["two overlap", { oneOf: [{ type: "string" }] }, { oneOf: [{ type: "string" }, { type: "integer" }] }],
    ["two alternatives have the same constant", { oneOf: [kind("a")] }, { oneOf: [kind("a"), kind("a", { b: A })] }],
    ["a reference has a limit beside it", { $ref: "#/properties/key/not" }, { $ref: "#/properties/key/not", ...A }],
    ["an unknown keyword comes", {}, { not: A }],
    ["an unknown keyword changes", { not: A }, { not: B }],
    ["an unknown keyword is gone", { if: A, else: B }, { if: A }],
    ["keys by patterns change", { patternProperties: { a: A } }, { patternProperties: { a: B } }],
    ["a key with a point is gone", { properties: { "a.b": A } }, { properties: { a: A } }],
  ])("needs a major release where %s", (_, before, now) => expect(between(before, now)).toContain("major"));

  test.each<[string, unknown, unknown]>([
    ["an alternative is new", { anyOf: [{ type: "string" }] }, { anyOf: [{ type: "integer" }, { type: "string" }] }],
    ["one with a constant is new", { oneOf: [kind("a")] }, { oneOf: [kind("b"), kind("a")] }],
    ["other keys are taken", { additionalProperties: false }, { additionalProperties: { type: "string" } }],
    ["a limit is gone", { type: "string", ...A }, { type: "string" }],
  ])("needs a minor release where %s", (_, before, now) => expect(between(before, now)).toEqual(["minor"]));

  test.each<[string, unknown, unknown]>([
    ["the order of alternatives", { anyOf: [A, B] }, { anyOf: [B, A] }],
    ["the order of those with words", { anyOf: [{ ...A, title: "z" }, B] }, { anyOf: [B, { ...A, title: "a" }] }],
    ["the order of keys", { not: { pattern: "a", type: "string" } }, { not: { type: "string", pattern: "a" } }],
  ])("needs no release for %s", (_, before, now) => expect(between(before, now)).toEqual([]));
});

describe("what programs read", () => {
  const written = (before: unknown, now: unknown) => between(before, now, "plans.schema.json");
  const [TEXT, NULL] = [{ type: "string" }, { type: "null" }];

  test.each<[string, unknown, unknown]>([
    ["may be null by its type", TEXT, { type: ["string", "null"] }],
    ["may be null by an alternative", { anyOf: [TEXT] }, { anyOf: [TEXT, NULL] }],
    ["may be null by alternatives", TEXT, { anyOf: [TEXT, NULL] }],
    ["may be null by its values", { enum: ["a"] }, { enum: ["a", null] }],
    ["may be of another type", { anyOf: [TEXT] }, { anyOf: [TEXT, { type: "integer" }] }],
    ["has no values in common", { enum: ["a"] }, { enum: ["b"] }],
    ["has another constant", { const: "a/1" }, { const: "a/2" }],
    ["has an unknown keyword", TEXT, { ...TEXT, nullable: true }],
    ["has another place in a list", { prefixItems: [TEXT] }, { prefixItems: [NULL] }],
    ["may lack a key", { required: ["zz"] }, {}],
  ])("needs a major release where a value %s", (_, before, now) => expect(written(before, now)).toContain("major"));

  test.each<[string, unknown, unknown]>([
    ["of another kind is new", { oneOf: [kind("a")] }, { oneOf: [kind("a"), kind("b")] }],
    ["has another limit", { ...TEXT, maxLength: 5 }, { ...TEXT, maxLength: 6 }],
    ["is one fewer", { enum: ["a", null] }, { enum: ["a"] }],
  ])("needs a minor release where a value %s", (_, before, now) => expect(written(before, now)).toEqual(["minor"]));

  test("needs no release for the order of alternatives", () => {
    expect(written({ anyOf: [TEXT, NULL] }, { anyOf: [NULL, TEXT] })).toEqual([]);
  });
});
