import { nearest } from "../config/nearest";
import { problemIn } from "../policies/checker/could-not-judge";
import { renderText } from "../policies/checker/report/text";
import { provesNothing, titleOf } from "../policies/checker/report/words";
import { fails } from "../policies/checker/verdict";
import { checkOptions, DOCUMENT_OPTIONS, FINDING_OPTIONS } from "../policies/given";
import type { JudgeDocumentsOptions } from "../policies/judge";
import type { Report, ReportedFinding, ReportedVerdict } from "../policies/report-types";
import { policyRules } from "../policies/rules";
import { objectOf } from "../support/json-object";
import { listed } from "../support/listed";
import { addressesIn } from "./addresses";
import { documentsOf, judgeSubject } from "./subject";

/** What a matcher judges by. */
export type MatcherOptions = JudgeDocumentsOptions;

/** Which findings of a rule are meant. */
export interface ViolationOptions extends MatcherOptions {
  /** Terraform's address that it is found at, as reports show it. @default - any */
  readonly address?: string;
  /** Outcome of the finding. @default - one that fails: violated or unproven */
  readonly outcome?: ReportedFinding["outcome"];
}

/** What a matcher answers, to Jest and to Vitest. */
export interface MatcherResult {
  /** Whether the subject matches. */
  readonly pass: boolean;
  /** Gives what to say where the test fails. */
  message(): string;
}

/** What the test framework tells a matcher. */
export interface MatcherContext {
  /** Whether the matcher is called behind `.not`. */
  readonly isNot?: boolean;
}

/** An answer, unless there is none: then the test fails, also behind `.not`. */
type Answer = MatcherResult | { readonly unanswered: string };

/** How a team says that a VPC is a consumer's. */
const SAY_CONSUMER =
  'Say what the stack is for: give the option `role: "consumer"`, tag the VPC `privatelink:vpc-role: consumer`, or name ' +
  "the VPC by `data: { config: { consumer_vpcs: [ADDRESS] } }`.";

const SAY_OTHER =
  'A stack that has no consumer VPC says it by another role: give it by itself, with the option `role: "service"`, or ' +
  'declare it in the stack (`declareStackRole(stack, "service")`).';

function toBeIsolated(this: MatcherContext | undefined, subject: unknown, options: MatcherOptions = {}): MatcherResult {
  return answered(this, subject, options, (report, verdicts) => {
    const vpcs = verdicts.flatMap(({ consumer_vpcs }) => consumer_vpcs);
    if (vpcs.length === 0)
      return { unanswered: `no VPC counts as a consumer's, so that none is examined. ${SAY_CONSUMER}` };
    const unclear = withoutRole(report);
    if (unclear !== undefined) return { unanswered: unclear };
    const open = vpcs.filter(({ result }) => result !== "PROVEN").length;
    return {
      pass: open === 0,
      message: () =>
        open === 0
          ? saying("expected a consumer VPC that is not PROVEN; all are", report)
          : saying(`expected every consumer VPC to be PROVEN; ${open} of ${vpcs.length} are not`, report),
    };
  });
}

/** Which documents say nothing of what they are for; undefined if all do. */
function withoutRole({ documents }: Report): string | undefined {
  const found = documents.filter(({ verdict }) => provesNothing(verdict)).map(titleOf);
  if (found.length === 0) return undefined;
  return (
    `nothing says what a stack is for, so that no VPC of it is examined: ${listed(found)}. ` +
    `${SAY_CONSUMER} ${SAY_OTHER}`
  );
}

function toSatisfyPolicies(
  this: MatcherContext | undefined,
  subject: unknown,
  options: MatcherOptions = {},
): MatcherResult {
  return answered(this, subject, options, (report) => {
    const unclear = withoutRole(report);
    if (unclear !== undefined) return { unanswered: unclear };
    const pass = report.verdict === "clean";
    return {
      pass,
      message: () =>
        saying(pass ? "expected a finding that fails; got none" : "expected no finding that fails", report),
    };
  });
}

function toViolatePolicy(
  this: MatcherContext | undefined,
  subject: unknown,
  rule: string,
  options: ViolationOptions = {},
): MatcherResult {
  const { address, outcome, ...others } = objectOf(options) as ViolationOptions;
  const answer = (report: Report, verdicts: readonly ReportedVerdict[]): Answer => {
    const findings = verdicts.flatMap((verdict) => verdict.findings);
    const cannot = notExaminedBy(rule, verdicts) ?? notThere(address, subject, findings);
    if (cannot !== undefined) return { unanswered: cannot };
    const isMeant = (finding: ReportedFinding) =>
      finding.rule === rule &&
      (address === undefined || finding.address === address) &&
      (outcome === undefined ? fails(finding) : finding.outcome === outcome && finding.waiver === null);
    const found = findings.filter(isMeant);
    const meant = `a finding of ${rule}${address === undefined ? "" : ` at ${address}`}`;
    return {
      pass: found.length > 0,
      message: () =>
        saying(found.length > 0 ? `expected not ${meant}; got ${found.length}` : `expected ${meant}; got none`, report),
    };
  };
  return answered(this, subject, others, answer, () => checkOptions(options, FINDING_OPTIONS));
}

/** Why nothing can be found at an address: it is that of nothing in the subject; undefined if it is. */
function notThere(
  address: string | undefined,
  subject: unknown,
  findings: readonly ReportedFinding[],
): string | undefined {
  if (address === undefined || findings.some((finding) => finding.address === address)) return undefined;
  const known = documentsOf(subject).flatMap(addressesIn);
  if (known.includes(address)) return undefined;
  const meant = nearest(address, known);
  return (
    `address: expected one of something in the stack or plan; got ${JSON.stringify(address)}. ` +
    (meant === undefined ? "Leave it out to see what is found." : `Write "${meant}".`)
  );
}

/** Why a rule has looked at nothing; undefined if it did. */
function notExaminedBy(rule: string, verdicts: readonly ReportedVerdict[]): string | undefined {
  const rules = policyRules();
  const found = rules.find(({ id }) => id === rule);
  if (found === undefined) {
    const ids = rules.map(({ id }) => id);
    const meant = nearest(String(rule), ids);
    const advice = meant === undefined ? `There are: ${ids.join(", ")}` : `Write "${meant}"`;
    return `expected the id of a rule; got ${JSON.stringify(rule)}. ${advice}.`;
  }
  if (found.subject === "consumer-vpc" && verdicts.every(({ consumer_vpcs }) => consumer_vpcs.length === 0))
    return `${rule} is about consumer VPCs, and no VPC counts as a consumer's. ${SAY_CONSUMER}`;
  if (found.subject === "plan" && verdicts.every(({ form }) => form !== "plan"))
    return `${rule} is about what a plan changes: give it a plan, as \`terraform show -json\` prints it.`;
  return undefined;
}

/**
 * The answer about a subject that was judged as a whole. Where something could not be judged, the test fails, also behind
 * `.not`: that nothing was found says nothing then.
 */
function answered(
  context: MatcherContext | undefined,
  subject: unknown,
  options: MatcherOptions,
  answer: (report: Report, verdicts: readonly ReportedVerdict[]) => Answer,
  check: () => void = () => checkOptions(options, DOCUMENT_OPTIONS),
): MatcherResult {
  const given = judged(subject, options, answer, check);
  if (!("unanswered" in given)) return given;
  return { pass: context?.isNot === true, message: () => `could not judge: ${given.unanswered}` };
}

function judged(
  subject: unknown,
  options: MatcherOptions,
  answer: (report: Report, verdicts: readonly ReportedVerdict[]) => Answer,
  check: () => void,
): Answer {
  try {
    check();
    const report = judgeSubject(subject, options);
    const verdicts = report.documents.flatMap(({ verdict }) => (verdict.verdict === "unjudgeable" ? [] : [verdict]));
    if (report.verdict === "unjudgeable" || verdicts.length < report.documents.length || verdicts.length === 0)
      return { unanswered: `\n\n${renderText(report)}` };
    const wrong = report.notices.filter((notice) => notice.fails);
    if (wrong.length > 0) return { unanswered: `${wrong.map(({ message }) => message).join("; ")}.` };
    return answer(report, verdicts);
  } catch (error) {
    return { unanswered: reason(error) };
  }
}

/** What cdktf throws is about the stack of the user: its message says more than that of a defect. */
function reason(error: unknown): string {
  return error instanceof Error && error.name === "Error" ? error.message : problemIn(error);
}

function saying(headline: string, report: Report): string {
  return `${headline}\n\n${renderText(report)}`;
}

/** The matchers, for `expect.extend(matchers)`. */
export const matchers = { toBeIsolated, toSatisfyPolicies, toViolatePolicy };
