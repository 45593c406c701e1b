import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Evaluator } from "../../policies/checker/evaluator";
import { type JudgeOptions, judgePaths } from "../../policies/checker/judge-paths";
import { readPolicyData } from "../../policies/checker/policy-data";
import { folderOf, temporaryFolder } from "../support/environments";
import { finding, judged, vpc, WAIVER } from "./report/reports";

/** What the module answers, by the name in a document; a function may throw. */
const answers = new Map<string, () => unknown>();

jest.mock("../../policies/checker/evaluator", () => ({
  Evaluator: class implements Pick<Evaluator, "evaluate"> {
    evaluate(json: Uint8Array): unknown {
      return answers.get(JSON.parse(Buffer.from(json).toString()).name)?.();
    }
  },
}));

afterEach(() => answers.clear());

/** Documents whose verdicts are made by hand, judged. */
async function judge(
  given: Readonly<Record<string, () => unknown>>,
  data?: ReturnType<typeof readPolicyData>,
  options: JudgeOptions = {},
) {
  const folder = temporaryFolder();
  for (const [name, answer] of Object.entries(given)) {
    answers.set(name, answer);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify({ name }));
  }
  return judgePaths(
    Object.keys(given).map((name) => join(folder, name)),
    data ? { ...options, data } : options,
  );
}

const answer = (...parts: Parameters<typeof judged>) => [{ result: judged(...parts).verdict }];

test("counts documents, VPCs and findings", async () => {
  const report = await judge({
    "a.json": () => answer([finding(), finding({ outcome: "unproven" })], [vpc()]),
    "b.json": () =>
      answer([finding({ waiver: WAIVER }), finding({ outcome: "warning" })], [vpc({ result: "PROVEN" })], {
        stack: "b",
      }),
  });
  expect(report).toMatchObject({
    verdict: "violations",
    exit_code: 1,
    counts: {
      ...{ documents: 2, clean: 1, violations: 1, unjudgeable: 0 },
      consumer_vpcs: { proven: 1, violated: 1, unproven: 0 },
      findings: { violated: 1, unproven: 1, warning: 1, waived: 1 },
    },
    documents: [{ stack: "dev-consumer-web" }, { stack: "b" }],
  });
});

test("gives each finding a fingerprint of its own, that no wording changes", async () => {
  const prints = async (message: string) => {
    const { documents } = await judge({
      "a.json": () =>
        answer(
          [finding({ message }), finding({ message: `${message}, and more` }), finding({ address: "b", message })],
          [vpc()],
        ),
      "b.json": () => answer([finding({ message })], [vpc()], { stack: "prod-consumer-web" }),
    });
    return documents.flatMap(({ verdict }) =>
      verdict.verdict === "unjudgeable" ? [] : verdict.findings.map(({ fingerprint }) => fingerprint),
    );
  };
  const first = await prints("one");
  expect(new Set(first).size).toBe(4);
  expect(await prints("another")).toEqual(first);
});

test.each([
  [
    "memory runs out",
    () => {
      throw new RangeError("WebAssembly.Memory(): could not allocate memory");
    },
    /^the checker failed: WebAssembly\.Memory/,
  ],
  [
    "the checker has a defect",
    () => {
      throw new TypeError("x is undefined");
    },
    /Please report it as a defect\.$/,
  ],
  [
    "something is thrown that is no error",
    () => {
      throw "opa_malloc: failed";
    },
    /opa_malloc: failed/,
  ],
  ["the answer is empty", () => [], /^the policy must answer with one verdict/],
  ["the answer is undefined", () => undefined, /^the policy must answer with one verdict/],
  ["the answer is a verdict of another shape", () => [{ result: { verdict: "clean" } }], /invalid_value at form/],
])("cannot judge a document when %s, and judges the others", async (_, failing, why) => {
  const report = await judge({ "bad.json": failing, "good.json": () => answer([], [vpc({ result: "PROVEN" })]) });
  expect(report).toMatchObject({ verdict: "unjudgeable", exit_code: 2, counts: { clean: 1, unjudgeable: 1 } });
  expect(report.documents[0]?.verdict).toEqual({
    verdict: "unjudgeable",
    form: "unknown",
    why: [expect.stringMatching(why)],
  });
});

test("a waiver that nothing needs is a violation of its own, and one that expired", async () => {
  const waiver = (name: string, expires: string) =>
    `  - {rule: no-peering, address: ${name}, reason: a, owner: b, expires: ${expires}}\n`;
  const folder = folderOf({ "policy.yaml": `waivers:\n${waiver("x", "2026-12-31")}${waiver("y", "2026-01-01")}` });
  const data = readPolicyData([join(folder, "policy.yaml")], "2026-11-25");
  const report = await judge({ "a.json": () => answer([], []) }, data);
  expect(report).toMatchObject({
    verdict: "violations",
    exit_code: 1,
    counts: { clean: 1, violations: 0 },
    waivers: [
      { address: "x", state: "unused", line: 2 },
      { address: "y", state: "expired", line: 3 },
    ],
  });
});

test("tells how far it is", async () => {
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number) => told.push([done, total]);
  await judge({ "a.json": () => answer([], []), "b.json": () => [] }, undefined, { onProgress });
  expect(told).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
  ]);
});

test("stops on a signal, and gives no report", async () => {
  const stop = new AbortController();
  const onProgress = (done: number) => {
    if (done === 1) stop.abort(new Error("stopped"));
  };
  const given = { "a.json": () => answer([], []), "b.json": () => answer([], []) };
  await expect(judge(given, undefined, { onProgress, signal: stop.signal })).rejects.toThrow("stopped");
});
