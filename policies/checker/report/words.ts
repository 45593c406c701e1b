import { counted } from "../../../support/counted";
import { printable } from "../../../support/printable";
import { fails, type Verdict } from "../verdict";
import { grouped, stackFinder } from "./plan-of-stack";
import type {
  JudgedDocument,
  Notice,
  Origin,
  Report,
  ReportedFinding,
  ReportedVpc,
  ReportedWaiver,
} from "./report-schema";

/** What reports say in the same words, whatever their format. None of it has a control character. */

/** A document by its file, and its stack where it has one. */
export function titleOf({ source, stack }: Pick<JudgedDocument, "source" | "stack">): string {
  const file = source === "-" ? "standard input" : source;
  return printable(stack === null ? file : `${file} (stack ${stack})`);
}

/** A place in an environment file as people write it: file, line and column, and the key. */
export function placeOf({ file, line, column, key, status }: Origin): string {
  if (status === "deleted") return printable(`${file} is no longer there`);
  if (status === "unknown") return printable(`${file}, which is not there; is --environments right?`);
  const place = line === null ? file : `${file}:${line}:${column}`;
  return printable(key === "" ? place : `${place}  ${key}`);
}

/** What the report says of a document that proves nothing. The Rego for conftest has the same sentence. */
export const NOTHING_PROVEN =
  "no VPC counts as a consumer's, so nothing is proven about any VPC; " +
  "tag a VPC `privatelink:vpc-role: consumer`, or set `consumer_vpcs` or `strict: true` in the policy data";

/**
 * Whether a document passes or fails without any consumer's VPC in it. Stacks of this project have a role, which says
 * that they are no consumer's. A plan that destroys a consumer's VPC leaves nothing of it to prove.
 */
export function provesNothing(verdict: JudgedDocument["verdict"] | Verdict): boolean {
  return (
    verdict.verdict !== "unjudgeable" &&
    verdict.role === null &&
    verdict.consumer_vpcs.length === 0 &&
    verdict.names.destroyed.length === 0
  );
}

const BECAUSE: Readonly<Record<string, string>> = {
  role: "its stack is a consumer's",
  mark: "its tag privatelink:vpc-role says so",
  "policy data": "the policy data says so",
  strict: "the policy data has `strict: true`, and `other_vpcs` does not list it",
};

/** Why a VPC counts as a consumer's. */
export function becauseOf({ because }: Pick<ReportedVpc, "because">): string {
  return BECAUSE[because] ?? printable(because);
}

/** What stands in a VPC: `2 aws_subnet, 1 aws_route_table`; in the order of the types. */
export function examinedIn({ examined }: Pick<ReportedVpc, "examined">): string {
  const types = Object.entries(examined).sort(([a], [b]) => (a < b ? -1 : 1));
  return types.length === 0 ? "nothing" : printable(types.map(([type, count]) => `${count} ${type}`).join(", "));
}

/** An endpoint of a VPC, and what may be said of its service. */
export function endpointText({
  address,
  kind,
  service,
  allowed,
  refused_by,
}: ReportedVpc["endpoints"][number]): string {
  const said = allowed === null ? "not known whether allowed" : allowed ? "allowed" : "not allowed";
  const judged = refused_by === null ? said : `${said} (${refused_by})`;
  return printable(
    `${address} (${kind ?? "of unknown type"}) to ${service ?? "a service that is known later"}, ${judged}`,
  );
}

/** One step of a witness: what it is, and its address where it has one. */
export function stepText({ address, what }: ReportedFinding["witness"][number]): string {
  return printable(address === null || what.includes(address) ? what : what === "" ? address : `${address}, ${what}`);
}

/** Whether and why a finding counts: its outcome, or its waiver. */
export function outcomeOf({ outcome, waiver }: Pick<ReportedFinding, "outcome" | "waiver">): string {
  return waiver === null ? outcome : `waived until ${printable(waiver.expires)}`;
}

/** Why a finding is waived, and who is responsible for that. */
export function waiverText({ reason, owner, expires }: NonNullable<ReportedFinding["waiver"]>): string {
  return printable(`${reason} (${owner}, until ${expires})`);
}

/** What is wrong with a waiver, or what became of it. */
export function waiverState({ state, expires }: ReportedWaiver): string {
  if (state === "expired")
    return `expired on ${printable(expires)}: fix what it waives, or have its owner set a new date`;
  if (state === "unused") return "no finding needs it: remove it";
  return state === "used" ? "still needed" : "this run does not show whether a finding needs it";
}

/** Where a notice is about: its file of policy data and line; empty where it is about none. */
export function noticePlace({ file, line }: Notice): string {
  return file === null ? "" : printable(line === null ? file : `${file}:${line}`);
}

/** Where a status comes from, and when it was made. */
export function statusText({ source, generated_at }: Omit<Report["data"]["status"][number], "file">): string {
  return printable(`${source === "aws" ? "asked of AWS" : "read from files"} at ${generated_at}`);
}

/** Findings that do not fail and that nobody waived. */
export function warningsOf<T extends Pick<ReportedFinding, "outcome" | "waiver">>(findings: readonly T[]): T[] {
  return findings.filter(({ outcome, waiver }) => outcome === "warning" && waiver === null);
}

/** A number of warnings, with those that are severe: `3 warnings (2 high)`; undefined where there are none. */
export function warningsText(all: number, critical: number, high: number): string | undefined {
  if (all === 0) return undefined;
  const severe = [...(critical === 0 ? [] : [`${critical} critical`]), ...(high === 0 ? [] : [`${high} high`])].join(
    ", ",
  );
  return `${counted(all, "warning")}${severe === "" ? "" : ` (${severe})`}`;
}

/** The warnings among findings: see {@link warningsText}. */
export function warningsIn(findings: readonly ReportedFinding[]): string | undefined {
  const { warning, warning_critical, warning_high } = warningCounts(findings);
  return warningsText(warning, warning_critical, warning_high);
}

/** Counts of the warnings among findings that nobody waived. */
export function warningCounts(findings: readonly Pick<ReportedFinding, "outcome" | "waiver" | "severity">[]) {
  const warnings = warningsOf(findings);
  const count = (wanted: ReportedFinding["severity"]) => warnings.filter(({ severity }) => severity === wanted).length;
  return { warning: warnings.length, warning_critical: count("critical"), warning_high: count("high") };
}

/** The result of a VPC: one that is proven only because findings are waived says so. */
export function resultOf({ result, findings }: Pick<ReportedVpc, "result" | "findings">): string {
  const { waived } = findings;
  return result === "PROVEN" && waived > 0 ? `${result} but for ${counted(waived, "waived finding")}` : result;
}

/** What stands behind a VPC: the findings about it that its result does not depend on; otherwise nothing. */
export function findingsAbout({ findings }: Pick<ReportedVpc, "findings">): string {
  const { no_way_out, warning, warning_critical, warning_high } = findings;
  const warnings = warningsText(warning, warning_critical, warning_high);
  const others = `${counted(no_way_out, "finding")} about it that ${no_way_out === 1 ? "is" : "are"} no way out`;
  const said = [...(warnings === undefined ? [] : [`${warnings} about it`]), ...(no_way_out === 0 ? [] : [others])];
  return said.length === 0 ? "" : `, with ${said.join(" and ")}`;
}

/** The verdict of a report in words: `clean, with 3 warnings (2 high)`. */
export function verdictWords({ verdict, counts }: Pick<Report, "verdict" | "counts">): string {
  const { warning, warning_critical, warning_high } = counts.findings;
  const warnings = verdict === "clean" ? warningsText(warning, warning_critical, warning_high) : undefined;
  return warnings === undefined ? verdict : `${verdict}, with ${warnings}`;
}

/** A finding, and the documents that it is of: a stack and its plan, where both have it. */
export interface SharedFinding {
  readonly finding: ReportedFinding;
  readonly documents: readonly JudgedDocument[];
}

/**
 * The findings of all documents; what a stack and its plan say alike is one. That a waiver is expired is left out: the
 * report says it of the waiver, with its place.
 */
export function sharedFindings(documents: readonly JudgedDocument[]): SharedFinding[] {
  const all = documents.flatMap((document) => findingsOf(document).map((finding) => ({ document, finding })));
  const shown = all.filter(({ finding }) => finding.rule !== "expired-waiver");
  const alike = grouped(shown, ({ finding }) =>
    JSON.stringify([finding.rule, finding.address, finding.message, outcomeOf(finding)]),
  );
  return [...alike.values()].flatMap((same) => {
    const stackOf = stackFinder(same);
    return [...grouped(same, (one) => stackOf(one)?.document ?? one.document).values()].map((group) => ({
      finding: (group[0] as (typeof group)[number]).finding,
      documents: group.map(({ document }) => document),
    }));
  });
}

/** What makes a run fail beside its documents, in the order of the report. */
function failuresOf({ waivers, notices }: Pick<Report, "waivers" | "notices">): string[] {
  const count = (wanted: ReportedWaiver["state"]) => waivers.filter(({ state }) => state === wanted).length;
  const [expired, unused] = [count("expired"), count("unused")];
  const failing = (wanted: Notice["kind"]) => notices.filter(({ kind, fails }) => fails && kind === wanted).length;
  const [names, statuses] = [failing("unused-name"), failing("unused-status")];
  return [
    ...(expired === 0 ? [] : [counted(expired, "expired waiver")]),
    ...(unused === 0 ? [] : [`${counted(unused, "waiver")} that no finding needs`]),
    ...(names === 0 ? [] : [`${counted(names, "name")} of the policy data without a match`]),
    ...(statuses === 0 ? [] : [`${statuses === 1 ? "1 status" : `${statuses} statuses`} that no plan is about`]),
    ...(notices.some(({ kind }) => kind === "nothing-examined") ? ["no consumer VPC was examined"] : []),
  ];
}

/** The sum of a report, in a line. */
export function summaryOf({ verdict, counts, waivers, notices, problem }: Report): string {
  if (problem !== null) return "nothing was judged";
  const { documents, clean, violations, unjudgeable, consumer_vpcs: vpcs, findings } = counts;
  const warnings = warningsText(findings.warning, findings.warning_critical, findings.warning_high);
  const failures = failuresOf({ waivers, notices });
  const warned = warnings === undefined ? "" : `; ${verdict === "clean" ? "clean, with " : ""}${warnings}`;
  const waived = findings.waived === 0 ? "" : `; ${counted(findings.waived, "finding")} waived`;
  return [
    `${counted(documents, "document")}: ${clean} clean, ${violations} with violations, ${unjudgeable} could not be judged`,
    `; consumer VPCs: ${vpcs.proven} PROVEN, ${vpcs.violated} VIOLATED, ${vpcs.unproven} UNPROVEN${warned}${waived}${failures.length === 0 ? "" : `; the run fails because of: ${failures.join(", ")}`}`,
  ].join("");
}

/**
 * Findings that fail first, then warnings, then what is waived. Of these, what a route leads to comes before the route,
 * which only follows from it. Otherwise they are as they are.
 */
export function byWeight(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return sortedByWeight(findings, (finding) => finding);
}

/** Sorts what findings are part of, as {@link byWeight} sorts them. */
export function sortedByWeight<T>(items: readonly T[], findingOf: (item: T) => ReportedFinding): T[] {
  const targets = new Set(
    items
      .flatMap((item) => findingOf(item).witness)
      .flatMap(({ step, address }) => (step === "target" ? [address] : [])),
  );
  const orderOf = (item: T) => 2 * weightOf(findingOf(item)) + (targets.has(findingOf(item).address) ? 0 : 1);
  return [...items].sort((a, b) => orderOf(a) - orderOf(b));
}

/** Place of a finding in the order of {@link byWeight}. */
function weightOf(finding: ReportedFinding): number {
  return fails(finding) ? 0 : finding.waiver === null ? 1 : 2;
}

/** Findings of a document that was judged; none of another. */
export function findingsOf({ verdict }: JudgedDocument): readonly ReportedFinding[] {
  return verdict.verdict === "unjudgeable" ? [] : verdict.findings;
}
