import type { JudgedDocument } from "../../../policies/checker/report/report-schema";
import { judgedVpcs } from "../../../policies/checker/report/vpcs";
import { judged, vpc } from "./reports";

/** A document with VPCs, by the address of each and its result. */
function documentOf(
  form: "cdk.tf.json" | "plan",
  stack: string | null,
  results: Readonly<Record<string, "PROVEN" | "VIOLATED" | "UNPROVEN">>,
): JudgedDocument {
  const vpcs = Object.entries(results).map(([address, result]) => vpc({ address, result }));
  const document = judged([], vpcs, { source: `${stack}.${form}` });
  return { ...document, stack, verdict: Object.assign(document.verdict, { form }) };
}

const said = (...documents: JudgedDocument[]) =>
  judgedVpcs(documents).map(({ address, result, judged: all }) => `${result} ${address} in ${all.length}`);

const STACK = documentOf("cdk.tf.json", "a", { "aws_vpc.v": "PROVEN" });

test("a VPC of a stack and of its plan is one, and the worst result wins", () => {
  expect(said(STACK, documentOf("plan", "a", { "aws_vpc.v": "VIOLATED" }))).toEqual(["VIOLATED aws_vpc.v in 2"]);
  expect(said(documentOf("plan", "a", { "aws_vpc.v": "UNPROVEN" }), STACK)).toEqual(["UNPROVEN aws_vpc.v in 2"]);
});

test("a plan that does not say its stack is of the only stack with the address", () => {
  const plan = documentOf("plan", null, { "aws_vpc.v": "VIOLATED", "aws_vpc.w": "PROVEN" });
  expect(said(STACK, plan)).toEqual(["VIOLATED aws_vpc.v in 2", "PROVEN aws_vpc.w in 1"]);
  const other = documentOf("cdk.tf.json", "b", { "aws_vpc.v": "PROVEN" });
  expect(said(STACK, other, plan)).toHaveLength(4);
});

test.each([
  ["of two stacks", documentOf("cdk.tf.json", "b", { "aws_vpc.v": "PROVEN" })],
  ["of two stacks of one name", documentOf("cdk.tf.json", "a", { "aws_vpc.v": "PROVEN" })],
  ["of a plan of another stack", documentOf("plan", "b", { "aws_vpc.v": "PROVEN" })],
])("VPCs %s are two", (_, other) => {
  expect(said(STACK, other)).toHaveLength(2);
});
