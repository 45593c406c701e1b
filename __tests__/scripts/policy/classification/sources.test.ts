import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSources, SOURCES_FOLDER } from "../../../../scripts/policy/classification/sources";
import { PACKAGE_ROOT } from "../../../../support/package-root";
import { UserError } from "../../../../support/user-error";
import { temporaryFolder } from "../../../support/environments";

let root: string;

beforeEach(() => {
  root = temporaryFolder();
  const folder = join(root, SOURCES_FOLDER);
  mkdirSync(folder, { recursive: true });
  for (const file of ["awscc-harmless.yaml", "other.yaml"]) {
    copyFileSync(join(PACKAGE_ROOT, SOURCES_FOLDER, file), join(folder, file));
  }
  writeFileSync(join(folder, "network.yaml"), entry({}).replace("aws_thing", "aws_subnet"));
});

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
  ["an argument in camel case", { vpc_arguments: ["vpcId"] }, "expected an argument of at most seven names"],
  [
    "an argument too deep to be looked into",
    { vpc_arguments: ["a.b.c.d.e.f.g.h"] },
    "expected an argument of at most seven names",
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
  [
    "a home that does not place",
    { vpc_arguments: ["a"], homes: ["b"] },
    "expected every one of `homes` in `vpc_arguments`",
  ],
  ["no home in a list of homes", { vpc_arguments: ["a"], homes: [] }, "aws_thing.homes: "],
  [
    "an argument for a template that places too",
    { vpc_arguments: ["a"], template_arguments: ["a"] },
    "expected each argument in one list only",
  ],
  ["a route to nowhere", { kind: "route", what: "a route" }, "expected `target_arguments` beside kind route"],
  [
    "a text beside values",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, refuse_text: ["VPC_LINK"] }] },
    "aws_thing.conditions.0: expected one of `refuse`, `allow` and `refuse_text`",
  ],
  [
    "what an unknown value means without a text",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, unknown: "allow" }] },
    "aws_thing.conditions.0: expected `refuse_text` beside `unknown`",
  ],
  [
    "a condition that refuses and allows",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, allow: [false] }] },
    "aws_thing.conditions.0: expected one of `refuse`, `allow` and `refuse_text`",
  ],
  [
    "a condition that does neither",
    { kind: "conditional", what: "a thing", conditions: [{ ...condition, refuse: undefined }] },
    "aws_thing.conditions.0: expected one of `refuse`, `allow` and `refuse_text`",
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

test("fails on a twin that is harmless and classified", () => {
  expect(reported("awscc_iam_role:\n  twin_of: aws_thing\n  cloudformation: AWS::IAM::Role\n", "awscc.yaml")).toContain(
    "awscc-harmless.yaml: awscc_iam_role is classified already",
  );
});

test("fails on twins that are not well-formed", () => {
  expect(
    reported(
      "awscc_ec2_thing:\n  twin_of: aws_thing\n  cloudformation: AWS::EC2::Thing\n  homes: [subnet_id]\n",
      "awscc.yaml",
    ),
  ).toContain("awscc_ec2_thing: expected every one of `homes` in `vpc_arguments`");
  expect(reported("awscc_ec2_thing:\n  twin_of: aws_thing\n  cloudformation: EC2.Thing\n", "awscc.yaml")).toContain(
    "awscc_ec2_thing.cloudformation: expected a type of CloudFormation, such as AWS::EC2::Subnet",
  );
});

test.each([
  ["a type of another provider", { types: ["other_thing"] }, "expected types with the prefix of their provider"],
  ["a type twice", { data_sources: ["thing_a", "thing_a"] }, "expected each type once"],
  ["a key that there is not", { actions: ["thing_a"] }, 'Unrecognized key: "actions"'],
])("fails on another provider with %s", (_, lists, problem) => {
  const text = readFileSync(join(PACKAGE_ROOT, SOURCES_FOLDER, "other.yaml"), "utf8");
  const provider = JSON.stringify({ reason: "It is made for this test, and opens nothing at all.", ...lists });
  const more = text.replace("foreign_providers:\n", `foreign_providers:\n  thing: ${provider}\n`);
  expect(reported(more, "other.yaml")).toContain(problem);
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
