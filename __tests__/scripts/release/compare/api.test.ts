import { compareApi } from "../../../../scripts/release/compare/api";
import { INPUT } from "../../../../scripts/release/contract/api";

/** What a release needs by a change of the properties that users write. */
function needs(before: Record<string, string>, now: Record<string, string>): string[] {
  const of = (members: Record<string, string>) => ({ "./modules FooProps": { [INPUT]: "", ...members } });
  return compareApi(of(before), of(now)).map(({ needs, of, what }) => `${needs} ${of} ${what}`);
}

const FOO = "export ./modules FooProps";

test("a required property that is new is major, an optional one is minor", () => {
  expect(needs({ name: "string" }, { name: "string", size: "number" })).toEqual([`major ${FOO} size is new`]);
  expect(needs({ name: "string" }, { name: "string", size: "optional number" })).toEqual([`minor ${FOO} size is new`]);
});

test("what is required within a new optional property is minor: who does not write the one does not write the other", () => {
  const tags = { tags: "optional {}", "tags.*": "string", "tags.*.key": "string" };
  expect(needs({}, tags)).toEqual(Object.keys(tags).map((name) => `minor ${FOO} ${name} is new`));
});

test("what is required within a property that was there is major", () => {
  expect(needs({ tags: "optional {}" }, { tags: "optional {}", "tags.key": "string" })).toEqual([
    `major ${FOO} tags.key is new`,
  ]);
});

test("what is gone, and what takes less, is major", () => {
  expect(needs({ name: "string" }, {})).toEqual([`major ${FOO} name is gone`]);
  expect(needs({ name: "string | number" }, { name: "string" })).toEqual([
    `major ${FOO} name was \`string | number\`, is \`string\``,
  ]);
  expect(needs({ name: "string" }, { name: "string | number" })).toEqual([
    `minor ${FOO} name was \`string\`, is \`string | number\``,
  ]);
});
