import type { Location, Log, Notification, ReportingDescriptor, Result, ThreadFlowLocation } from "sarif";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { printable } from "../../../support/printable";
import { type Rule, readRules } from "../rules";
import { fails } from "../verdict";
import { isWrong } from "../waivers";
import { jsonText } from "./json";
import { fileName, fileOf, type Location as Place, uriOf } from "./location";
import type { JudgedDocument, Report, ReportedFinding } from "./report-schema";
import { type Taxonomies, taxonomiesOf } from "./sarif-taxonomies";
import { findingsOf, outcomeOf, stepText, titleOf, waiverState, waiverText } from "./words";

/** Level of a finding that fails, and how severe GitHub shows it: a score of 0 to 10. */
const SEVERITIES = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "3.0" },
} as const;

/** The report as SARIF 2.1.0, for code scanning. It has no times, so that the same input gives the same bytes. */
export function renderSarif(report: Report): string {
  const known = new Map(readRules(PACKAGE_ROOT).map((rule) => [rule.id, rule]));
  const ids = ruleIds(report);
  const taxonomies = taxonomiesOf(ids.flatMap((id) => known.get(id) ?? []));
  const rules = ids.map((id): ReportingDescriptor => {
    const rule = known.get(id);
    return rule === undefined ? { id } : ruleOf(rule, taxonomies);
  });
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cdktf-privatelink policies",
            rules,
            supportedTaxonomies: taxonomies.supported,
            properties: { policy: report.policy },
          },
        },
        taxonomies: taxonomies.taxonomies,
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder that the checker ran in." } } },
        invocations: [
          {
            executionSuccessful: report.verdict !== "unjudgeable",
            exitCode: report.exit_code,
            toolExecutionNotifications: [...report.documents.flatMap(notJudged), ...nothing(report)],
            toolConfigurationNotifications: [...wrongWaivers(report), ...notices(report)],
          },
        ],
        results: report.documents.flatMap((document) =>
          findingsOf(document).map((finding) => resultOf(document, finding, indexes.get(finding.rule) ?? -1)),
        ),
        properties: { counts: report.counts, data: report.data },
      },
    ],
  };
  return jsonText(log);
}

/** Ids of the rules that judged, sorted. */
function ruleIds({ documents }: Report): string[] {
  const judging = documents.flatMap(({ verdict }) => (verdict.verdict === "unjudgeable" ? [] : verdict.examined.rules));
  const found = documents.flatMap(findingsOf).map(({ rule }) => rule);
  return [...new Set([...judging, ...found])].sort();
}

function ruleOf(rule: Rule, { relationshipsOf }: Taxonomies): ReportingDescriptor {
  const { id, title, description, severity, remediation, links } = rule;
  const { level, score } = SEVERITIES[severity];
  const see = links.map((link) => `- <${link}>`).join("\n");
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: description },
    helpUri: links[0] ?? "",
    help: { text: [remediation, ...links].join("\n"), markdown: `${remediation}\n\n${see}` },
    defaultConfiguration: { level },
    properties: { "security-severity": score, severity, tags: ["security", "network"] },
    ...relationshipsOf(rule),
  };
}

function resultOf(document: JudgedDocument, finding: ReportedFinding, ruleIndex: number): Result {
  const { rule, severity, message, witness, cut, settle, waiver, fingerprint } = finding;
  const text = [
    message,
    ...(witness.length === 0 ? [] : [`Path: ${witness.map(stepText).join(" → ")}.`]),
    ...(cut === null ? [] : [`Cut: ${cut}.`]),
    ...(settle === null ? [] : [`Settled by: ${settle}.`]),
  ].map(printable);
  return {
    ruleId: rule,
    ruleIndex,
    level: finding.outcome === "warning" ? "warning" : SEVERITIES[severity].level,
    kind: "fail",
    message: { text: text.join("\n") },
    locations: [locationOf(document, finding)],
    partialFingerprints: { "privatelinkFinding/v1": fingerprint },
    ...(witness.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: witness.map(flowOf) }] }] }),
    ...(waiver === null
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: waiverText(waiver) }] }),
    properties: { outcome: outcomeOf(finding), basis: finding.basis, vpcs: finding.vpcs, fails: fails(finding) },
  };
}

function locationOf(document: JudgedDocument, { address, construct_path, origin }: ReportedFinding): Location {
  const logical = [
    { fullyQualifiedName: printable(address), kind: "resource" },
    ...(construct_path === null ? [] : [{ fullyQualifiedName: printable(construct_path), kind: "construct" }]),
  ];
  return { ...physical(fileOf(document, origin)), logicalLocations: logical };
}

function flowOf({ step, address, ...rest }: ReportedFinding["witness"][number]): ThreadFlowLocation {
  return {
    location: {
      message: { text: `${printable(step)}: ${stepText({ step, address, ...rest })}` },
      ...(address === null ? {} : { logicalLocations: [{ fullyQualifiedName: printable(address), kind: "resource" }] }),
    },
  };
}

/** A place in a file; nothing for standard input. A file without a line is its first one, for GitHub wants one. */
function physical({ file, line = 1, column }: Place): Pick<Location, "physicalLocation"> {
  if (file === undefined) return {};
  const region = column === undefined ? { startLine: line } : { startLine: line, startColumn: column };
  const uri = uriOf(file);
  const base = uri.startsWith("file:") ? {} : { uriBaseId: "SRCROOT" };
  return { physicalLocation: { artifactLocation: { uri, ...base }, region } };
}

function notJudged(document: JudgedDocument): Notification[] {
  if (document.verdict.verdict !== "unjudgeable") return [];
  const why = document.verdict.why.map(printable).join("; ");
  const place = physical(fileOf(document));
  return [
    {
      level: "error",
      message: { text: `${titleOf(document)} could not be judged: ${why}` },
      ...(place.physicalLocation === undefined ? {} : { locations: [place] }),
    },
  ];
}

function wrongWaivers({ waivers }: Report): Notification[] {
  return waivers.filter(isWrong).map((waiver) => ({
    level: "error",
    message: {
      text: printable(`The waiver of ${waiver.rule} at ${waiver.address} is ${waiver.state}: ${waiverState(waiver)}.`),
    },
    locations: [physical({ file: fileName(waiver.file), line: waiver.line })],
  }));
}

function notices(report: Report): Notification[] {
  return report.notices.map(({ fails, message, file, line }) => ({
    level: fails ? "error" : "note",
    message: { text: printable(message) },
    ...(file === null ? {} : { locations: [physical({ file: fileName(file), line: line ?? 1 })] }),
  }));
}

function nothing({ problem }: Report): Notification[] {
  return problem === null ? [] : [{ level: "error", message: { text: problem.split("\n").map(printable).join("\n") } }];
}
