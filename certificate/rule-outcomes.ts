import type { Rule } from "../policies/checker/rules";
import { fails } from "../policies/checker/verdict";
import type { FindingAbout, JudgedVpc } from "./judged-vpc";
import { type Allowance, type CertifiedRule, OUTCOMES } from "./rule-schema";

type Outcome = CertifiedRule["outcome"];

/** What the outcomes of rules follow from, for one VPC. */
export interface RulesOfVpc {
  readonly rules: readonly Rule[];
  readonly judged: JudgedVpc["judged"];
  readonly findings: readonly FindingAbout[];
  readonly allowances: readonly Allowance[];
  /** Digests of the rules' sources by path: their versions. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * What became of each rule for one VPC: the worst of what it found. A rule that found nothing passed, if it looked at
 * something: one about services that are offered has nothing to look at in a consumer VPC, and one about changes only
 * looks at plans. If the policy data makes it accept more than by default, it did not pass by its defaults.
 */
export function ruleOutcomes({ rules, judged, findings, allowances, sources }: RulesOfVpc): CertifiedRule[] {
  const ran = new Set(
    judged.flatMap(({ document: { verdict } }) => (verdict.verdict === "unjudgeable" ? [] : verdict.examined.rules)),
  );
  const hasPlan = judged.some(({ kind }) => kind === "plan");
  return rules.map(({ id, title, severity, subject, file }) => {
    const own = findings.filter(({ finding }) => finding.rule === id).map(outcomeOf);
    const isExamined = ran.has(id) && (subject === "consumer-vpc" || (subject === "plan" && hasPlan));
    const isLoosened = allowances.some((each) => each.rules.includes(id));
    const outcome = worst(own) ?? (isExamined ? (isLoosened ? "loosened" : "passed") : "not-examined");
    return { id, title, severity, subject, sha256: sources[file] ?? null, outcome };
  });
}

function outcomeOf({ finding }: FindingAbout): Outcome {
  if (fails(finding)) return finding.outcome;
  return finding.waiver === null ? "warning" : "waived";
}

function worst(outcomes: readonly Outcome[]): Outcome | undefined {
  return [...OUTCOMES].reverse().find((each) => outcomes.includes(each));
}
