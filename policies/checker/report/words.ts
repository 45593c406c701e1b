import { printable } from "../../../support/printable";
import { fails, type Verdict } from "../verdict";
import type { JudgedDocument, Origin, Report, ReportedFinding, ReportedVpc, ReportedWaiver } from "./report-schema";

/** What reports say in the same words, whatever their format. None of it has a control character. */

/** A number of things. */
export function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

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
 * Whether a document passes or fails without any consumer's VPC in it. Stacks of this project have a role, which says that
 * they are no consumer's.
 */
export function provesNothing(verdict: JudgedDocument["verdict"] | Verdict): boolean {
  return verdict.verdict !== "unjudgeable" && verdict.role === null && verdict.consumer_vpcs.length === 0;
}

const BECAUSE: Readonly<Record<string, string>> = {
  role: "its stack is a consumer's",
  mark: "its tag privatelink:vpc-role says so",
  "policy data": "the policy data says so",
  strict: "the policy data is strict, and does not name it among other_vpcs",
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
export function endpointText({ address, kind, service, allowed }: ReportedVpc["endpoints"][number]): string {
  const judged = allowed === null ? "not known whether allowed" : allowed ? "allowed" : "not allowed";
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

/** Why a finding is let be, and who answers for it. */
export function waiverText({ reason, owner, expires }: NonNullable<ReportedFinding["waiver"]>): string {
  return printable(`${reason} (${owner}, until ${expires})`);
}

/** What is wrong with a waiver, or what became of it. */
export function waiverState({ state, expires }: ReportedWaiver): string {
  if (state === "expired") return `expired on ${printable(expires)}: mend what it waives, or decide anew`;
  if (state === "unused") return "nothing needs it: take it out";
  return state === "used" ? "still needed" : "not needed by what was judged";
}

/** The sum of a report, in a line. */
export function summaryOf({ counts, problem }: Report): string {
  if (problem !== null) return "nothing was judged";
  const { documents, clean, violations, unjudgeable, consumer_vpcs: vpcs, findings } = counts;
  const waived = findings.waived === 0 ? "" : `; ${number(findings.waived, "finding")} waived`;
  return [
    `${number(documents, "document")}: ${clean} clean, ${violations} with violations, ${unjudgeable} could not be judged`,
    `; consumer VPCs: ${vpcs.proven} PROVEN, ${vpcs.violated} VIOLATED, ${vpcs.unproven} UNPROVEN${waived}`,
  ].join("");
}

/** Findings that fail first, then warnings, then what is waived; otherwise as they are. */
export function byWeight(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const weight = (finding: ReportedFinding) => (fails(finding) ? 0 : finding.waiver === null ? 1 : 2);
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

/** Findings of a document that was judged; none of another. */
export function findingsOf({ verdict }: JudgedDocument): readonly ReportedFinding[] {
  return verdict.verdict === "unjudgeable" ? [] : verdict.findings;
}
