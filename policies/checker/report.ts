import { printable } from "../../support/printable";
import type { JudgedDocument, Report } from "./judge-paths";
import type { Finding } from "./verdict";

/** The report for people: each document with what was found and what to do, then the sum. */
export function renderText(report: Report): string {
  return `${[...report.documents.map(documentText), summary(report)].join("\n\n")}\n`;
}

/** The report for programs. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function documentText({ source, stack, verdict }: JudgedDocument): string {
  const title = printable(stack === null ? source : `${source} (stack ${stack})`);
  if (verdict.verdict === "unjudgeable") {
    return [`COULD NOT JUDGE ${title}`, ...verdict.why.map((why) => `  ${printable(why)}`)].join("\n");
  }
  const { resources, vpcs, rules } = verdict.examined;
  const consumer_vpcs = verdict.consumer_vpcs.map(({ address, result }) => `${address} ${result}`);
  const role = verdict.role === null ? "no role" : `role ${verdict.role}`;
  const consumers =
    consumer_vpcs.length === 0 ? "none of a consumer" : `of consumers: ${printable(consumer_vpcs.join(", "))}`;
  const examined = `  ${verdict.form}, ${role}; ${number(resources, "resource")}, ${number(vpcs, "VPC")} (${consumers}), ${number(rules.length, "rule")}`;
  return [
    `${verdict.verdict === "clean" ? "CLEAN" : "VIOLATIONS"} ${title}`,
    examined,
    ...verdict.findings.map(violationText),
  ].join("\n");
}

function violationText({ address, rule, severity, construct_path, message, remediation }: Finding): string {
  return [
    `  ${address}: ${rule} (${severity})`,
    ...(construct_path === null ? [] : [`      construct: ${construct_path}`]),
    `      found: ${message}`,
    `      do: ${remediation}`,
  ]
    .map(printable)
    .join("\n");
}

function summary({ counts }: Report): string {
  return `${number(counts.documents, "document")}: ${counts.clean} clean, ${counts.violations} with violations, ${counts.unjudgeable} could not be judged`;
}

function number(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
