import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { policyCommand } from "../../cli/policy";
import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import { judgePaths } from "../../policies/checker/judge-paths";
import { loadPolicy } from "../../policies/checker/policy";
import { MAX_DOCUMENT } from "../../policies/checker/read-file";
import type { Report } from "../../policies/checker/report/report-schema";
import { SILENT, UNWATCHED } from "../support/cli";
import { temporaryFolder } from "../support/environments";

const CLEAN = {
  "//": { metadata: { stackName: "clean" } },
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: { aws_vpc: { v: {} } },
};
const REFUSED = {
  output: { privatelink_stack_role: { value: "consumer" } },
  resource: { aws_internet_gateway: { x: { "//": { metadata: { path: "stack/igw" } } } } },
};
const PLAN = {
  ...{ format_version: "1.2", planned_values: { root_module: {} }, resource_changes: [] },
  configuration: { root_module: {} },
};

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

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
  const out = (part: string) => {
    text += part;
  };
  const code = await policyCommand(paths, { format: [{ format }], data: [] }, { ...SILENT, out }, UNWATCHED);
  return { code, text: text.replaceAll(folder, "F") };
}

describe("exit codes", () => {
  test("0 for stacks that are clean", async () => {
    files({ "stacks/b/cdk.tf.json": CLEAN, "stacks/a/cdk.tf.json": CLEAN });
    expect(await run([folder])).toEqual({
      code: 0,
      text: ["a", "b"]
        .map(
          (name) => `CLEAN F/stacks/${name}/cdk.tf.json (stack clean)
  cdk.tf.json, role consumer; 1 resource of 1 type, 1 VPC, 39 rules
  account of the resources: 0 outside, 1 inside and harmless, 0 ways out, 0 unproven
  PROVEN consumer VPC aws_vpc.v
      a consumer's because its stack is a consumer's
      examined in it: 1 aws_vpc

`,
        )
        .join("")
        .concat(
          "policy data: none\n\n2 documents: 2 clean, 0 with violations, 0 could not be judged; consumer VPCs: 2 PROVEN, 0 VIOLATED, 0 UNPROVEN\n",
        ),
    });
  });

  test("1 for violations, with what was found and what to do", async () => {
    files({ "stacks/a/cdk.tf.json": CLEAN, "stacks/b/cdk.tf.json": REFUSED });
    const { code, text } = await run([folder]);
    expect(code).toBe(1);
    expect(text).toContain("VIOLATIONS F/stacks/b/cdk.tf.json\n  cdk.tf.json, role consumer; 1 resource of 1 type");
    expect(text).toContain(`  violated aws_internet_gateway.x: no-internet-gateway (critical)
      construct: stack/igw
      found: an internet gateway in a stack whose role is consumer
      path:
`);
    expect(text).toContain("      cut: remove aws_internet_gateway.x\n      do: Remove the gateway");
    expect(text).toContain("2 documents: 1 clean, 1 with violations, 0 could not be judged");
  });

  test("2 if one of many cannot be judged, and the others are", async () => {
    files({ "stacks/a/cdk.tf.json": CLEAN, "stacks/b/cdk.tf.json": REFUSED, "stacks/c/cdk.tf.json": "{" });
    const { code, text } = await run([folder, join(folder, "none.json")], "json");
    const report: Report = JSON.parse(text);
    expect(code).toBe(2);
    expect(report.verdict).toBe("unjudgeable");
    expect(report.counts).toMatchObject({ documents: 4, clean: 1, violations: 1, unjudgeable: 2 });
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
    ["a state", { format_version: "1.0", values: { root_module: {} } }, "this is a state"],
    ["a plan without planned_values", { format_version: "1.2", resource_changes: [] }, "no planned_values"],
    ["a plan that ended in an error", { ...PLAN, errored: true }, "ended in an error"],
    ["a plan that is not complete", { ...PLAN, complete: false }, "not complete"],
    ["both forms in one", { ...CLEAN, ...PLAN }, "can only be one"],
    ["a role nobody knows", { ...CLEAN, output: { privatelink_stack_role: { value: "consumr" } } }, "must be one of"],
    ["a plan in Terraform's own format", Buffer.from("PK\u0003\u0004"), "terraform show -json"],
    ["another encoding", Buffer.from("\uFEFF{}", "utf16le"), "expected text in UTF-8"],
  ])("%s", async (_, content, expected) => {
    expect(await why(content)).toContain(expected);
  });

  test.each([
    ["a file of spaces", " ", "1:2", "expected a value, the file ends"],
    ["a file cut off", '{\n  "resource": {', "2:16", "expected a string, the file ends"],
    ["a comma too many", '{\n  "a": 1,\n}', "3:1", 'expected a string, found "}"'],
    ["a missing comma", '{"a": [1 2]}', "1:10", 'expected , or ], found "2"'],
    ["a missing colon", '{"a" 1}', "1:6", 'expected :, found "1"'],
    ["more after the end", "{} {}", "1:4", 'expected the end, found "{"'],
    ["a key that is there twice", '{"resource": {}, "resource": {}}', "1:18", 'the key "resource" is there twice'],
    ["a key that is there twice, once escaped", '{"a": [], "\\u0061": "x"}', "1:11", "is there twice"],
    ["a key that is there twice, of the prototype", '{"__proto__": {}, "__proto__": {}}', "1:19", "is there twice"],
    ["half of a character", '{"a": "\\ud83d"}', "1:7", "is there by half"],
    ["the other half of a character in a key", '{"\\ude00": 1}', "1:2", "is there by half"],
    ["lists in lists in lists", `{"a": ${"[".repeat(100_000)}`, "1:206", "nested in more than 200 levels"],
    ["objects in objects in objects", '{"a":'.repeat(100_000), "1:1001", "nested in more than 200 levels"],
    [
      "a plan with a key that is there twice",
      `{"planned_values": {}, "resource_changes": [], "resource_changes": []}`,
      "1:48",
      "is there twice",
    ],
    ["a control character", '{"a": "\u0007"}', "1:7", "expected a string"],
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

  test("a folder of Terraform's own language, with what to judge in its place", async () => {
    files({ "network/main.tf": "" });
    const { code, text } = await run([join(folder, "network")]);
    expect(code).toBe(2);
    expect(text).toContain(
      "Its .tf files are judged by their plan: `terraform plan -out=FILE`, then `terraform show -json FILE`",
    );
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

  describe("an order of deployment", () => {
    const order = (...names: string[]) => ({
      ...{ format: "cdktf-privatelink/order", version: 1, environments: {}, waves: [] },
      stacks: names.map((name) => ({
        ...{ name, environment: "dev", kind: "service", folder: `stacks/${name}`, account: "1", region: "us-east-1" },
        ...{ dependencies: [], wave: 0, digest: "0".repeat(64) },
      })),
    });

    test("names a stack that is not there", async () => {
      files({ "order.json": order("a", "b"), "stacks/a/cdk.tf.json": CLEAN });
      expect(await run([folder])).toMatchObject({
        code: 2,
        text: expect.stringMatching(
          /COULD NOT JUDGE F\/stacks\/b\/cdk\.tf\.json\n.*order\.json names this stack, and it is not there/,
        ),
      });
    });

    test("names stacks that are there", async () => {
      files({ "order.json": order("a"), "stacks/a/cdk.tf.json": CLEAN });
      expect((await judgePaths([folder])).counts).toMatchObject({ documents: 1, unjudgeable: 0 });
    });

    test("and the manifest tell of a stack that is not there once", async () => {
      const manifest = { stacks: { b: { synthesizedStackPath: "stacks/b/cdk.tf.json" } } };
      files({ "order.json": order("a", "b"), "manifest.json": manifest, "stacks/a/cdk.tf.json": CLEAN });
      expect((await judgePaths([folder])).counts).toMatchObject({ documents: 2, unjudgeable: 1 });
    });

    test("that cannot be read is told, and a file of another program is none", async () => {
      files({ "order.json": '{"format": "cdktf-privatelink/order"', "stacks/a/cdk.tf.json": CLEAN });
      expect((await judgePaths([folder])).counts).toMatchObject({ documents: 2, unjudgeable: 1 });
      files({ "order.json": "[1]" });
      expect((await judgePaths([folder])).counts).toMatchObject({ documents: 1, unjudgeable: 0 });
    });

    test("that is no file is told", async () => {
      files({ "order.json/a": "", "stacks/a/cdk.tf.json": CLEAN });
      expect((await judgePaths([folder])).counts).toMatchObject({ documents: 2, unjudgeable: 1 });
    });
  });

  test("a manifest of CDKTF that cannot be read", async () => {
    files({ "manifest.json": "{", "stacks/a/cdk.tf.json": CLEAN });
    const { counts } = await judgePaths([folder]);
    expect(counts).toMatchObject({ documents: 2, clean: 1, violations: 0, unjudgeable: 1 });
  });
});

test("a document of others without a consumer's VPC is told that nothing is proven", async () => {
  const gateway = { resource: { aws_vpc: { v: {} }, aws_internet_gateway: { g: { vpc_id: "${aws_vpc.v.id}" } } } };
  files({ "net/cdk.tf.json": JSON.stringify(gateway) });
  const { code, text } = await run([folder]);
  expect(code).toBe(0);
  expect(text).toContain("note: no VPC counts as a consumer's, so nothing is proven about any VPC");
});

test("a file that is named twice, and by its folder too, is judged once", async () => {
  files({ "stacks/a/cdk.tf.json": CLEAN });
  const file = join(folder, "stacks/a/cdk.tf.json");
  expect((await run([file, folder, join(folder, "stacks/../stacks/a/cdk.tf.json")])).text).toMatch(
    /\n1 document: 1 clean/,
  );
});

test("no report is written over what is judged, or over policy data", async () => {
  files({ "a/cdk.tf.json": CLEAN, "policy.yaml": "{}" });
  const file = join(folder, "a/cdk.tf.json");
  for (const output of [file, join(folder, "a/../policy.yaml")]) {
    const options = { format: [{ format: "json", file: output }], data: [join(folder, "policy.yaml")] } as const;
    await expect(policyCommand([folder], options, SILENT, UNWATCHED)).rejects.toThrow("expected a file for the report");
  }
  expect(readFileSync(file, "utf8")).toBe(JSON.stringify(CLEAN));
});

test("folders that are linked are read, once", async () => {
  files({ "elsewhere/cdk.tf.json": REFUSED, "out/stacks/a/cdk.tf.json": CLEAN });
  symlinkSync(join(folder, "elsewhere"), join(folder, "out/stacks/b"));
  symlinkSync(join(folder, "out"), join(folder, "out/stacks/circle"));
  const { counts } = await judgePaths([join(folder, "out")]);
  expect(counts).toMatchObject({ documents: 2, clean: 1, violations: 1, unjudgeable: 0 });
});

test("a byte order mark, and a character of two escapes, are no harm", async () => {
  files({ "cdk.tf.json": `\uFEFF${JSON.stringify({ ...CLEAN, locals: { a: "X" } }).replace("X", "\\ud83d\\ude00")}` });
  expect((await run([folder])).code).toBe(0);
});

test("names of prototypes' properties are names like others", async () => {
  const text = JSON.stringify({ ...CLEAN, locals: { a: {} } });
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    files({ "cdk.tf.json": text.replace('"a":{}', `"${name}": {"resource": {}}`) });
    expect([name, (await run([folder])).code]).toEqual([name, 0]);
    files({ "cdk.tf.json": text.replace('"aws_vpc":{"v":{}}', `"${name}":{"v":{}}`) });
    expect([name, (await run([folder])).code]).not.toEqual([name, 0]);
  }
});

test("a device is not read, however long it is", async () => {
  expect(await run(["/dev/zero"])).toMatchObject({ code: 2, text: expect.stringContaining("found a device") });
});

test("a file that is too large is not read", async () => {
  files({ "plan.json": "" });
  truncateSync(join(folder, "plan.json"), MAX_DOCUMENT + 1);
  expect(await run([folder, join(folder, "plan.json")])).toMatchObject({
    code: 2,
    text: expect.stringContaining("expected at most 256 MiB"),
  });
});

test.each([["text"], [Buffer.from("{}")], [null], [undefined], [[]]])(
  "fails on what the SDK would take for an empty document: %j",
  async (document) => {
    const policy = await loadPolicy();
    expect(() => policy.judge(document)).toThrow(CouldNotJudge);
  },
);
