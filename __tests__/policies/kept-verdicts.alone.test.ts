import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { judgePaths } from "../../policies/checker/judge-paths";
import { pays, verdictsFile } from "../../policies/checker/kept-verdicts";
import { type PolicyData, readPolicyData } from "../../policies/checker/policy-data";
import { folderOf, temporaryFolder } from "../support/environments";
import { judged, vpc } from "./report/reports";
import { status } from "./statuses";

/** Names of the documents that were judged anew. */
const anew: string[] = [];
let mockProgram = "one";

jest.mock("../../support/program", () => ({ programDigest: () => mockProgram }));
jest.mock("../../policies/checker/evaluator", () => ({
  Evaluator: class {
    evaluate(json: Uint8Array): unknown {
      const { name, broken } = JSON.parse(Buffer.from(json).toString());
      anew.push(name);
      const bad = { verdict: "unjudgeable", form: "cdk.tf.json", why: ["it is broken"] };
      return [{ result: broken ? bad : judged([], [vpc({ result: "PROVEN" })], { stack: name }).verdict }];
    }
  },
}));

const cache = process.env.XDG_CACHE_HOME;
let out: string;

beforeEach(() => {
  process.env.XDG_CACHE_HOME = temporaryFolder();
  mockProgram = "one";
  out = folderOf({});
  mkdirSync(join(out, ".records"));
  for (const name of ["a", "b", "c"]) write(name, { name });
});

afterAll(() => {
  if (cache === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cache;
});

function fileOf(name: string, folder: string = out): string {
  return join(folder, "stacks", name, "cdk.tf.json");
}

function write(name: string, document: object): void {
  mkdirSync(dirname(fileOf(name)), { recursive: true });
  writeFileSync(fileOf(name), JSON.stringify(document));
}

/** Judges paths, by default the whole folder. */
async function judge({
  paths = [out],
  records = join(out, ".records/verdicts.json"),
  data,
  force,
}: {
  paths?: string[];
  records?: string;
  data?: PolicyData;
  force?: boolean;
} = {}) {
  anew.length = 0;
  const report = await judgePaths(paths, { records, ...(data && { data }), ...(force && { force }) });
  return { report, anew: [...anew] };
}

/** Policy data of a file. */
function dataOf(text: string, now: string = "2026-06-01"): PolicyData {
  return readPolicyData([join(folderOf({ "policy.yaml": text }), "policy.yaml")], now);
}

const waiver = (expires: string, reason: string = "r") =>
  `waivers:\n  - {rule: no-peering, address: x, reason: ${reason}, owner: o, expires: ${expires}}\n`;

test("what did not change is not judged again, and the report is the same", async () => {
  const first = await judge();
  expect(first.anew).toEqual(["a", "b", "c"]);
  const second = await judge();
  expect(second.anew).toEqual([]);
  expect(JSON.stringify(second.report)).toBe(JSON.stringify(first.report));
});

test("nothing is kept where no file is named for it", async () => {
  await judgePaths([out]);
  expect((await judge()).anew).toEqual(["a", "b", "c"]);
});

test("a document that changed is judged, by one byte or to another", async () => {
  await judge();
  write("b", { name: "other" });
  expect((await judge()).anew).toEqual(["other"]);
  writeFileSync(fileOf("b"), `${readFileSync(fileOf("b"), "utf8")} `);
  expect((await judge()).anew).toEqual(["other"]);
  expect((await judge()).anew).toEqual([]);
});

test("two documents that changed places are judged", async () => {
  await judge();
  renameSync(fileOf("a"), join(out, "away"));
  renameSync(fileOf("b"), fileOf("a"));
  renameSync(join(out, "away"), fileOf("b"));
  const { report, anew: names } = await judge();
  expect(names).toEqual(["b", "a"]);
  expect(report.documents.map(({ stack }) => stack)).toEqual(["b", "a", "c"]);
});

test("a folder that was copied keeps its verdicts, and the report names the files of the copy", async () => {
  await judge();
  const copy = join(temporaryFolder(), "copy");
  cpSync(out, copy, { recursive: true });
  const { report, anew: names } = await judge({ paths: [copy], records: join(copy, ".records/verdicts.json") });
  expect(names).toEqual([]);
  expect(report.documents[0]?.source).toBe(fileOf("a", copy));
});

test("all is judged again with force, with other policy data, and by another program", async () => {
  await judge();
  expect((await judge({ force: true })).anew).toHaveLength(3);
  expect((await judge({ data: dataOf("config: {strict: true}\n") })).anew).toHaveLength(3);
  expect((await judge({ data: dataOf("config: {strict: true}\n") })).anew).toEqual([]);
  expect((await judge()).anew).toHaveLength(3);
  mockProgram = "two";
  expect((await judge()).anew).toHaveLength(3);
});

test("all is judged again by another status", async () => {
  const of = (connections?: object[]) =>
    readPolicyData([], "2026-11-25", [
      join(folderOf({ "status.json": JSON.stringify(status(connections)) }), "status.json"),
    ]);
  await judge();
  expect((await judge({ data: of() })).anew).toHaveLength(3);
  expect((await judge({ data: of() })).anew).toEqual([]);
  expect((await judge({ data: of([]) })).anew).toHaveLength(3);
});

describe("waivers", () => {
  test("one that changed, or that came, has all judged again", async () => {
    await judge();
    expect((await judge({ data: dataOf(waiver("2026-07-01")) })).anew).toHaveLength(3);
    expect((await judge({ data: dataOf(waiver("2026-07-01")) })).anew).toEqual([]);
    expect((await judge({ data: dataOf(waiver("2026-07-01", "other")) })).anew).toHaveLength(3);
    expect((await judge({ data: dataOf(waiver("2026-07-02", "other")) })).anew).toHaveLength(3);
  });

  test("a verdict holds to the day that the next one expires on, and the report has today's", async () => {
    await judge({ data: dataOf(waiver("2026-07-01"), "2026-06-01") });
    const last = await judge({ data: dataOf(waiver("2026-07-01"), "2026-07-01") });
    expect(last.anew).toEqual([]);
    expect(last.report).toMatchObject({ data: { now: "2026-07-01" }, waivers: [{ state: "unused" }] });
    const after = await judge({ data: dataOf(waiver("2026-07-01"), "2026-07-02") });
    expect(after.anew).toHaveLength(3);
    expect(after.report.waivers).toMatchObject([{ state: "expired" }]);
  });

  test("without one, the day does not matter", async () => {
    await judge({ data: dataOf("{}", "2026-06-01") });
    expect((await judge({ data: dataOf("{}", "2030-06-01") })).anew).toEqual([]);
  });
});

describe("records that are not believed", () => {
  const records = () => join(out, ".records/verdicts.json");

  test.each<[string, () => void]>([
    ["damaged", () => writeFileSync(records(), readFileSync(records(), "utf8").slice(0, -9))],
    ["changed by hand", () => writeFileSync(records(), readFileSync(records(), "utf8").replace("PROVEN", "UNPROVEN"))],
    ["empty", () => writeFileSync(records(), "")],
    ["of another user", () => (process.env.XDG_CACHE_HOME = temporaryFolder())],
    [
      "in place of a folder",
      () => {
        rmSync(records());
        mkdirSync(records());
      },
    ],
  ])("%s", async (_, spoil) => {
    await judge();
    spoil();
    const { report, anew: names } = await judge();
    expect(names).toEqual(["a", "b", "c"]);
    expect(report.verdict).toBe("clean");
  });
});

test("what cannot be judged is judged each time", async () => {
  write("b", { name: "b", broken: true });
  await judge();
  expect((await judge()).anew).toEqual(["b"]);
});

test("a stack beside which Terraform reads another file is not passed by a verdict that was kept", async () => {
  await judge();
  writeFileSync(join(out, "stacks/b/more.tf"), "");
  const { report } = await judge();
  expect(report).toMatchObject({ verdict: "unjudgeable", counts: { clean: 2, unjudgeable: 1 } });
});

test("a stack that is gone, or cannot be read, is not passed by a verdict that was kept", async () => {
  await judge();
  rmSync(fileOf("b"));
  const { report } = await judge({ paths: [fileOf("a"), fileOf("b")] });
  expect(report).toMatchObject({ verdict: "unjudgeable", counts: { clean: 1, unjudgeable: 1 } });
});

test("a run on some stacks keeps the verdicts on the others, as long as these are there", async () => {
  await judge();
  write("a", { name: "new" });
  rmSync(join(out, "stacks/c"), { recursive: true });
  expect((await judge({ paths: [fileOf("a")] })).anew).toEqual(["new"]);
  expect((await judge()).anew).toEqual([]);
  expect(readFileSync(join(out, ".records/verdicts.json"), "utf8")).not.toContain("stacks/c/");
});

test("with force, a run on some stacks keeps the verdicts on the others", async () => {
  await judge();
  expect((await judge({ paths: [fileOf("a")], force: true })).anew).toEqual(["a"]);
  expect((await judge()).anew).toEqual([]);
});

test("records of many stacks are left as they are by a run on a few, which would read longer than it judges", async () => {
  await judge();
  const records = join(out, ".records/verdicts.json");
  expect([pays(records, 1), pays(join(out, "none"), 1)]).toEqual([true, true]);
  truncateSync(records, 20 << 20);
  expect([pays(records, 1), pays(records, 1000)]).toEqual([false, true]);
  expect((await judge({ paths: [fileOf("a")] })).anew).toEqual(["a"]);
  expect(statSync(records).size).toBe(20 << 20);
});

test("a plan, and a stack of another folder, are judged each time", async () => {
  const plan = join(out, "plan.json");
  writeFileSync(plan, JSON.stringify({ name: "plan" }));
  const other = folderOf({ "stacks/a/cdk.tf.json": JSON.stringify({ name: "elsewhere" }) });
  const paths = [out, plan, fileOf("a", other)];
  await judge({ paths });
  expect((await judge({ paths })).anew).toEqual(["plan", "elsewhere"]);
});

test("the folder of records is the one of the only output folder among the paths", () => {
  const records = join(out, ".records/verdicts.json");
  expect(verdictsFile([out])).toBe(records);
  expect(verdictsFile([out, "-", fileOf("a")])).toBe(records);
  expect(verdictsFile([folderOf({})])).toBeUndefined();
  expect(verdictsFile([out, `${out}/.`])).toBeUndefined();
});

test("records are neither documents nor files that were left out", async () => {
  mkdirSync(join(out, ".records/stack"));
  writeFileSync(join(out, ".records/stack/cdk.tf.json"), "{}");
  writeFileSync(join(out, ".records/plan.json"), '{"format_version":"1.2"}');
  const { report } = await judge();
  expect(report).toMatchObject({ counts: { documents: 3 }, notices: [] });
});
