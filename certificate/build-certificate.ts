import type { PolicyConfig } from "../policies/checker/policy-data-schema";
import type { Rule } from "../policies/checker/rules";
import { fails } from "../policies/checker/verdict";
import { compare } from "../support/compare";
import { sha256 } from "../support/sha256";
import { allowancesFor } from "./allowances";
import { basisOf } from "./basis";
import { CERTIFICATE_FORMAT, type Certificate } from "./certificate-file";
import { certifiedFindings, waiversOf } from "./certified-findings";
import { answeredControls } from "./controls";
import { endpointsOf, examinedIn } from "./endpoints";
import { type FindingAbout, findingsAbout, type JudgedVpc } from "./judged-vpc";
import { networkOf } from "./network";
import type { ReadDocuments } from "./read-documents";
import { ruleOutcomes } from "./rule-outcomes";
import type { Allowance } from "./rule-schema";
import type { HeadOf } from "./stack-heads";
import { statementFor } from "./statement";

/** What is the same for all certificates of a run. */
export interface RunFacts {
  readonly date: string;
  readonly headOf: HeadOf;
  readonly program: Certificate["program"];
  readonly policy: Certificate["policy"];
  /** What the policy data sets, with the defaults. */
  readonly config: PolicyConfig;
  readonly rules: readonly Rule[];
  /** Digests of the rules' sources, by path. */
  readonly sources: Readonly<Record<string, string>>;
}

/** What was found out about a VPC. @throws CouldNotJudge where a document changed since it was judged. */
export function buildCertificate(vpc: JudgedVpc, run: RunFacts, documents: ReadDocuments): Certificate {
  const findings = findingsAbout(vpc);
  const network = networkOf(vpc, documents);
  const basis = basisOf(vpc, documents);
  const endpoints = endpointsOf(vpc, documents);
  const assumptions = [...new Set(vpc.judged.flatMap((each) => each.vpc.assumptions))].sort(compare);
  const certified = certifiedFindings(findings);
  const allowances = allowancesFor(vpc, network, run.config, run.rules);
  const result = resultOf(vpc, findings, allowances);
  const is_certificate =
    (result === "proven" || result === "proven-with-exceptions") && !findings.some(({ finding }) => fails(finding));
  const rules = ruleOutcomes({ rules: run.rules, judged: vpc.judged, findings, allowances, sources: run.sources });
  const rest: Omit<Certificate, "id" | "format" | "version"> = {
    result,
    is_certificate,
    date: run.date,
    head: run.headOf(vpc.stack, basis.stack_digest),
    program: run.program,
    network,
    statement: statementFor({ result, is_certificate, network, basis, endpoints, findings: certified, allowances }),
    basis,
    policy: run.policy,
    rules,
    examined: examinedIn(vpc),
    assumptions,
    endpoints,
    waivers: waiversOf(findings),
    allowances,
    findings: certified,
    controls: answeredControls(run.rules, rules, allowances),
  };
  return { ...CERTIFICATE_FORMAT, id: sha256(JSON.stringify({ ...CERTIFICATE_FORMAT, ...rest })), ...rest };
}

/**
 * The worst of all documents. Waived findings that would be a way, and what only the policy data allows, make it one
 * with exceptions.
 */
function resultOf(
  { judged }: JudgedVpc,
  findings: readonly FindingAbout[],
  allowances: readonly Allowance[],
): Certificate["result"] {
  const results = judged.map(({ vpc }) => vpc.result);
  if (results.includes("VIOLATED")) return "violated";
  if (results.includes("UNPROVEN")) return "unproven";
  const isWaived = ({ counts, finding }: FindingAbout) =>
    counts === "way" && finding.waiver !== null && finding.outcome !== "warning";
  return findings.some(isWaived) || allowances.length > 0 ? "proven-with-exceptions" : "proven";
}
