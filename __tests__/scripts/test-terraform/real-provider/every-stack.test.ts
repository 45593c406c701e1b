import { join } from "node:path";
import {
  failedIn,
  firstFailedPhase,
  setsOfExamples,
} from "../../../../scripts/test-terraform/real-provider/every-stack";
import { PACKAGE_ROOT } from "../../../../support/package-root";

const LINES = [
  "hub: synth",
  "hub/web: plan ok 12 shub/web-2: plan ok 13 s",
  "hub/web: apply ok 3 shub/web-2: apply exit 1 35 s  Error: creating VPC Security Group Rule",
  "hub/web: replan changes 7 s",
  "hub/web-2: destroy ok 4 s",
  "hub/web: destroy timeout 420 s",
  "hub/web     ok  ok  ok      changes  timeout  failed",
  "hub/web-2   ok  ok  exit 1  -        ok       failed",
];

test("the failed phase of a stack is found, though the stack was destroyed afterwards", () => {
  expect(firstFailedPhase(LINES, "hub/web-2")).toBe("apply");
});

test("the first of two failures is found: changes of the second plan, before a destroy that took too long", () => {
  expect(firstFailedPhase(LINES, "hub/web")).toBe("replan");
});

test("a stack that is not in the lines has no failed phase", () => {
  expect(firstFailedPhase(LINES, "hub/vault")).toBeUndefined();
});

test("a timeout is a failure, and the failure of a stack with a longer name is not this stack's", () => {
  const lines = ["hub/web: apply timeout 420 s", "hub/web-2: plan exit 1 5 s"];
  expect(firstFailedPhase(lines, "hub/web")).toBe("apply");
});

test("only a row of the table that ends with failed is a failed stack", () => {
  const rows = [
    "adopted/web  ok  ok  ok  ok  ok      passed",
    "hub/data     ok  ok  ok  ok  exit 1  failed",
    "hub/web      ok  ok  exit 1  -  ok   failed",
    "shipped/web  ok  ok  ok  changes  ok skipped",
    "a line about failed",
  ];
  expect(failedIn(rows)).toEqual(["hub/data", "hub/web"]);
});

test("only examples that the tested version of the provider can plan are tried with the real provider", () => {
  const { tested, newer } = setsOfExamples(join(PACKAGE_ROOT, "examples"));
  expect(newer).toEqual(["newer"]);
  expect(tested).toEqual(["adopted", "customer", "hub", "inspection", "provider"]);
});
