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
  ["empty", "", "nothing: the value is empty"],
  ["a comment alone", "# nothing\n", "nothing: the value is empty"],
  ["a text", "hello\n", '"hello"'],
  ["a number", "7\n", "7 (number)"],
  ["a list", "- a\n- b\n", "a list of 2"],
])("fails on a file that is %s", (_, text, found) => {
  expect(environmentProblems(text)).toEqual([
    expect.objectContaining({ file: FILE, line: 1, path: "", expected: "a mapping", found }),
  ]);
});

test.each([
  ["a bracket that is never closed", edit(ENVIRONMENT, "[use1-az1, use1-az2]", "[use1-az1"), 13, "well-formed YAML"],
  ["a tab for indentation", edit(ENVIRONMENT, "  type: local", "\ttype: local"), 2, "spaces to indent with"],
  [
    "a key twice",
    edit(ENVIRONMENT, "region: us-east-1\n", "region: us-east-1\nregion: us-east-1\n"),
    4,
    "each key once in a mapping",
  ],
  ["a service twice", `${ENVIRONMENT}  orders: {}\n`, 22, "each key once in a mapping"],
  ["two documents", `${ENVIRONMENT}---\n${ENVIRONMENT}`, 22, "one document in a file"],
  [
    "a key without a value that the next line should be",
    edit(ENVIRONMENT, "region: us-east-1", "region us-east-1"),
    3,
    "well-formed YAML",
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

test("fails on every repeated key, by its name", () => {
  const fix = "take one of them out, or put the two together";
  expect(environmentProblems(`${ENVIRONMENT}  orders: {}\nregion: us-east-1\n`)).toEqual([
    problem(`${FILE}:22:3`, "each key once in a mapping", "the key orders again", fix),
    problem(`${FILE}:23:1`, "each key once in a mapping", "the key region again", fix),
  ]);
});

test("fails once on what breaks the syntax in more than one place", () => {
  const text = edit(edit(ENVIRONMENT, "region: us-east-1", "region us-east-1"), "[use1-az1, use1-az2]", "[use1-az1");
  expect(environmentProblems(text)).toEqual([
    problem(`${FILE}:3:1`, "well-formed YAML", "Implicit keys need to be on a single line"),
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

test("fails on aliases that grow without end, before they do", () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]`,
  );
  expect(environmentProblems(`a0: &a0 [x]\n${levels.join("\n")}\n`)).toEqual([
    expect.objectContaining({ file: FILE, expected: "anchors that are defined, and few aliases" }),
  ]);
});

test("fails on an alias of an anchor that there is not", () => {
  const problems = environmentProblems(edit(ENVIRONMENT, "region: us-east-1", "region: *nowhere"));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: FILE, found: expect.stringContaining("nowhere") });
});

test("fails on an alias of what it stands in", () => {
  expect(environmentProblems("a: &a\n  b: *a\n").length).toBeGreaterThan(0);
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

test("merge keys are no part of YAML 1.2: an unknown key", () => {
  expect(environmentProblems(`${ENVIRONMENT}<<: {a: b}\n`)).toMatchObject([{ line: 22, column: 1, path: "<<" }]);
});

test("fails on a key that is a number, at its own line", () => {
  expect(environmentProblems(`${ENVIRONMENT}  7: {}\n`)[0]).toMatchObject({
    line: 22,
    path: "services.7",
    found: 'the key "7"',
  });
});

test.each(["!!set {a, b}", "!!timestamp 2020-01-01", "!!binary aGVsbG8=", "!!omap [a: b]", "!unknown x", "0x10", "~"])(
  "fails on %s where a text belongs, without a crash",
  (value) => {
    const problems = environmentProblems(edit(ENVIRONMENT, "region: us-east-1", `region: ${value}`));
    expect(problems).toMatchObject([{ file: FILE, line: 3, path: "region" }]);
  },
);

test("a long chain of nested lists is refused without a crash", () => {
  const problems = environmentProblems(`${ENVIRONMENT}deep: ${"[".repeat(2000)}${"]".repeat(2000)}\n`);
  expect(problems).toHaveLength(1);
});

test("consumer files are held to the same syntax", () => {
  const problems = problemsIn({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": `${CONSUMER}${CONSUMER}`,
  });
  expect(problems.length).toBeGreaterThan(0);
  expect(new Set(problems.map(({ expected }) => expected))).toEqual(new Set(["each key once in a mapping"]));
});
