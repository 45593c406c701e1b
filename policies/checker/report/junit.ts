import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";
import { printable } from "../../../support/printable";
import { fails } from "../verdict";
import { isWrong } from "../waivers";
import type { JudgedDocument, Notice, Report, ReportedFinding } from "./report-schema";
import {
  becauseOf,
  examinedIn,
  findingsAbout,
  noticePlace,
  outcomeOf,
  placeOf,
  resultOf,
  stepText,
  titleOf,
  waiverState,
  waiverText,
} from "./words";

/** What a test case came to. */
interface Case {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  /** Lines. */
  readonly error?: readonly string[];
  readonly skipped?: string;
  /** What to say of one that passes. */
  readonly output?: string;
}

/**
 * The report as JUnit XML: a suite for each document, with a case for each rule and each consumer VPC. What fails is a
 * failure, what cannot be judged an error, what is waived skipped.
 */
export function renderJunit(report: Report): string {
  const suites = [
    ...report.documents.map((document) => ({ name: titleOf(document), cases: casesOf(document) })),
    ...(report.waivers.length === 0 ? [] : [{ name: "waivers", cases: waiverCases(report) }]),
    ...(report.notices.length === 0 ? [] : [{ name: "run", cases: report.notices.map(noticeCase) }]),
    ...(report.problem === null
      ? []
      : [{ name: "policies", cases: [{ name: "judged", error: report.problem.split("\n") }] }]),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  // It takes as long to load as a thousand stacks take to look through, and few runs need it.
  const { create }: typeof import("xmlbuilder2") = require("xmlbuilder2");
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele("testsuites", {
    name: "cdktf-privatelink policies",
    ...countsOf(all),
  });
  for (const { name, cases } of suites) {
    const suite = root.ele("testsuite", { name, ...countsOf(cases), skipped: count(cases, "skipped") });
    for (const each of cases) addCase(suite, name, each);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function countsOf(cases: readonly Case[]) {
  return { tests: cases.length, failures: count(cases, "failure"), errors: count(cases, "error") };
}

function count(cases: readonly Case[], kind: "failure" | "error" | "skipped"): number {
  return cases.filter((each) => each[kind] !== undefined).length;
}

function addCase(suite: XMLBuilder, classname: string, { name, failure, error, skipped, output }: Case): void {
  const element = suite.ele("testcase", { classname, name });
  if (failure) element.ele("failure", { type: failure.type, message: failure.message }).txt(failure.text);
  if (error !== undefined) {
    const lines = error.map(printable);
    element.ele("error", { type: "unjudgeable", message: lines[0] ?? "" }).txt(lines.join("\n"));
  }
  if (skipped !== undefined) element.ele("skipped", { message: skipped });
  if (output !== undefined) element.ele("system-out").txt(output);
}

function casesOf({ verdict }: JudgedDocument): Case[] {
  if (verdict.verdict === "unjudgeable") return [{ name: "can be judged", error: verdict.why }];
  const { examined, findings, consumer_vpcs } = verdict;
  const rules = [...new Set([...examined.rules, ...findings.map(({ rule }) => rule)])].sort();
  return [
    ...rules.map((rule) =>
      ruleCase(
        rule,
        findings.filter((finding) => finding.rule === rule),
      ),
    ),
    ...consumer_vpcs.map((vpc): Case => {
      const name = printable(`consumer VPC ${vpc.address} is isolated`);
      const said = `${resultOf(vpc)}${findingsAbout(vpc)}; a consumer's because ${becauseOf(vpc)}; examined in it: ${examinedIn(vpc)}`;
      if (vpc.result === "PROVEN")
        return vpc.findings.waived === 0 ? { name, output: said } : { name, skipped: resultOf(vpc), output: said };
      return { name, failure: { type: vpc.result, message: vpc.result, text: said } };
    }),
  ];
}

function ruleCase(rule: string, findings: readonly ReportedFinding[]): Case {
  const name = printable(rule);
  const failing = findings.filter(fails);
  const text = findings.map(findingText).join("\n\n");
  const [first] = failing;
  if (first !== undefined) {
    const more = failing.length === 1 ? "" : ` (and ${failing.length - 1} more)`;
    const message = printable(`${first.address}: ${first.message}${more}`);
    return { name, failure: { type: first.severity, message, text } };
  }
  if (findings.some(({ waiver }) => waiver !== null)) return { name, skipped: "waived", output: text };
  return findings.length === 0 ? { name } : { name, output: text };
}

function findingText(finding: ReportedFinding): string {
  const { address, origin, construct_path, message, witness, cut, settle, remediation, waiver } = finding;
  return [
    printable(`${outcomeOf(finding)} ${address}: ${message}`),
    ...(origin === null ? [] : [`from: ${placeOf(origin)}`]),
    ...(construct_path === null ? [] : [`construct: ${printable(construct_path)}`]),
    ...(witness.length === 0 ? [] : [`path: ${witness.map(stepText).join(" → ")}`]),
    ...(cut === null ? [] : [`cut: ${printable(cut)}`]),
    ...(settle === null ? [] : [`settled by: ${printable(settle)}`]),
    `do: ${printable(remediation)}`,
    ...(waiver === null ? [] : [`waived: ${waiverText(waiver)}`]),
  ].join("\n");
}

function noticeCase(notice: Notice): Case {
  const place = noticePlace(notice);
  const name = place === "" ? notice.kind : `${notice.kind} ${place}`;
  const said = printable(notice.message);
  return notice.fails ? { name, failure: { type: notice.kind, message: said, text: said } } : { name, output: said };
}

function waiverCases({ waivers }: Report): Case[] {
  return waivers.map((waiver) => {
    const name = printable(`${waiver.file}:${waiver.line} ${waiver.rule} at ${waiver.address}`);
    const said = `${waiverState(waiver)}\nwaived: ${waiverText(waiver)}`;
    return isWrong(waiver)
      ? { name, failure: { type: waiver.state, message: waiverState(waiver), text: said } }
      : { name, output: said };
  });
}
