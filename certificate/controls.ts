import { FRAMEWORKS } from "../policies/checker/frameworks";
import type { Rule } from "../policies/checker/rules";
import { listed } from "../support/listed";
import { allowedWords } from "./allowances";
import type { Allowance, CertifiedControls, CertifiedRule } from "./rule-schema";

/** Rules without which no other rule saw all that there is: if one of them did not pass, nothing is supported. */
const COMPLETENESS = ["not-visible", "unclassified-type", "unseen-change"];

/** What a rule's outcome means, behind its name. */
export const OUTCOME_WORDS: Readonly<Record<CertifiedRule["outcome"], string>> = {
  passed: "passed",
  loosened: "accepts more than by default",
  warning: "has a remark",
  waived: "has a finding that is waived",
  unproven: "could not be proven",
  violated: "is violated",
  "not-examined": "was not examined",
};

/**
 * Which controls the outcomes answer. A control is supported only if each rule that was mapped to it passed, and each
 * rule that shows that nothing was left unseen. A control such as SC-7 is supported only if its enhancements are, such
 * as SC-7(3). A remark or a waiver is enough for "not supported". Rules that had nothing to examine do not count; a
 * control of which no rule counts is left out. A rule that the policy data loosens is enough for "not supported" too.
 *
 * @param rules with what they answer.
 * @param allowances what the policy data makes rules accept.
 */
export function answeredControls(
  rules: readonly Rule[],
  outcomes: readonly CertifiedRule[],
  allowances: readonly Allowance[],
): CertifiedControls[] {
  const outcomeOf = new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
  const unseen = COMPLETENESS.flatMap((id) => {
    const outcome = outcomeOf.get(id) ?? "not-examined";
    return outcome === "passed" ? [] : [{ rule: id, outcome }];
  });
  return FRAMEWORKS.map(({ id, name, version, controls }) => ({
    id,
    name,
    version,
    controls: Object.entries(controls).flatMap(([control, title]) => {
      const mapped = rules.flatMap((rule) =>
        rule.controls
          .filter(
            (each) => each.framework === id && (each.control === control || each.control.startsWith(`${control}(`)),
          )
          .map(({ reason, control: own }) => ({
            rule: rule.id,
            outcome: outcomeOf.get(rule.id) ?? "not-examined",
            reason: own === control ? reason : `${own}: ${reason}`,
            isOwn: own === control,
          })),
      );
      const examined = mapped.filter(({ outcome }) => outcome !== "not-examined");
      if (!examined.some(({ isOwn }) => isOwn)) return [];
      const because = reasonAgainst(examined, unseen, allowances);
      const shown = examined.filter(({ isOwn, outcome }) => isOwn || outcome !== "passed");
      return {
        control,
        title,
        status: because === null ? ("supported" as const) : ("not-supported" as const),
        because,
        rules: shown.map(({ isOwn: _, ...rest }) => rest),
      };
    }),
  })).filter(({ controls }) => controls.length > 0);
}

interface RuleOutcome {
  readonly rule: string;
  readonly outcome: CertifiedRule["outcome"];
}

/** Why a control is not supported; null where it is. */
function reasonAgainst(
  examined: readonly RuleOutcome[],
  unseen: readonly RuleOutcome[],
  allowances: readonly Allowance[],
): string | null {
  const failed = examined.filter(({ outcome }) => outcome !== "passed");
  if (failed.length > 0) return sentenceOf(failed, allowances);
  return unseen.length === 0 ? null : `No rule is known to have seen everything: ${sentenceOf(unseen, allowances)}`;
}

function sentenceOf(failed: readonly RuleOutcome[], allowances: readonly Allowance[]): string {
  const texts = failed.map(({ rule, outcome }) => `${rule} ${OUTCOME_WORDS[outcome]}`);
  const loosened = failed.filter(({ outcome }) => outcome === "loosened").map(({ rule }) => rule);
  const because = loosened.length === 0 ? "" : `, because the policy data allows ${allowedWords(allowances, loosened)}`;
  return `${listed([...new Set(texts)])}${because}.`;
}
