import type { Report, ReportedFinding } from "../../policies/checker/report/report-schema";
import { renderShortText } from "../../policies/checker/report/text";
import { findingsAbout, resultOf, sharedFindings, verdictWords, warningsOf } from "../../policies/checker/report/words";
import { isWrong } from "../../policies/checker/waivers";
import { printable } from "../../support/printable";
import { colours, isColoured } from "../colours";

/** The most severe first. */
const SEVERITIES: readonly ReportedFinding["severity"][] = ["critical", "high", "medium", "low"];

/** Consumer VPCs, warnings and waivers that are listed before the rest is counted. */
const LISTED = 12;

/** What the policies say: of what is clean in short, otherwise what is wrong. */
export function verdictText(report: Report): string {
  const { documents, clean } = report.counts;
  if (report.verdict !== "clean") {
    const wrong = report.documents.filter((one) => one.verdict.verdict !== "clean");
    return `\n${renderShortText({ ...report, documents: wrong, waivers: report.waivers.filter(isWrong) }, isColoured)}`;
  }
  return [
    `${colours.green(`policies: ${verdictWords(report)}`)}  ${clean} of ${documents} stacks judged`,
    ...warned(report),
    ...isolation(report),
    ...waived(report),
    "",
  ].join("\n");
}

/** The consumer VPCs, each with what was shown of it. */
function isolation({ documents }: Report): string[] {
  const vpcs = documents.flatMap(({ stack, verdict }) =>
    verdict.verdict === "unjudgeable" ? [] : verdict.consumer_vpcs.map((vpc) => ({ stack: stack ?? "", vpc })),
  );
  const lines = vpcs.slice(0, LISTED).map(({ stack, vpc }) => {
    const assumed = vpc.assumptions.map((assumption) => `\n            assumed: ${printable(assumption)}`).join("");
    return `  ${colours.green(resultOf(vpc))}  ${printable(`${stack}  ${vpc.address}`)}${findingsAbout(vpc)}${assumed}`;
  });
  return withRest(lines, vpcs.length, "consumer VPCs, all PROVEN");
}

/** The warnings, each with its subject and what was found. A stack and its plan share one. The most severe come first. */
function warned({ documents }: Report): string[] {
  const warnings = sharedFindings(documents).filter(({ finding }) => warningsOf([finding]).length > 0);
  const weight = ({ finding }: (typeof warnings)[number]) => SEVERITIES.indexOf(finding.severity);
  const lines = warnings
    .sort((one, other) => weight(one) - weight(other))
    .slice(0, LISTED)
    .map(({ finding: { rule, severity, address, message }, documents: [document] }) => {
      const place = document?.stack ? `${document.stack}  ${address}` : address;
      return `  ${colours.yellow("warning")}  ${printable(`${place}: ${rule} (${severity}): ${message}`)}`;
    });
  return withRest(lines, warnings.length, "warnings");
}

function waived({ waivers }: Report): string[] {
  const used = waivers.filter(({ state }) => state === "used");
  const lines = used
    .slice(0, LISTED)
    .map(
      ({ rule, address, expires }) =>
        `  ${colours.yellow("waived")}  ${printable(`${rule} at ${address}, until ${expires}`)}`,
    );
  return withRest(lines, used.length, "waivers that are needed");
}

function withRest(lines: readonly string[], all: number, noun: string): string[] {
  const rest = all - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more ${noun}`] : [...lines];
}
