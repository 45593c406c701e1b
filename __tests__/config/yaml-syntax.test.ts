import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import {
  CONSUMER,
  ENVIRONMENT,
  edit,
  environmentProblems,
  folderOf,
  problem,
  problemsIn,
} from "../support/environments";
import { thrown } from "../support/synth";

const FILE = "dev/environment.yaml";

test("a byte order mark and Windows line ends make no difference", () => {
  expect(environmentProblems(`\uFEFF${ENVIRONMENT}`)).toEqual([]);
  expect(environmentProblems(ENVIRONMENT.replaceAll("\n", "\r\n"))).toEqual([]);
});

test("a place is right in a file with Windows line ends, or with a byte order mark", () => {
  const text = edit(ENVIRONMENT, "port: 80\n", "port: 0\n");
  const [expected] = environmentProblems(text);
  expect(expected).toMatchObject({ line: 15, column: 15 });
  expect(environmentProblems(text.replaceAll("\n", "\r\n"))).toEqual([expected]);
  expect(environmentProblems(`\uFEFF${text}`)).toEqual([expected]);
});

test("fails a file in another encoding, and says which it is to be", () => {
  const folder = folderOf({ [FILE]: ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER });
  writeFileSync(join(folder, FILE), Buffer.from(`\uFEFF${ENVIRONMENT}`, "utf16le"));
  expect(thrown(() => loadEnvironments(folder)).message).toContain(
    "expected: text in UTF-8\n  found:    another encoding (PowerShell's `>` writes UTF-16)\n  fix:      save it as UTF-8",
  );
});

test("comments and one document's mark are no problem", () => {
  expect(environmentProblems(`# a comment\n---\n${ENVIRONMENT}...\n`)).toEqual([]);
});

test.each([
  ["empty", "", "nothing: the file is empty"],
  ["a comment alone", "# nothing\n", "nothing: the file is empty"],
  ["a text", "hello\n", '"hello"'],
  ["a number", "7\n", "7 (number)"],
  ["a list", "- a\n- b\n", "a list of 2"],
])("fails on a file that is %s", (_, text, found) => {
  expect(environmentProblems(text)).toEqual([
    expect.objectContaining({ file: FILE, line: 1, path: "", expected: "a mapping", found }),
  ]);
});

test.each([
  [
    "a bracket that is never closed",
    edit(ENVIRONMENT, "[use1-az1, use1-az2]", "[use1-az1"),
    12,
    "`]` at the end of the list",
  ],
  ["a tab for indentation", edit(ENVIRONMENT, "  type: local", "\ttype: local"), 2, "spaces to indent with"],
  ["two documents", `${ENVIRONMENT}---\n${ENVIRONMENT}`, 22, "one document in a file"],
  [
    "a key without a value that the next line should be",
    edit(ENVIRONMENT, "region: us-east-1", "region us-east-1"),
    3,
    "a key with a colon and a space: `key: value`",
  ],
])("fails on %s, at its line", (_, text, line, expected) => {
  const problems = environmentProblems(text);
  expect(problems[0]).toMatchObject({ file: FILE, path: "", expected });
  expect(Math.abs((problems[0]?.line ?? 0) - line)).toBeLessThanOrEqual(1);
  expect(problems.every((each) => each.found.length > 0 && !each.found.includes("\n"))).toBe(true);
});

test.each([
  ["at the beginning of a line", "  type: local", "\ttype: local", "2:1"],
  ["after spaces", "      cidr:", "    \tcidr:", "11:5"],
])("fails once on a tab %s", (_, part, by, place) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([
    problem(`${FILE}:${place}`, "spaces to indent with", "a tab", "replace tabs by spaces"),
  ]);
});

test("fails once on a second document and more", () => {
  expect(environmentProblems(`${ENVIRONMENT}---\n${ENVIRONMENT}---\n${ENVIRONMENT}`)).toEqual([
    problem(
      `${FILE}:22:1`,
      "one document in a file",
      "a second one",
      "take out the line `---`, or put what follows into a file of its own",
    ),
  ]);
});

describe("fails on a key that is repeated", () => {
  const fix = "delete all but one, or put them together";
  test("once for each key, with the lines of all its places", () => {
    expect(environmentProblems(`${ENVIRONMENT}  orders: {}\nregion: us-east-1\nregion: us-east-2\n`)).toEqual([
      problem(`${FILE}:22:3 services.orders`, "each key once in a mapping", "`orders` twice (lines 7 and 22)", fix),
      problem(`${FILE}:23:1 region`, "each key once in a mapping", "`region` 3 times (lines 3, 23 and 24)", fix),
    ]);
  });

  test("and with what else is wrong, of which both places are judged", () => {
    const text = `${edit(ENVIRONMENT, "port: 80\n", "port: 0\n")}services:\n  more: { account: 1 }\n`;
    expect(environmentProblems(text).map(({ line, path }) => [line, path])).toEqual([
      [15, "services.orders.listeners.http.port"],
      [22, "services"],
      [23, "services.more.listeners"],
      [23, "services.more.vpc"],
      [23, "services.more.account"],
    ]);
  });

  test("in brackets on one line, and in quotation marks", () => {
    expect(
      environmentProblems(edit(ENVIRONMENT, "Owner: platform", "{Owner: a, 'Owner': a}").replace("tags:\n ", "tags:")),
    ).toEqual([problem(`${FILE}:4:18 tags.Owner`, "each key once in a mapping", "`Owner` twice (line 4)", fix)]);
  });
});

test("fails once on what breaks the syntax in more than one place", () => {
  const text = edit(edit(ENVIRONMENT, "region: us-east-1", "region us-east-1"), "[use1-az1, use1-az2]", "[use1-az1");
  expect(environmentProblems(text)).toEqual([
    problem(
      `${FILE}:3:1`,
      "a key with a colon and a space: `key: value`",
      "`region us-east-1`",
      "write `key: value`; if the line belongs to the text above, indent it more",
    ),
  ]);
});

test("syntax errors of several files come in one report, with the other files' problems", () => {
  const problems = problemsIn({
    "a/environment.yaml": "[",
    "b/environment.yaml": edit(ENVIRONMENT, "region: us-east-1", "region: mars"),
    "b/consumers/web.yaml": "a: b: c",
  });
  expect([...new Set(problems.map(({ file }) => file))]).toEqual([
    "a/environment.yaml",
    "b/consumers/web.yaml",
    "b/environment.yaml",
  ]);
});

test("anchors and aliases may be used", () => {
  const text = edit(ENVIRONMENT, "zones: [use1-az1, use1-az2]", "zones: &zones [use1-az1, use1-az2]").replace(
    "cidr: 10.10.0.0/20",
    "cidr: &range 10.10.0.0/20",
  );
  expect(
    environmentProblems(
      `${text}  more:\n    account: "111111111111"\n    vpc: {cidr: 10.11.0.0/20, zones: *zones}\n    listeners: {a: {port: 1}}\n`,
    ),
  ).toEqual([]);
});

test("fails once on aliases that grow without end, before they do", () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]`,
  );
  expect(environmentProblems(`a0: &a0 [x]\n${levels.join("\n")}\n`)).toEqual([
    expect.objectContaining({
      file: FILE,
      line: 6,
      path: "a5[6]",
      expected: "aliases that add at most 100000 values, in at most 100 levels",
      found: "`*a4`, with which they add more",
    }),
  ]);
});

test("fails on an alias of an anchor that there is not", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "region: us-east-1", "region: *nowhere"))).toEqual([
    problem(
      `${FILE}:3:9 region`,
      "an alias of an anchor that stands above it, `&nowhere`",
      "`*nowhere`",
      "set the anchor; or, if this is a text that starts with `*`, put it in quotation marks",
    ),
  ]);
});

test("fails on an alias of what it stands in", () => {
  expect(environmentProblems("a: &a\n  b: *a\n")).toEqual([
    problem(
      `${FILE}:2:6 a.b`,
      "an alias of a value that it is no part of",
      "`*a` within `&a`",
      "write out the value, or move the anchor",
    ),
  ]);
});

test.each([
  ["yes", "true"],
  ["no", "false"],
  ["on", "true"],
  ["Off", "false"],
])("%s is a text, as in YAML 1.2, and refused where a flag belongs: write %s", (text, flag) => {
  expect(environmentProblems(edit(ENVIRONMENT, "role: deploy", `loadBalancer: {crossZone: ${text}}`))).toEqual([
    problem(`${FILE}:9:31 services.orders.loadBalancer.crossZone`, "true or false", `"${text}"`, `write \`${flag}\``),
  ]);
});

describe("merge keys", () => {
  const SERVICE = edit(ENVIRONMENT, "  orders:\n", "  orders: &orders\n");
  const second = (text: string) => `${SERVICE}  more:\n    <<: *orders\n${text}`;

  test("bring the keys of another mapping, which a mapping's own go before", () => {
    const [environment] = loadEnvironments(
      folderOf({ [FILE]: second("    vpc: { cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2] }\n") }),
    );
    const { orders, more } = environment?.services ?? {};
    expect(more).toEqual({ ...orders, vpc: { ...orders?.vpc, cidr: "10.11.0.0/20" } });
  });

  test("of several mappings: the first goes before the others", () => {
    const text = `tags: { <<: [&a { A: first }, { A: second, B: b }], C: c }\n${edit(ENVIRONMENT, "tags:\n  Owner: platform\n", "")}`;
    expect(loadEnvironments(folderOf({ [FILE]: text }))[0]?.tags).toEqual({ A: "first", B: "b", C: "c" });
  });

  test("a problem with a merged key is told where the key stands", () => {
    const text = second("    vpc: { cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2] }\n").replace(
      "port: 80\n",
      "port: 0\n",
    );
    expect(environmentProblems(text).map(({ line, column, path }) => [line, column, path])).toEqual([
      [15, 15, "services.more.listeners.http.port"],
      [15, 15, "services.orders.listeners.http.port"],
    ]);
  });

  test.each([
    ["of a text", "text", "`text`"],
    ["of nothing", "", "nothing"],
    ["of a list with a text", "[*orders, text]", "a list with something else in it"],
  ])("fail %s", (_, value, found) => {
    expect(environmentProblems(`${SERVICE}tags2:\n  <<: ${value}\n`)).toMatchObject([
      { line: 23, column: 3, path: "tags2.<<", found, fix: "name a mapping, or take the key out" },
    ]);
  });

  test("fail twice in one mapping, and of themselves", () => {
    expect(
      environmentProblems(second("    <<: *orders\n    vpc: { cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2] }\n")),
    ).toMatchObject([
      { line: 24, found: "`<<` twice (lines 23 and 24)", fix: "merge several mappings by a list: `<<: [*a, *b]`" },
    ]);
    expect(environmentProblems("a: &a\n  <<: *a\n")).toMatchObject([{ line: 2, found: "`*a` within `&a`" }]);
  });

  test("in quotation marks are keys as any other", () => {
    expect(environmentProblems(`${ENVIRONMENT}"<<": {a: b}\n`)).toMatchObject([
      { line: 22, column: 1, path: "<<", found: 'the key "<<"' },
    ]);
  });
});

test("aliases may be many", () => {
  const consumers = Array.from({ length: 300 }, (_, index) => `c${index}: { service: orders, tags: *tags }`);
  const text = `${edit(CONSUMER, "    service: orders\n", "    service: orders\n    tags: &tags { A: b }\n")}${consumers.map((each) => `  ${each}\n`).join("")}`;
  const quota = 'quotas: { "*": { interfaceEndpointsPerVpc: 400 } }\n';
  expect(
    problemsIn({ [FILE]: `${quota}${ENVIRONMENT}`, "dev/consumers/web.yaml": text }).filter(({ expected }) =>
      /alias/.test(expected),
    ),
  ).toEqual([]);
});

test("fails on a key that is a number, at its own line", () => {
  expect(environmentProblems(`${ENVIRONMENT}  7: {}\n`)[0]).toMatchObject({
    line: 22,
    path: "services.7",
    found: 'the key "7"',
  });
});

test.each(["!!set {a, b}", "!!timestamp 2020-01-01", "!!binary aGVsbG8=", "!!omap [a: b]", "!unknown x"])(
  "fails once on the tag of %s",
  (value) => {
    const fix = "take the tag out; or, if it is part of a text, put the text in quotation marks";
    expect(environmentProblems(edit(ENVIRONMENT, "region: us-east-1", `region: ${value}`))).toEqual([
      problem(`${FILE}:3:9 region`, "a value without a tag", `the tag \`${value.split(" ")[0]}\``, fix),
    ]);
  },
);

test("a tag that says what a value is anyway is no problem", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "Owner: platform", "Owner: !!str 7"))).toEqual([]);
});

test.each(["0x10", "~"])("fails on %s where a text belongs", (value) => {
  const problems = environmentProblems(edit(ENVIRONMENT, "region: us-east-1", `region: ${value}`));
  expect(problems).toMatchObject([{ file: FILE, line: 3, path: "region" }]);
});

test.each([
  ["brackets", `a: ${"[".repeat(20_000)}`, 1, 103],
  ["indentation", Array.from({ length: 3000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n"), 100, 101],
  ["dashes", "- ".repeat(20_000), 1, 200],
])("fails once on thousands of levels by %s, without a crash", (_, text, line, column) => {
  expect(environmentProblems(text)).toEqual([
    problem(
      `${FILE}:${line}:${column}`,
      "mappings and lists in at most 100 levels",
      "more levels",
      "close the brackets, or indent less",
    ),
  ]);
});

test("fails on thousands of levels by aliases", () => {
  const levels = Array.from({ length: 3000 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]\n`);
  expect(environmentProblems(`a0: &a0 [x]\n${levels.join("")}`)).toMatchObject([
    { line: 100, found: "`*a98`, with which they add more" },
  ]);
});

describe("fails once, in words of YAML, on", () => {
  test.each<[string, string, string, string, string]>([
    [
      "a quotation mark that is never closed",
      'a: "b\nc: d\ne: f\n',
      "1:4",
      '`"` at the end of the text',
      '`"b`, which is not closed on its line',
    ],
    [
      "one that the next mark closes",
      "a: 'b\nc: 'd'\n",
      "1:4",
      "`'` at the end of the text",
      "`'b`, which is not closed on its line",
    ],
    [
      "a brace that is never closed",
      "a: {b: c\nd: e\n",
      "1:4",
      "`}` at the end of the mapping",
      "`{` that is never closed",
    ],
    [
      "a bracket that a comment takes along",
      "a: [b, #c]\n",
      "1:4",
      "`]` at the end of the list",
      "`[` that is never closed",
    ],
    ["a bracket too many", "a: {b: c}}\nd: e\n", "1:10", "a bracket that `}` closes", "`}` without one"],
    [
      "a bracket closed at the margin",
      "x:\n  a: [\n    b\n]\n",
      "4:1",
      "`]` indented more than the key of the list",
      "`]` in column 1",
    ],
    [
      "dashes in brackets",
      "a: [\n- b\n]\n",
      "2:1",
      "entries with commas between them, since the list has brackets",
      "`- b`",
    ],
    ["two commas", "a: [b,,c]\n", "1:7", "an entry between two commas", "`,c]`"],
    ["no comma", '{"a": 1 "b": 2}\n', "1:7", "a comma between two entries in brackets", '`1 "b": 2}`'],
    ["a colon without a space", "a:\n  b:c\n  d: e\n", "2:3", "a key with a colon and a space: `key: value`", "`b:c`"],
    [
      "two colons on a line",
      "a: b: c\n",
      "1:4",
      "one key and one value on a line",
      "`b: c`, in which a second key stands",
    ],
    [
      "a value and keys below",
      "a: b\n  c: d\n",
      "1:4",
      "either a value behind the key or further keys below it, not both",
      "the value `b`, with a key below that is indented more",
    ],
    [
      "keys in two columns",
      "a:\n    b: c\n  d: e\n",
      "3:3",
      "all keys of a mapping in one column",
      "`d: e` in column 3",
    ],
    [
      "keys below list entries",
      "a:\n  - b\n  c: d\n",
      "3:3",
      "either keys or entries of a list (`- `) at one level, not both",
      "`c: d`",
    ],
    [
      "list entries below keys",
      "a:\n  c: d\n  - b\n",
      "3:3",
      "either keys or entries of a list (`- `) at one level, not both",
      "`- b`",
    ],
    [
      "a sign that YAML reserves",
      "a: @b\n",
      "1:4",
      "a text in quotation marks, because `@` at its start has a meaning in YAML",
      "`@b`",
    ],
    [
      "a backslash in double quotes",
      'a: "C:\\path"\n',
      "1:7",
      "an escape that YAML knows, such as `\\n` or `\\\\`",
      "`\\p`",
    ],
    ["text behind a quoted text", "a: 'it's'\n", "1:8", "nothing behind a text in quotation marks", "`s'`"],
    ["a directive", "%FOO\na: b\n", "1:1", "keys and values", "`%FOO`, a line that starts with `%`"],
    [
      "marks of a merge conflict",
      "a: b\n<<<<<<< HEAD\nc: d\n=======\n",
      "2:1",
      "a file without the marks of a merge conflict",
      "`<<<<<<< HEAD`",
    ],
    ["a template of another program", "a: {{ b }}\n", "1:5 a", "a text or a number as a key", "a mapping as a key"],
    ["a list as a key", "? [a, b]\n: c\n", "1:3", "a text or a number as a key", "a list as a key"],
    ["no key", ": c\n", "1:1", "a text or a number as a key", "an empty key"],
    ["a NUL byte", "a: b\0c\n", "1:5", "text without control characters", "the character U+0000 (NUL)"],
    [
      "an escape sequence of a terminal",
      "a: \u001b[31mb\n",
      "1:4",
      "text without control characters",
      "the character U+001B (escape)",
    ],
    [
      "a no-break space that indents",
      "a:\n\u00a0\u00a0b: c\n",
      "2:1",
      "ordinary spaces",
      "a character that looks like a space or like nothing: the character U+00A0 (no-break space)",
    ],
    [
      "lines that end with a carriage return",
      "a: b\rc: d\r",
      "1:5",
      "lines that end with a line feed (Unix) or with both (Windows)",
      "a carriage return without a line feed",
    ],
    [
      "an error behind characters of several bytes",
      '"😀é": [b, "😀", @c]\n',
      "1:16",
      "a text in quotation marks, because `@` at its start has a meaning in YAML",
      "`@c]`",
    ],
  ])("%s", (_, text, place, expected, found) => {
    expect(environmentProblems(text)).toEqual([
      { ...problem(`${FILE}:${place}`, expected, found), fix: expect.any(String) },
    ]);
  });
});

test("keys that are written as numbers stay as they are written", () => {
  const text = edit(ENVIRONMENT, "Owner: platform", "010: a").replace("tags:", "tags:");
  expect(loadEnvironments(folderOf({ [FILE]: text }))[0]?.tags).toEqual({ "010": "a" });
});

test("consumer files are held to the same syntax", () => {
  const problems = problemsIn({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": `${CONSUMER}${CONSUMER}`,
  });
  expect(problems.length).toBeGreaterThan(0);
  expect(new Set(problems.map(({ expected }) => expected))).toEqual(new Set(["each key once in a mapping"]));
});
