import { resolve } from "node:path";
import { otherStack } from "../policies/checker/judge-file";
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
  const open = plans.filter((plan) => !judged.take(plan));
  const foreign = new Map(open.flatMap((plan) => foreignPlan(plan, byPath.get(resolve(plan.path)))));
  const other = open.filter((plan) => !foreign.has(plan) && byPath.get(resolve(plan.path))?.digest !== undefined);
  const missing = open.filter(({ path }) => !byPath.has(resolve(path)));
  const waiting = configurations.filter((configuration) => !judged.take(configuration));
  const again = `Run \`${command}\` again.`;
  return [
    ...said(missing, "are not in the report of the policies", again),
    ...(foreign.size === 0
      ? []
      : [
          `The plans of these stacks are plans of other stacks: ${listed([...foreign.values()])}. ` +
            "Run `privatelink plan` again.",
        ]),
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

/** A plan that the policies judged as one of another stack, with what is said of it. */
function foreignPlan(plan: ReadPlan, document: JudgedDocument | undefined): [ReadPlan, string][] {
  if (document?.digest !== plan.digest) return [];
  const found = otherStack(document.stack, plan.stack);
  return found === undefined ? [] : [[plan, `${plan.stack} (a plan of ${found})`]];
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

/** What was judged, by digest. Of two plans with the same bytes, both have to be. */
class Judged {
  /** Stacks of the documents with a digest; null of one that names none. */
  private readonly stacks = new Map<string, (string | null)[]>();

  constructor(documents: readonly JudgedDocument[]) {
    for (const { digest, stack, verdict } of documents)
      if (digest !== undefined && verdict.verdict !== "unjudgeable")
        this.stacks.set(digest, [...(this.stacks.get(digest) ?? []), stack]);
  }

  /** Whether a document with these bytes was judged that is of this stack, and that no other plan has taken. */
  take({ digest, stack }: Pick<ReadPlan, "digest" | "stack">): boolean {
    const left = this.stacks.get(digest) ?? [];
    const found = left.includes(stack) ? left.indexOf(stack) : left.indexOf(null);
    if (found === -1) return false;
    left.splice(found, 1);
    return true;
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
