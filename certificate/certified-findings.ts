import { compare } from "../support/compare";
import type { Certificate } from "./certificate-file";
import type { FindingAbout } from "./judged-vpc";
import type { CertifiedFinding } from "./rule-schema";

/** Findings that fail come first, then what is waived, then remarks. */
export function certifiedFindings(findings: readonly FindingAbout[]): CertifiedFinding[] {
  return findings.map(certifiedFinding).sort(byWeight);
}

/** Waivers that findings need, each once. */
export function waiversOf(findings: readonly FindingAbout[]): Certificate["waivers"] {
  const all = findings.flatMap(({ finding: { rule, address, waiver } }) =>
    waiver === null ? [] : [{ rule, address, ...waiver }],
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function certifiedFinding({ finding, counts, in: shownBy }: FindingAbout): CertifiedFinding {
  const { rule, title, severity, outcome, address, message, witness, cut, settle, remediation, waiver } = finding;
  return {
    rule,
    title,
    severity,
    outcome,
    counts,
    address,
    message,
    path: witness.map((step) =>
      step.address === null || step.what.includes(step.address) ? step.what : `${step.address}, ${step.what}`,
    ),
    fix: cut ?? settle ?? remediation,
    waiver,
    in: [...new Set(shownBy)],
  };
}

/** Findings that fail come first, then what is waived, then remarks. */
function byWeight(a: CertifiedFinding, b: CertifiedFinding): number {
  const weight = ({ outcome, waiver, counts }: CertifiedFinding) =>
    (waiver !== null ? 10 : outcome === "warning" ? 20 : outcome === "violated" ? 0 : 1) + (counts === "way" ? 0 : 5);
  return (
    weight(a) - weight(b) || compare(a.rule, b.rule) || compare(a.address, b.address) || compare(a.message, b.message)
  );
}
