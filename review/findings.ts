import { grouped } from "../policies/checker/report/plan-of-stack";
import type { Report } from "../policies/checker/report/report-schema";
import { judgedVpcs } from "../policies/checker/report/vpcs";
import { noticePlace, placeOf, sharedFindings, waiverState } from "../policies/checker/report/words";
import { fails } from "../policies/checker/verdict";
import { isWrong } from "../policies/checker/waivers";
import { compare } from "../support/compare";
import type { Review, ReviewFinding } from "./review-file";

const SEVERITIES = ["critical", "high", "medium", "low"] as const;
const RESULTS = ["VIOLATED", "UNPROVEN", "PROVEN"] as const;

/**
 * What the policies found, each once: what fails, then warnings, then what is waived; the most severe first.
 *
 * @param touched names of the stacks that change.
 */
export function reviewFindings({ documents }: Report, touched: ReadonlySet<string>): ReviewFinding[] {
  const all = sharedFindings(documents).map(({ finding, documents: judged }): ReviewFinding => {
    const { rule, title, severity, outcome, address, message, witness, cut, settle, remediation, waiver, links } =
      finding;
    const place = finding.origin === null ? null : placeOf(finding.origin);
    return {
      ...{ rule, title, severity, outcome, address, message, cut, settle, remediation, waiver },
      witness: [...witness],
      links: [...links],
      fails: fails(finding),
      in_change: judged.some(({ stack }) => stack === null || touched.has(stack)),
      found_in: [...new Set(judged.map(({ stack, source }) => stack ?? source))].map((stack) => ({ stack, place })),
    };
  });
  return merged(all).sort(byWeight);
}

/** What is found alike in many stacks is one finding: what they share, such as a module, has to be mended once. */
function merged(findings: readonly ReviewFinding[]): ReviewFinding[] {
  const alike = grouped(findings, ({ rule, address, message, outcome, waiver }) =>
    JSON.stringify([rule, address, message, outcome, waiver]),
  );
  return [...alike.values()].map((same) => ({
    ...(same[0] as ReviewFinding),
    in_change: same.some(({ in_change }) => in_change),
    found_in: same.flatMap(({ found_in }) => found_in).sort((a, b) => compare(a.stack, b.stack)),
  }));
}

function byWeight(a: ReviewFinding, b: ReviewFinding): number {
  return (
    weight(a) - weight(b) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.rule, b.rule) ||
    compare(a.found_in[0]?.stack ?? "", b.found_in[0]?.stack ?? "") ||
    compare(a.address, b.address)
  );
}

function weight({ fails, waiver }: ReviewFinding): number {
  return fails ? 0 : waiver === null ? 1 : 2;
}

/**
 * The consumer VPCs, each once: those that are not proven first. A stack that is destroyed has none left to prove.
 *
 * @param destroyed names of the stacks that are destroyed.
 */
export function reviewVpcs({ documents }: Report, destroyed: ReadonlySet<string>): Review["vpcs"] {
  return judgedVpcs(documents)
    .map(({ address, result, judged }): Review["vpcs"][number] => {
      const { document, vpc } = judged.find((each) => each.vpc.result === result) ?? (judged[0] as (typeof judged)[0]);
      return {
        stack: document.stack ?? document.source,
        ...{ address, result },
        waived: vpc.findings.waived,
        judged_from: judged.some((each) => each.document.verdict.form === "plan") ? "plan" : "configuration",
        endpoints: vpc.endpoints.length,
        place: vpc.origin === null ? null : placeOf(vpc.origin),
      };
    })
    .filter(({ stack, result }) => result !== "PROVEN" || !destroyed.has(stack))
    .sort((a, b) => RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result) || compare(a.stack, b.stack));
}

/** What the policies say of the run as a whole: what fails it first. */
export function runRemarks({ waivers, notices }: Report): Review["policies"] {
  const remarks = [
    ...waivers.filter(isWrong).map((waiver) => ({
      fails: true,
      text: `waiver of ${waiver.rule} at ${waiver.address} (${waiver.file}:${waiver.line}): ${waiverState(waiver)}`,
    })),
    ...notices.map((notice) => {
      const place = noticePlace(notice);
      return { fails: notice.fails, text: place === "" ? notice.message : `${place}: ${notice.message}` };
    }),
  ];
  return remarks.sort((a, b) => Number(b.fails) - Number(a.fails));
}
