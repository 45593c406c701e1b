import { counted } from "../../../support/counted";
import type { JudgedDocument, Report, ReportedFinding } from "./report-schema";

/** Things of one kind that are shown before the rest is counted. */
const SHOWN = 20;

/** A report with the first things of each kind, and what it leaves out. */
export interface ShortReport {
  readonly report: Report;
  /** What is left out, such as `1980 findings of no-peering (violated)`. */
  readonly omitted: readonly string[];
}

/**
 * A report for a screen: of each kind of finding, VPC, waiver and document the first ones, and the number of the rest. A
 * fault in a file that thousands of stacks come from would otherwise fill thousands of lines.
 */
export function shorten(report: Report): ShortReport {
  const kinds = new Kinds();
  const documents = report.documents.flatMap((document) => shortDocument(document, kinds) ?? []);
  const waivers = report.waivers.filter(({ state }) => kinds.takes(`${state} waiver`));
  return { report: { ...report, documents, waivers }, omitted: kinds.omitted() };
}

/** The first things of a document; undefined where nothing of it is left. */
function shortDocument(document: JudgedDocument, kinds: Kinds): JudgedDocument | undefined {
  const { verdict } = document;
  if (verdict.verdict === "unjudgeable")
    return kinds.takes("document", " that could not be judged") ? document : undefined;
  if (verdict.findings.length === 0 && !kinds.takes("clean document")) return undefined;
  const findings = verdict.findings.filter((finding) =>
    kinds.takes("finding", ` of ${finding.rule} (${weight(finding)})`),
  );
  const consumer_vpcs = verdict.consumer_vpcs.filter(({ result }) => kinds.takes("consumer VPC", ` (${result})`));
  const isEmpty = verdict.findings.length > 0 && findings.length === 0;
  return isEmpty ? undefined : { ...document, verdict: { ...verdict, findings, consumer_vpcs } };
}

function weight({ outcome, waiver }: ReportedFinding): string {
  return waiver === null ? outcome : "waived";
}

/** Counts things by their kinds. */
class Kinds {
  private readonly counts = new Map<string, { readonly noun: string; readonly rest: string; count: number }>();

  /** Counts a thing. @returns whether it is one of the first of its kind. */
  takes(noun: string, rest: string = ""): boolean {
    const kind = this.counts.get(noun + rest) ?? { noun, rest, count: 0 };
    this.counts.set(noun + rest, kind);
    kind.count += 1;
    return kind.count <= SHOWN;
  }

  omitted(): string[] {
    const many = [...this.counts.values()].filter(({ count }) => count > SHOWN);
    return many.map(({ noun, rest, count }) => `${counted(count - SHOWN, `more ${noun}`)}${rest}`);
  }
}
