import { resolve } from "node:path";
import type { JudgedDocument, Report } from "../policies/checker/report/report-schema";
import { fails } from "../policies/checker/verdict";
import { isWrong } from "../policies/checker/waivers";
import { listed } from "../support/listed";
import type { PlanFacts, ReadPlan } from "./read/read-plans";

/**
 * Why it is not known of each stack what the policies say of it: sentences.
 *
 * @param plans of the stacks that have one.
 * @param configurations of the stacks that wait and have no plan yet.
 * @param command that judges all of it.
 */
export function judgedProblems(
  report: Report | undefined,
  { plans, configurations }: Pick<PlanFacts, "plans" | "configurations">,
  command: string,
): string[] {
  if (report === undefined)
    return [
      ...(plans.length === 0 ? [] : ["The plans are not judged."]),
      ...(configurations.length === 0
        ? []
        : [`These stacks wait and have no plan yet, and nobody judged their configuration: ${names(configurations)}.`]),
    ].map((problem) => `${problem} Run \`${command}\`, and give its report with --policy FILE.`);
  if (report.problem !== null) return [`The policies judged nothing: ${report.problem}`];
  const { judged, byPath, unjudgeable } = lookUp(report.documents);
  const open = plans.filter(({ digest }) => !judged.take(digest));
  const other = open.filter(({ path }) => byPath.get(resolve(path))?.digest !== undefined);
  const missing = open.filter(({ path }) => !byPath.has(resolve(path)));
  const waiting = configurations.filter(({ digest }) => !judged.take(digest));
  const again = `Run \`${command}\` again.`;
  return [
    ...said(missing, "are not in the report of the policies", again),
    ...said(other, "are not the ones that the policies judged: their content differs", again),
    ...(waiting.length === 0
      ? []
      : [
          "These stacks wait and have no plan yet, and the report of the policies does not have their configuration: " +
            `${names(waiting)}. ${again}`,
        ]),
    ...unjudgeable.slice(0, MOST),
    ...(unjudgeable.length > MOST ? [`The policies could not judge ${unjudgeable.length - MOST} more documents.`] : []),
    ...contradictions(report),
    ...(report.exit_code === 2 && unjudgeable.length === 0 ? ["The policies examined nothing: see below."] : []),
  ];
}

/** Exit codes by the verdict of a report. */
const EXIT_CODES = { clean: 0, violations: 1, unjudgeable: 2 } as const;

/** Where the sum of a report is better than what it is the sum of: no program of ours wrote that. */
function contradictions(report: Report): string[] {
  const { verdict, exit_code, documents, waivers, notices } = report;
  const isBroken = waivers.some(isWrong) || notices.some((notice) => notice.fails);
  const worst = documents.map(exitCodeOf).reduce((a, b) => Math.max(a, b), isBroken ? 1 : 0);
  if (exit_code === EXIT_CODES[verdict] && exit_code >= worst) return [];
  return [
    `The report of the policies contradicts itself: it says "${verdict}" with exit code ${exit_code}, and what it ` +
      `found gives exit code ${Math.max(worst, EXIT_CODES[verdict])}. Run \`privatelink policy\` again.`,
  ];
}

/** A finding that fails makes a violation of its document, whatever the document says. */
function exitCodeOf({ verdict: judged }: JudgedDocument): number {
  return judged.verdict !== "unjudgeable" && judged.findings.some(fails) ? 1 : EXIT_CODES[judged.verdict];
}

/** Documents that cannot be judged, before the rest is counted. */
const MOST = 20;

/** Digests of what was judged. Of two plans with the same bytes, both have to be. */
class Judged {
  private readonly counts = new Map<string, number>();

  constructor(documents: readonly JudgedDocument[]) {
    for (const { digest, verdict } of documents)
      if (digest !== undefined && verdict.verdict !== "unjudgeable")
        this.counts.set(digest, (this.counts.get(digest) ?? 0) + 1);
  }

  /** Whether a document with the digest was judged that no other plan has taken. */
  take(digest: string): boolean {
    const count = this.counts.get(digest) ?? 0;
    this.counts.set(digest, count - 1);
    return count > 0;
  }
}

function lookUp(documents: readonly JudgedDocument[]) {
  return {
    judged: new Judged(documents),
    byPath: new Map(documents.map((document) => [resolve(document.source), document])),
    unjudgeable: documents.flatMap(({ source, verdict }) =>
      verdict.verdict === "unjudgeable" ? [`${source} could not be judged: ${verdict.why.join("; ")}`] : [],
    ),
  };
}

function said(plans: readonly ReadPlan[], what: string, again: string): string[] {
  return plans.length === 0 ? [] : [`The plans of these stacks ${what}: ${names(plans)}. ${again}`];
}

function names(plans: readonly ReadPlan[]): string {
  return listed(plans.map(({ stack }) => stack));
}
