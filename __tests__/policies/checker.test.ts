import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { policyCommand } from "../../cli/policy";
import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import { judgePaths, type Report } from "../../policies/checker/judge-paths";
import { loadPolicy } from "../../policies/checker/policy";
import { verdictOf } from "../../policies/checker/verdict";

const CLEAN = {
  "//": { metadata: { stackName: "clean" } },
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: { aws_vpc: { v: {} } },
};
const REFUSED = {
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: { aws_internet_gateway: { x: { "//": { metadata: { path: "stack/igw" } } } } },
};
const PLAN = { format_version: "1.2", planned_values: { root_module: {} }, resource_changes: [] };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "checker-test-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files, given as text or as what to write as JSON, and gives the folder. */
function files(contents: Record<string, unknown>): string {
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content),
    );
  }
  return folder;
}

/** Runs the command as the command line does. */
async function run(paths: string[], format: "text" | "json" = "text"): Promise<{ code: number; text: string }> {
  let text = "";
  const code = await policyCommand(paths, { format }, (part) => {
    text += part;
  });
  return { code, text: text.replaceAll(folder, "F") };
}

describe("exit codes", () => {
  test("0 for stacks that are clean", async () => {
    files({ "stacks/b/cdk.tf.json": CLEAN, "stacks/a/cdk.tf.json": CLEAN });
    expect(await run([folder])).toEqual({
      code: 0,
      text: `CLEAN F/stacks/a/cdk.tf.json (stack clean)
  cdk.tf.json, role consumer; 1 resource, 1 VPC (of consumers: aws_vpc.v PROVEN), 26 rules

CLEAN F/stacks/b/cdk.tf.json (stack clean)
  cdk.tf.json, role consumer; 1 resource, 1 VPC (of consumers: aws_vpc.v PROVEN), 26 rules

2 documents: 2 clean, 0 with violations, 0 could not be judged
`,
    });
  });

  test("1 for violations, with what was found and what to do", async () => {
    files({ "stacks/a/cdk.tf.json": CLEAN, "stacks/b/cdk.tf.json": REFUSED });
    const { code, text } = await run([folder]);
    expect(code).toBe(1);
    expect(text).toContain(`VIOLATIONS F/stacks/b/cdk.tf.json
  cdk.tf.json, role consumer; 1 resource, 0 VPCs (of consumers: (adopted VPC) VIOLATED), 26 rules
  aws_internet_gateway.x: no-internet-gateway (critical)
      construct: stack/igw
      found: an internet gateway in a stack whose role is consumer
      do: Remove the gateway`);
    expect(text).toContain("2 documents: 1 clean, 1 with violations, 0 could not be judged");
  });

  test("2 if one of many cannot be judged, and the others are", async () => {
    files({ "stacks/a/cdk.tf.json": CLEAN, "stacks/b/cdk.tf.json": REFUSED, "stacks/c/cdk.tf.json": "{" });
    const { code, text } = await run([folder, join(folder, "none.json")], "json");
    const report: Report = JSON.parse(text);
    expect(code).toBe(2);
    expect(report.verdict).toBe("unjudgeable");
    expect(report.counts).toEqual({ documents: 4, clean: 1, violations: 1, unjudgeable: 2 });
    expect(report.documents.map(({ verdict }) => verdict.verdict)).toEqual([
      "clean",
      "violations",
      "unjudgeable",
      "unjudgeable",
    ]);
  });

  test("2 for a plan of nothing, 0 for one that only deletes", async () => {
    const deleted = {
      address: "aws_vpc.v",
      mode: "managed",
      type: "aws_vpc",
      name: "v",
      change: { actions: ["delete"] },
    };
    files({ "nothing.json": PLAN, "deleting.json": { ...PLAN, resource_changes: [deleted] } });
    expect((await run([join(folder, "nothing.json")])).code).toBe(2);
    expect((await run([join(folder, "deleting.json")])).code).toBe(0);
  });
});

/** What is said of a file with a content. */
async function why(content: unknown, name = "cdk.tf.json"): Promise<string> {
  const { code, text } = await run([join(files({ [name]: content }), name)]);
  expect(code).toBe(2);
  return text;
}

describe("fails to judge", () => {
  test.each([
    ["an empty object", {}, "neither a cdk.tf.json"],
    ["an array", [CLEAN], "must be a JSON object, got: an array"],
    ["a string", '"text"', "must be a JSON object, got: a string"],
    ["a number", "1", "must be a JSON object, got: a number"],
    ["null", "null", "must be a JSON object, got: null"],
    ["an unknown format", { version: 4, resources: [] }, "neither a cdk.tf.json"],
    ["no resource", { terraform: {} }, "nothing to judge"],
    ["a state", { format_version: "1.0", values: { root_module: {} } }, "no planned_values"],
    ["a plan without planned_values", { format_version: "1.2", resource_changes: [] }, "no planned_values"],
    ["a plan that ended in an error", { ...PLAN, errored: true }, "ended in an error"],
    ["a plan that is not complete", { ...PLAN, complete: false }, "not complete"],
    ["both forms in one", { ...CLEAN, ...PLAN }, "can only be one"],
    ["a role nobody knows", { ...CLEAN, output: { privatelink_stack_role: { value: "consumr" } } }, "must be consumer"],
    ["a plan in Terraform's own format", Buffer.from("PK\u0003\u0004"), "terraform show -json"],
    ["another encoding", Buffer.from("\uFEFF{}", "utf16le"), "expected text in UTF-8"],
  ])("%s", async (_, content, expected) => {
    expect(await why(content)).toContain(expected);
  });

  test.each([
    ["an empty file", "", "1:1", "expected a value, the file ends"],
    ["a file cut off", '{\n  "resource": {', "2:16", "expected a string, the file ends"],
    ["a comma too many", '{\n  "a": 1,\n}', "3:1", 'expected a string, found "}"'],
    ["a missing comma", '{"a": [1 2]}', "1:10", 'expected , or ], found "2"'],
    ["a missing colon", '{"a" 1}', "1:6", 'expected :, found "1"'],
    ["more after the end", "{} {}", "1:4", 'expected the end, found "{"'],
    ["a key that is there twice", '{"resource": {}, "resource": {}}', "1:18", 'the key "resource" is there twice'],
    ["a key that is there twice, once escaped", '{"a": [], "\\u0061": "x"}', "1:11", "is there twice"],
  ])("%s, saying where", async (_, content, place, expected) => {
    const text = await why(content);
    expect(text).toContain(`COULD NOT JUDGE F/cdk.tf.json:${place}\n  not valid JSON: `);
    expect(text).toContain(expected);
  });

  test("comments that repeat are no repeated keys", async () => {
    files({ "cdk.tf.json": '{"//": 1, "//": [true, -1.5e3, null], "data": {"aws_region": {"r": {}}}}' });
    expect((await run([folder])).code).toBe(0);
  });

  test("other Terraform files beside a stack, which Terraform would read too", async () => {
    files({ "extra.tf": "", "more.tf.json": "{}" });
    expect(await why(CLEAN)).toContain("Terraform reads extra.tf, more.tf.json in the same folder");
  });

  test("an empty folder, a missing path, and none at all", async () => {
    expect(await run([folder])).toMatchObject({ code: 2, text: expect.stringContaining("nothing to judge") });
    expect(await run([join(folder, "none")])).toMatchObject({ code: 2, text: expect.stringContaining("no such file") });
    expect(await run([])).toMatchObject({ code: 2, text: expect.stringContaining("expected the path") });
  });

  test("a stack that CDKTF's manifest names and that is not there", async () => {
    files({
      "manifest.json": {
        stacks: { a: { synthesizedStackPath: "stacks/a/cdk.tf.json" }, b: { synthesizedStackPath: "stacks/b/cdk.tf" } },
      },
      "stacks/a/cdk.tf.json": CLEAN,
    });
    expect(await run([folder])).toMatchObject({
      code: 2,
      text: expect.stringContaining("COULD NOT JUDGE F/stacks/b/cdk.tf\n"),
    });
  });

  test("a manifest of CDKTF that cannot be read", async () => {
    files({ "manifest.json": "{", "stacks/a/cdk.tf.json": CLEAN });
    const { counts } = await judgePaths([folder]);
    expect(counts).toEqual({ documents: 2, clean: 1, violations: 0, unjudgeable: 1 });
  });
});

test("folders that are linked are read, once", async () => {
  files({ "elsewhere/cdk.tf.json": REFUSED, "out/stacks/a/cdk.tf.json": CLEAN });
  symlinkSync(join(folder, "elsewhere"), join(folder, "out/stacks/b"));
  symlinkSync(join(folder, "out"), join(folder, "out/stacks/circle"));
  const { counts } = await judgePaths([join(folder, "out")]);
  expect(counts).toEqual({ documents: 2, clean: 1, violations: 1, unjudgeable: 0 });
});

test.each([
  [[]],
  [[{ result: [] }]],
  [[{ result: {} }]],
  [[{}]],
  [{}],
  [undefined],
  [[{ result: { verdict: "clean" } }]],
])("fails on an answer that is no verdict: %j", (answer) => {
  expect(() => verdictOf(answer)).toThrow(CouldNotJudge);
});

test("fails on an answer that contradicts itself", () => {
  const examined = { resources: 1, vpcs: 0, consumer_vpcs: [], rules: ["a"] };
  expect(() =>
    verdictOf([
      { result: { verdict: "clean", examined, consumer_vpcs: [], findings: [{ outcome: "violated", waiver: null }] } },
    ]),
  ).toThrow(CouldNotJudge);
  expect(() =>
    verdictOf([
      { result: { verdict: "clean", examined: { ...examined, rules: [] }, consumer_vpcs: [], findings: [] } },
    ]),
  ).toThrow(CouldNotJudge);
});

test.each([["text"], [Buffer.from("{}")], [null], [undefined], [[]]])(
  "fails on what the SDK would take for an empty document: %j",
  async (document) => {
    const policy = await loadPolicy();
    expect(() => policy.judge(document)).toThrow(CouldNotJudge);
  },
);
