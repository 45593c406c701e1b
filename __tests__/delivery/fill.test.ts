import { fill } from "../../delivery/fill";

const ITEMS = { environment: [{ ENVIRONMENT: "on" }, { ENVIRONMENT: "prod" }] };

test("a value is filled in wherever it is named", () => {
  expect(fill('a: "%BRANCH%/%BRANCH%"', { BRANCH: "main" }, {})).toBe('a: "main/main"');
});

test("a list repeats its lines for each item, in order, with the values around it", () => {
  const template = 'a:\n  # each environment\n  - "%ENVIRONMENT% of %BRANCH%"\n  # end\nb: 1\n';
  expect(fill(template, { BRANCH: "main" }, ITEMS)).toBe('a:\n  - "on of main"\n  - "prod of main"\nb: 1\n');
});

test("a number is written without quotes, and nothing else is taken for one", () => {
  expect(fill('a: "%A#%"', { A: "55" }, {})).toBe("a: 55");
  expect(() => fill('a: "%A#%"', { A: "5; b" }, {})).toThrow("wants a number");
});

test("a list may have lists in it", () => {
  const lists = { environment: [{ A: "a" }, { A: "b" }], source: [{ B: "x" }, { B: "y" }], none: [] };
  const template = '# each environment\n"%A%"\n# each source\n- "%A%%B%"\n# end\n# each none\n# end\n# end\nz';
  expect(fill(template, {}, lists).split("\n")).toEqual(['"a"', '- "ax"', '- "ay"', '"b"', '- "bx"', '- "by"', "z"]);
});

test("a percent sign that is no name stays", () => {
  expect(fill("date +%F 100% %b", {}, {})).toBe("date +%F 100% %b");
});

test.each(['"', "\\", "$", "\n", "`", "{", "#"])(
  "fails on a value with %j, which YAML or a shell may misread",
  (text) => {
    expect(() => fill('a: "%A%"', { A: `x${text}y` }, {})).toThrow("cannot be written to a template");
  },
);

test.each([
  ['a: "%NONE%"', "%NONE%"],
  ["# each nothing\n# end", "no list here"],
  ["# end", "did not begin"],
  ["# each environment\n# end\n# end", "did not begin"],
  ["# each environment\n# each environment\n# end", "does not end"],
  ["# each environment\n", "does not end"],
])("fails on the template %j", (template, message) => {
  expect(() => fill(template, {}, ITEMS)).toThrow(message);
});
