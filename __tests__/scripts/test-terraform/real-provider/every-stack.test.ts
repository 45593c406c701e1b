import { failedPhases } from "../../../../scripts/test-terraform/real-provider/every-stack";

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

test("a stack's failed phases are found, though it was destroyed afterwards", () => {
  expect(failedPhases(LINES, "hub/web-2")).toEqual(["apply"]);
});

test("changes of the second plan and a timeout are failures, and another stack's lines are not read", () => {
  expect(failedPhases(LINES, "hub/web")).toEqual(["replan", "destroy"]);
});

test("a stack that is not in the lines has no failed phase", () => {
  expect(failedPhases(LINES, "hub/vault")).toEqual([]);
});
