import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { PolicyDataContent, Report, Verdict } from "../../policies";
import { CouldNotJudge, judgeDocuments, judgePaths, policyFiles, policyRules, renderReport } from "../../policies";
import type { policyDataSchema } from "../../policies/checker/policy-data-schema";
import type { reportSchema } from "../../policies/checker/report/report-schema";
import { readRules } from "../../policies/checker/rules";
import type { judgedSchema, unjudgeableSchema } from "../../policies/checker/verdict-schema";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf } from "../support/environments";
import { thrown } from "../support/synth";

/** A type in which all may be changed, to compare it with what zod gives. */
type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

test("the types that users see are those of the schemas", () => {
  const same: [
    Same<Writable<Verdict>, z.output<typeof judgedSchema> | z.output<typeof unjudgeableSchema>>,
    Same<Writable<Report>, z.output<typeof reportSchema>>,
    Same<Writable<PolicyDataContent>, z.input<typeof policyDataSchema>>,
  ] = [true, true, true];
  expect(same).toEqual([true, true, true]);
});

const GATEWAY = {
  resource: {
    aws_vpc: { a: { cidr_block: "10.0.0.0/24" } },
    aws_internet_gateway: { b: { vpc_id: "${aws_vpc.a.id}" } },
  },
};

test("documents in memory get the verdicts that their files get", async () => {
  const plan = join(PACKAGE_ROOT, "__tests__/policies/fixtures/consumer-with-ways-out/plan.json");
  const text = readFileSync(plan, "utf8");
  const [fromFile] = (await judgePaths([plan])).documents;
  for (const document of [text, JSON.parse(text)]) {
    const [inMemory] = judgeDocuments({ [plan]: document }).documents;
    expect({ ...inMemory, digest: fromFile?.digest }).toEqual(fromFile);
  }
});

test("a role makes a document the consumer's; the document that was given is not changed", () => {
  const given = JSON.stringify(GATEWAY);
  expect(judgeDocuments({ a: GATEWAY }).verdict).toBe("clean");
  const report = judgeDocuments({ a: GATEWAY }, { role: "consumer" });
  expect([report.verdict, report.counts.consumer_vpcs.violated]).toEqual(["violations", 1]);
  expect(JSON.stringify(GATEWAY)).toBe(given);
});

test("a role makes a plan the consumer's", () => {
  const plan = JSON.parse(
    readFileSync(join(PACKAGE_ROOT, "__tests__/policies/ordinary/registry-vpc/planned.json"), "utf8"),
  );
  const [document] = judgeDocuments({ plan }, { role: "consumer" }).documents;
  expect(document?.verdict).toMatchObject({ form: "plan", role: "consumer" });
});

test.each([
  ["a list of outputs", { output: [{ other: { value: 1 } }] }],
  ["the same role", { output: { privatelink_stack_role: { value: "consumer" } } }],
])("a role goes with %s", (_, more) => {
  const [document] = judgeDocuments({ a: { ...GATEWAY, ...more } }, { role: "consumer" }).documents;
  expect(document?.verdict).toMatchObject({ role: "consumer", verdict: "violations" });
});

test("what is no document is not judged, and does not keep others from it", () => {
  const report = judgeDocuments({ list: [], text: "{", buffer: Buffer.from("{}"), none: undefined, sound: GATEWAY });
  expect(report.documents.map(({ source, verdict }) => [source, verdict.verdict])).toEqual([
    ["list", "unjudgeable"],
    ["text", "unjudgeable"],
    ["buffer", "unjudgeable"],
    ["none", "unjudgeable"],
    ["sound", "clean"],
  ]);
  expect([report.verdict, report.exit_code]).toEqual(["unjudgeable", 2]);
  expect(judgeDocuments({}).verdict).toBe("unjudgeable");
});

test("policy data are files, objects, or both together", () => {
  const folder = folderOf({ "policy.yaml": "config:\n  strict: true\n" });
  const file = join(folder, "policy.yaml");
  expect(judgeDocuments({ a: GATEWAY }, { data: file }).verdict).toBe("violations");
  const waiver = { rule: "no-internet-gateway", address: "aws_internet_gateway.b", reason: "r", owner: "o" };
  const waivers = { waivers: [{ ...waiver, expires: "2026-12-31" }] };
  const report = judgeDocuments({ a: GATEWAY }, { data: [file, waivers], now: "2026-01-01" });
  expect([report.verdict, report.data.files.length]).toEqual(["clean", 2]);
});

test("fails on wrong policy data, before anything is judged", () => {
  const wrong = { config: { allowed_ranges: ["10.0.0.0/99"] }, waiver: [] } as object;
  const error = thrown(() => judgeDocuments({ a: GATEWAY }, { data: wrong }));
  expect(error).toBeInstanceOf(CouldNotJudge);
  expect(error.message).toMatch(/^2 problems in 1 file; nothing was judged\.\n/);
  const circular: Record<string, unknown> = {};
  circular.config = circular;
  expect(thrown(() => judgeDocuments({ a: GATEWAY }, { data: circular })).message).toContain("data that JSON can hold");
});

test("the paths are those of files and folders of the package", () => {
  for (const path of Object.values(policyFiles)) expect([path, existsSync(path)]).toEqual([path, true]);
});

test("the rules are all that there are", () => {
  expect(policyRules().map(({ id }) => id)).toEqual(readRules(PACKAGE_ROOT).map(({ id }) => id));
});

test("a report is rendered in each format; fails on another", () => {
  const report = judgeDocuments({ a: GATEWAY }, { role: "consumer" });
  expect(renderReport(report)).toContain("no-internet-gateway");
  expect(JSON.parse(renderReport(report, "json")).verdict).toBe("violations");
  expect(thrown(() => renderReport(report, "xml" as "json")).message).toContain('got "xml"');
});

test.each([
  [() => judgeDocuments(undefined as never), "documents: expected an object with documents by their names"],
  [() => judgeDocuments([{}] as never), "got an array"],
  [() => judgeDocuments({}, null as never), "options: expected an object"],
  [() => judgeDocuments({}, { status: [] } as never), "got `status`."],
  [() => judgeDocuments({}, { now: "never" }), 'now: expected a day as YYYY-MM-DD; got "never".'],
  [() => judgeDocuments({}, { isSelection: "no" } as never), 'isSelection: expected true or false; got "no".'],
])("fails on what the types forbid, %#", (run, message) => {
  const error = thrown(run);
  expect(error).toBeInstanceOf(CouldNotJudge);
  expect(error.message).toContain(message);
});

test.each([
  ["folder", {}, 'paths: expected a list of paths; got "folder". Write ["folder"].'],
  [undefined, {}, "paths: expected a list of paths; got undefined."],
  [[], { now: "2026-02-30" }, 'got "2026-02-30".'],
  [[], { stacks: "cdktf.out", signal: {} }, 'stacks: expected a list of paths; got "cdktf.out".\nsignal: expected an'],
  [[], { role: "consumer" }, "got `role`."],
])("judgePaths fails on %j with %j", async (paths, options, message) => {
  const work = judgePaths(paths as never, options as never);
  await expect(work).rejects.toThrow(CouldNotJudge);
  await expect(work).rejects.toThrow(message);
});

test("a document that JSON cannot hold is not judged, and is no defect", () => {
  const circular: Record<string, unknown> = {};
  circular.resource = circular;
  for (const { verdict } of judgeDocuments({ circular, big: { resource: 1n } }).documents) {
    expect(verdict).toMatchObject({ verdict: "unjudgeable" });
    expect(JSON.stringify(verdict)).not.toContain("defect");
  }
});
