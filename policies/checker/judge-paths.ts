import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { type DocumentFile, findDocuments, readDocument } from "./documents";
import { leftOut } from "./left-out";
import { readManifest } from "./manifest";
import { noticesOf } from "./notices";
import { type Located, OriginFinder, type OriginOptions } from "./origins";
import { loadPolicy, type Policy } from "./policy";
import { type PolicyData, readPolicyData } from "./policy-data";
import {
  type JudgedDocument,
  type Notice,
  REPORT_FORMAT,
  type Report,
  type ReportedFinding,
  type ReportedVpc,
} from "./report/report-schema";
import { judgedVpcs } from "./report/vpcs";
import { warningCounts } from "./report/words";
import { type ConsumerVpc, type Finding, fails, type JudgedVerdict, type UnjudgeableVerdict } from "./verdict";
import { isWrong, waiverStates } from "./waivers";

/** Exit code for each verdict. */
export const EXIT_CODES: Readonly<Record<Report["verdict"], number>> = { clean: 0, violations: 1, unjudgeable: 2 };

/** How to judge. */
export interface JudgeOptions extends Partial<OriginOptions> {
  /** What the user tells the policies. @default - nothing */
  readonly data?: PolicyData;
  /** Whether the documents are a selection of those that the data is about: see {@link waiverStates}. @default false */
  readonly isSelection?: boolean;
}

/** Judges all documents that paths name. One that cannot be judged does not keep the others from it. */
export async function judgePaths(paths: readonly string[], options: JudgeOptions = {}): Promise<Report> {
  const data = options.data ?? readPolicyData([]);
  const policy = await loadPolicy(data);
  const origins = new OriginFinder({ environments: "environments", stacks: [], ...options });
  const documents = findDocuments(paths).map((file) => judgeOne(policy, origins, file));
  const { isSelection = false } = options;
  const waivers = waiverStates(data, documents, isSelection);
  const verdicts = documents.map(({ verdict }) => verdict);
  const notices = noticesOf({ data, verdicts, isSelection, leftOut: leftOut(paths, documents).map(shown) });
  const counts = countsOf(documents);
  const verdict = together(counts, waivers, notices);
  return { ...reportHead(data, verdict), problem: null, counts, waivers, notices, documents };
}

/** A report that nothing was judged. @param problem why. */
export function nothingJudged(problem: string, data: Pick<PolicyData, "files" | "now">): Report {
  return { ...reportHead(data, "unjudgeable"), problem, counts: countsOf([]), waivers: [], notices: [], documents: [] };
}

function reportHead({ files, now }: Pick<PolicyData, "files" | "now">, verdict: Report["verdict"]) {
  const { opa, wasm } = readManifest(PROJECT_ROOT);
  return {
    ...REPORT_FORMAT,
    verdict,
    exit_code: EXIT_CODES[verdict],
    policy: { opa, wasm },
    data: { files: [...files], now },
  };
}

function together(counts: Report["counts"], waivers: Report["waivers"], notices: readonly Notice[]): Report["verdict"] {
  const failing = notices.filter(({ fails }) => fails);
  const nothing = counts.documents === 0 || failing.some(({ kind }) => kind === "nothing-examined");
  if (counts.unjudgeable > 0 || nothing) return "unjudgeable";
  return counts.violations > 0 || waivers.some(isWrong) || failing.length > 0 ? "violations" : "clean";
}

/** Counts of what was judged. */
export function countsOf(documents: readonly JudgedDocument[]): Report["counts"] {
  const count = <T>(list: readonly T[], matches: (item: T) => boolean) => list.filter(matches).length;
  const verdicts = documents.map(({ verdict }) => verdict);
  const judged = verdicts.filter((verdict) => verdict.verdict !== "unjudgeable");
  const vpcs = judgedVpcs(documents);
  const findings = judged.flatMap((verdict) => verdict.findings);
  const failing = findings.filter(fails);
  return {
    documents: documents.length,
    clean: count(verdicts, ({ verdict }) => verdict === "clean"),
    violations: count(verdicts, ({ verdict }) => verdict === "violations"),
    unjudgeable: count(verdicts, ({ verdict }) => verdict === "unjudgeable"),
    consumer_vpcs: {
      proven: count(vpcs, ({ result }) => result === "PROVEN"),
      violated: count(vpcs, ({ result }) => result === "VIOLATED"),
      unproven: count(vpcs, ({ result }) => result === "UNPROVEN"),
    },
    findings: {
      violated: count(failing, ({ outcome }) => outcome === "violated"),
      unproven: count(failing, ({ outcome }) => outcome === "unproven"),
      ...warningCounts(findings),
      waived: count(findings, ({ waiver }) => waiver !== null),
    },
  };
}

function judgeOne(policy: Policy, origins: OriginFinder, file: DocumentFile): JudgedDocument {
  const { source, json, problem } = readDocument(file);
  if (json === undefined) return { source, stack: null, verdict: unjudgeable(problem ?? "it cannot be read") };
  try {
    const verdict = policy.judgeText(json);
    if (verdict.verdict === "unjudgeable") return { source, stack: null, verdict };
    return { source, stack: verdict.stack, verdict: withOrigins(verdict, source, origins) };
  } catch (error) {
    return { source, stack: null, verdict: unjudgeable(problemIn(error)) };
  }
}

/** What to say of an error: a defect of the checker keeps a document from being judged as well, and is never taken for a pass. */
export function problemIn(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `the checker failed: ${error instanceof Error ? error.message : String(error)}. Please report it as a defect.`;
}

function unjudgeable(why: string): UnjudgeableVerdict {
  return { verdict: "unjudgeable", form: "unknown", why: [why] };
}

function withOrigins(verdict: JudgedVerdict, source: string, finder: OriginFinder): JudgedDocument["verdict"] {
  const nothing = verdict.findings.length === 0 && verdict.consumer_vpcs.length === 0;
  if (nothing) return { ...verdict, findings: [], consumer_vpcs: [] };
  const origins = finder.of(source, verdict.stack);
  const placed = <T extends Located>(item: T) => {
    const construct_path = item.construct_path ?? origins.constructPath(item.address);
    return { ...item, construct_path, origin: origins.origin({ ...item, construct_path }) };
  };
  const where = verdict.stack ?? relative(process.cwd(), resolve(source));
  return {
    ...verdict,
    consumer_vpcs: verdict.consumer_vpcs.map((vpc) => ({
      ...placed(vpc),
      findings: findingsAbout(vpc, verdict.findings),
    })),
    findings: withFingerprints(verdict.findings.map(placed), where),
  };
}

/** Counts of the findings about a VPC that its result does not depend on. */
export function findingsAbout(
  { address }: Pick<ConsumerVpc, "address">,
  findings: readonly Finding[],
): ReportedVpc["findings"] {
  const about = findings.filter((finding) => finding.vpcs.includes(address) || finding.about.includes(address));
  const isWaived = ({ vpcs, outcome, waiver }: Finding) =>
    waiver !== null && outcome !== "warning" && vpcs.includes(address);
  return {
    waived: about.filter(isWaived).length,
    no_way_out: about.filter((finding) => fails(finding) && !finding.vpcs.includes(address)).length,
    ...warningCounts(about),
  };
}

/** A fingerprint is of rule, place and address; of several such findings, of their order as well. */
function withFingerprints(
  findings: readonly (Finding & Pick<ReportedFinding, "origin">)[],
  where: string,
): ReportedFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const same = JSON.stringify([finding.rule, where, finding.address]);
    const times = seen.get(same) ?? 0;
    seen.set(same, times + 1);
    const fingerprint = createHash("sha256")
      .update(times === 0 ? same : `${same}${times}`)
      .digest("hex")
      .slice(0, 32);
    return { ...finding, fingerprint };
  });
}
