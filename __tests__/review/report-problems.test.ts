import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../policies/checker/report/report-schema";
import { reportProblems } from "../../review/read/report-problems";
import { dayBefore, today } from "../../support/date";
import { sha256 } from "../../support/sha256";
import { temporaryFolder } from "../support/environments";
import { cleanReport, report } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

const DAY = "2026-11-25";

const problemsOf = (data: Partial<Report["data"]>, rest: Partial<Report> = {}) =>
  reportProblems(report([], { data: { ...report([]).data, now: DAY, ...data }, ...rest }), DAY);

test("a report of the day, and of the day before, is taken", () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ now: "2026-11-24" })).toEqual([]);
  expect(dayBefore("2028-03-01")).toBe("2028-02-29");
});

test.each(["2026-11-23", "2020-12-01", "2026-11-26"])("fails for a report of another day: %s", (now) => {
  expect(problemsOf({ now })).toEqual([
    "The report of the policies is of another day: expected a judgement of today or yesterday (2026-11-25, UTC); " +
      `found ${now}. Run \`privatelink policy\` again.`,
  ]);
});

test("fails for a waiver that expired since the judgement", () => {
  const waiver = { rule: "no-nat", address: "aws_x.y", stack: null, reason: "known", owner: "network", line: 2 };
  const used = { ...waiver, file: "policy.yaml", expires: "2026-11-24", state: "used" } as const;
  expect(problemsOf({ now: "2026-11-24" }, { waivers: [used] })).toEqual([
    "These waivers expired since the policies judged: policy.yaml:2 (2026-11-24). Run `privatelink policy` again.",
  ]);
  expect(problemsOf({ now: "2026-11-24" }, { waivers: [{ ...used, expires: DAY }] })).toEqual([]);
});

test("fails for a report by other policies", () => {
  expect(problemsOf({}, { policy: { opa: "1.0.0", wasm: "0".repeat(64) } })).toEqual([
    expect.stringMatching(/^The report of the policies is by other policies: .*; found 0{64}\. Run /),
  ]);
});

test("fails where the policy data is not what the policies read", () => {
  const file = join(temporaryFolder(), "policy.yaml");
  writeFileSync(file, "config: {}\n");
  const digests = { [file]: sha256("config: {}\n") };
  expect(problemsOf({ files: [file], digests })).toEqual([]);
  expect(problemsOf({ files: [file] })).toEqual([expect.stringContaining("expected its digest in the report")]);
  writeFileSync(file, "config: { strict: true }\n");
  expect(problemsOf({ files: [file], digests })).toEqual([
    expect.stringMatching(
      /policy\.yaml is not what the policies read: expected SHA-256 \w{64}, as judged; found \w{64}/,
    ),
  ]);
});

test("fails the review", async () => {
  const scene = new Scene([NEW_CONSUMER]);
  const clean = cleanReport(scene.plans, scene.stacks);
  const old = { ...clean, data: { ...clean.data, now: "2020-12-01" } };
  expect(await scene.policy(old).json()).toMatchObject({
    exit_code: 2,
    problems: [expect.stringContaining(`(${today()}, UTC); found 2020-12-01.`)],
  });
});

test.each(["soon", "2026-02-30", ""])("fails for a report whose day is none: %j", async (now) => {
  const scene = new Scene([NEW_CONSUMER]);
  const clean = cleanReport(scene.plans, scene.stacks);
  const { error, out, code } = await scene.policy({ ...clean, data: { ...clean.data, now } }).markdown();
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(error).toContain("expected a report that `privatelink policy --format json` wrote");
  expect(error).toContain("data.now");
});
