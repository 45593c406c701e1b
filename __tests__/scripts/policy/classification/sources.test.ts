import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readSources, SOURCES_FOLDER } from "../../../../scripts/policy/classification/sources";
import { PROJECT_ROOT } from "../../../../support/project-root";
import { UserError } from "../../../../support/user-error";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "classification-"));
  const folder = join(root, SOURCES_FOLDER);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(PROJECT_ROOT, SOURCES_FOLDER, "other.yaml"), join(folder, "other.yaml"));
  writeFileSync(join(folder, "network.yaml"), entry({}).replace("aws_thing", "aws_subnet"));
});

afterEach(() => rmSync(root, { recursive: true }));

/** What is reported of a further file. */
function reported(text: string, file = "more.yaml"): string {
  writeFileSync(join(root, SOURCES_FOLDER, file), text);
  try {
    readSources(root);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "nothing";
}

const entry = (lines: Record<string, unknown>) =>
  `aws_thing:\n${Object.entries({
    kind: "inert",
    reason: "It is made for this test, and opens nothing at all.",
    source: "https://docs.aws.amazon.com/thing.html",
    ...lines,
  })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}\n`)
    .join("")}`;

const answered = { rule: "no-peering", what: "a thing", outside: "elsewhere" };
const condition = {
  argument: "is_public",
  refuse: [true],
  omitted: "allow",
  rating: "deny",
  rule: "no-peering",
  what: "a thing",
};

test("a whole entry is taken", () => {
  expect(reported(entry({ ...answered, kind: "path", vpc_arguments: ["vpc_id"] }))).toBe("nothing");
  expect(readSources(root).entries.aws_thing).toMatchObject({
    kind: "path",
    vpc_arguments: ["vpc_id"],
    conditions: [],
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ["a kind that there is not", { kind: "harmless" }, "aws_thing.kind: "],
  ["no reason", { reason: undefined }, "aws_thing.reason: "],
  ["a reason that is no sentence", { reason: "harmless" }, "expected one sentence with a full stop"],
  ["no source", { source: undefined }, "aws_thing.source: expected an https link"],
  ["a source without TLS", { source: "http://docs.aws.amazon.com/" }, "expected an https link to the documentation"],
  ["a source that is no link", { source: "the manual" }, "expected an https link to the documentation"],
  ["a key that there is not", { vpc_argument: ["vpc_id"] }, 'aws_thing: Unrecognized key: "vpc_argument"'],
  ["an argument twice", { vpc_arguments: ["a", "a"] }, "aws_thing.vpc_arguments: expected each argument once"],
  [
    "an argument in two lists",
    { vpc_arguments: ["a"], other_arguments: ["a"] },
    "expected each argument in one list only",
  ],
  ["an argument in camel case", { vpc_arguments: ["vpcId"] }, "expected an argument of at most five names"],
  [
    "an argument too deep to be looked into",
    { vpc_arguments: ["a.b.c.d.e.f"] },
    "expected an argument of at most five names",
  ],
  ["a path without a rule", { ...answered, kind: "path", rule: undefined }, "expected `rule` beside kind path"],
  ["a path without what it is", { ...answered, kind: "path", what: undefined }, "expected `what` beside kind path"],
  ["a path to nowhere", { ...answered, kind: "path", outside: undefined }, "expected `outside` beside kind path"],
  ["a rule for what opens nothing", { rule: "no-peering" }, "expected no `rule` beside kind inert"],
  ["an id of a rule in other words", { ...answered, kind: "path", rule: "NoPeering" }, "expected the id of a rule"],
  [
    "a phrase with a full stop",
    { ...answered, kind: "path", what: "A thing." },
    "expected a phrase without a full stop",
  ],
  [
    "a conditional one without conditions",
    { kind: "conditional", what: "a thing" },
    "expected `conditions` beside kind conditional",
  ],
  ["conditions beside another kind", { conditions: [condition] }, "expected no `conditions` beside kind inert"],
  [
    "a place for what is everywhere",
    { everywhere: true, vpc_arguments: ["a"] },
    "expected no `vpc_arguments` beside `everywhere`",
  ],
  ["a route to nowhere", { kind: "route", what: "a route" }, "expected `target_arguments` beside kind route"],
  [
    "a condition that refuses and allows",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, allow: [false] }] },
    "aws_thing.conditions.0: expected either `refuse` or `allow`",
  ],
  [
    "a condition that does neither",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, refuse: undefined }] },
    "aws_thing.conditions.0: expected either `refuse` or `allow`",
  ],
  [
    "a condition that is silent on absence",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, omitted: undefined }] },
    "aws_thing.conditions.0.omitted: ",
  ],
  [
    "a condition with another rating",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, rating: "maybe" }] },
    "aws_thing.conditions.0.rating: ",
  ],
])("fails on %s", (_, lines, message) => {
  expect(reported(entry(lines))).toContain(message);
});

test("fails on a type that is classified already, in the same file or another", () => {
  expect(reported(entry({}).replaceAll("aws_thing", "aws_subnet"))).toContain("aws_subnet is classified already");
  expect(reported(`${entry({})}\n${entry({})}`)).toContain("more.yaml:6: Map keys must be unique");
});

test("fails on twins that are not well-formed", () => {
  expect(reported("awscc_ec2_thing:\n  twin_of: aws_thing\n  cloudformation: EC2.Thing\n", "awscc.yaml")).toContain(
    "awscc_ec2_thing.cloudformation: expected a type of CloudFormation, such as AWS::EC2::Subnet",
  );
});

test("fails on a file that is no YAML, with its line", () => {
  expect(reported("aws_thing:\n  kind: [inert\n")).toMatch(/more\.yaml:\d+: /);
});

test("fails with all that is wrong at once", () => {
  const message = reported(
    `${entry({ kind: "harmless" })}\n${entry({ source: "nowhere" }).replace("aws_thing", "aws_other")}`,
  );
  expect(message).toContain("aws_thing.kind");
  expect(message).toContain("aws_other.source");
});
