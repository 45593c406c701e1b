import { render, renderForOutput } from "../../../policies/checker/report/formats";
import { shorten } from "../../../policies/checker/report/shorten";
import { EVERYTHING, finding, judged, report, unjudgeable, vpc, WAIVER } from "./reports";

const times = <T>(count: number, of: (name: string) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(String(index).padStart(4, "0")));
const document = (name: string) => ({ source: `${name}/cdk.tf.json`, stack: name });

test("a report of ordinary length is whole", () => {
  expect(shorten(EVERYTHING)).toEqual({ report: EVERYTHING, omitted: [] });
  expect(renderForOutput(EVERYTHING, "text")).toBe(render(EVERYTHING, "text"));
});

describe("of thousands of one kind, the first ones are shown and the rest is counted", () => {
  test.each([
    [
      "clean documents",
      times(3000, (name) => judged([], [vpc({ result: "PROVEN" })], document(name))),
      ["  2980 more clean documents"],
    ],
    [
      "violations of one rule",
      times(3000, (name) => judged([finding()], [vpc()], document(name))),
      ["  2980 more findings of no-internet-gateway (violated)", "  2980 more consumer VPCs (VIOLATED)"],
    ],
    [
      "waived findings",
      times(3000, (name) => judged([finding({ waiver: WAIVER })], [], document(name))),
      ["  2980 more findings of no-internet-gateway (waived)"],
    ],
    [
      "what could not be judged",
      times(3000, (name) => unjudgeable(name, "it is empty")),
      ["  2980 more documents that could not be judged"],
    ],
    [
      "findings of one document",
      [
        judged(
          times(3000, (name) => finding({ address: `aws_route.r${name}` })),
          [],
        ),
      ],
      ["  2980 more findings of no-internet-gateway (violated)"],
    ],
  ])("%s", (_, documents, omitted) => {
    const text = renderForOutput(report(documents), "text");
    expect(text.split("\n").length).toBeLessThan(600);
    expect(text).toContain(`Not shown here:\n${omitted.join("\n")}\n`);
    expect(text).toContain("`policy` with `--format text=FILE` writes the whole report.");
    expect(text).toMatch(new RegExp(`${documents.length} documents?: `));
  });
});

test("a violation among thousands of clean documents is shown, wherever it is", () => {
  const documents = times(500, (name) => judged([], [vpc({ result: "PROVEN" })], document(name)));
  const last = judged([finding({ rule: "no-peering" })], [vpc()], document("last"));
  const text = renderForOutput(report([...documents, last]), "text");
  expect(text).toContain("VIOLATIONS last/cdk.tf.json");
  expect(text).toContain("violated aws_internet_gateway.out: no-peering");
});

test("formats for programs, and files, have all of it", () => {
  const whole = report(times(50, (name) => judged([finding()], [], document(name))));
  expect(JSON.parse(renderForOutput(whole, "json")).documents).toHaveLength(50);
  expect(render(whole, "text").match(/VIOLATIONS /g)).toHaveLength(50);
});
