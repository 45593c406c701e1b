import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import { type JudgedVerdict, verdictOf } from "../../policies/checker/verdict";
import { finding, judged, vpc, WAIVER } from "./report/reports";

/** A verdict made by hand, as the module answers with it. */
function answer(findings = [finding()], vpcs = [vpc()], changes: object = {}): unknown {
  return [{ result: { ...judged(findings, vpcs).verdict, ...changes } }];
}

const ENDPOINT = { kind: "Interface", service: null, allowed: true, refused_by: null } as const;

test("is what the policies say, in the order of the addresses", () => {
  const findings = ["b", "a", "B"].map((address) => finding({ address }));
  expect(verdictOf(answer(findings))).toMatchObject({
    verdict: "violations",
    findings: [{ address: "B" }, { address: "a" }, { address: "b" }],
    consumer_vpcs: [{ address: "aws_vpc.vpc", result: "VIOLATED" }],
  });
  const endpoints = ["b", "a"].map((address) => ({ ...ENDPOINT, address }));
  expect(verdictOf(answer([], [{ ...vpc({ result: "PROVEN" }), endpoints }]))).toMatchObject({
    consumer_vpcs: [{ endpoints: [{ address: "a" }, { address: "b" }] }],
  });
  expect(verdictOf([{ result: { verdict: "unjudgeable", form: "unknown", why: ["it is empty"] } }])).toEqual({
    verdict: "unjudgeable",
    form: "unknown",
    why: ["it is empty"],
  });
});

test.each([
  ["a finding that is waived does not count", [finding({ waiver: WAIVER })], "PROVEN"],
  ["nor does a warning", [finding({ outcome: "warning" })], "PROVEN"],
  ["an unproven one does", [finding({ outcome: "unproven" })], "UNPROVEN"],
  ["and one that is violated counts for more", [finding({ outcome: "unproven" }), finding()], "VIOLATED"],
] as const)("%s", (_, findings, result) => {
  expect(verdictOf(answer([...findings], [vpc({ result })]))).toMatchObject({
    verdict: result === "PROVEN" ? "clean" : "violations",
  });
});

const WORD = /"(verdict|result)":"\w+"/g;

test.each([
  ["no answer", undefined],
  ["an empty set", []],
  ["an object", {}],
  ["a set of nothing", [{}]],
  ["two results", [{ result: {} }, { result: {} }]],
  ["an empty list as a verdict", [{ result: [] }]],
  ["a verdict alone", [{ result: { verdict: "clean" } }]],
  ["a verdict of another word", answer([], [], { verdict: "fine" })],
  ["no reason", [{ result: { verdict: "unjudgeable", form: "plan", why: [] } }]],
  ["no findings", answer([], [], { findings: undefined })],
  ["findings that are none", answer([], [], { findings: [{}] })],
  ["no rule that judged", answer([], [], { examined: { resources: 1, types: 1, vpcs: 1, rules: [], account: null } })],
  ["nothing that was examined", answer([], [], { examined: undefined })],
  [
    "a VPC of another result",
    [{ result: JSON.parse(JSON.stringify(judged([], [vpc()]).verdict).replace(WORD, '"$1":"MAYBE"')) }],
  ],
  ["clean against its findings", answer([finding()], [vpc()], { verdict: "clean" })],
  ["violations without any", answer([], [], { verdict: "violations" })],
  ["PROVEN against its findings", answer([finding()], [vpc({ result: "PROVEN" })])],
  ["UNPROVEN for what is violated", answer([finding()], [vpc({ result: "UNPROVEN" })])],
  ["VIOLATED without a finding", answer([], [vpc()])],
])("fails on %s", (_, given) => {
  expect(() => verdictOf(given)).toThrow(CouldNotJudge);
});

test("fails without a value of the answer in the message, for it may be sensitive", () => {
  const canary = "canary-5ecre7";
  expect(() => verdictOf(answer([], [], { verdict: canary, [canary.slice(0, 6)]: canary }))).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(canary) }),
  );
});

test("a finding that is there several times is one, about all of its VPCs", () => {
  const one = finding({ vpcs: ["aws_vpc.b"] });
  const other = finding({ vpcs: ["aws_vpc.a"], witness: [] });
  const vpcs = ["aws_vpc.a", "aws_vpc.b"].map((address) => vpc({ address }));
  for (const findings of [
    [one, other, one],
    [other, one],
  ]) {
    const verdict = verdictOf([{ result: judged(findings, vpcs).verdict }]) as JudgedVerdict;
    expect(verdict.findings).toMatchObject([{ vpcs: ["aws_vpc.a", "aws_vpc.b"], witness: one.witness }]);
  }
});
