import { PACKAGE_ROOT } from "../../support/package-root";
import { shown } from "../../support/shown";
import type { StopSignal } from "../../support/stop-signal";
import { turns } from "../../support/turns";
import { type DocumentFile, findDocuments } from "./documents";
import type { JudgedFile } from "./judge-file";
import { judgeFiles } from "./judge-files";
import { KeptVerdicts, pays } from "./kept-verdicts";
import { leftOut } from "./left-out";
import { readManifest } from "./manifest";
import { noticesOf } from "./notices";
import { OriginFinder, type OriginOptions } from "./origins";
import { loadParts } from "./policy";
import { type PolicyData, readPolicyData } from "./policy-data";
import { type JudgedDocument, type Notice, REPORT_FORMAT, type Report } from "./report/report-schema";
import { judgedVpcs } from "./report/vpcs";
import { warningCounts } from "./report/words";
import { reportedDocument } from "./reported-document";
import { fails } from "./verdict";
import { isWrong, waiverStates } from "./waivers";

/** Exit code for each verdict. */
export const EXIT_CODES: Readonly<Record<Report["verdict"], number>> = { clean: 0, violations: 1, unjudgeable: 2 };

/** How to judge. */
export interface JudgeOptions extends Partial<OriginOptions> {
  /** What the user tells the policies. @default - nothing */
  readonly data?: PolicyData;
  /** Whether the documents are a selection of those that the data is about: see {@link waiverStates}. @default false */
  readonly isSelection?: boolean;
  /** File that verdicts on stacks are kept in, see {@link verdictsFile}. @default - none is kept */
  readonly records?: string;
  /** Whether to judge all, whatever verdicts were kept. @default false */
  readonly force?: boolean;
  /** Worker threads to share the work; 0: this thread judges. The report is the same. @default - as many as pay */
  readonly threads?: number;
  /** Is told how many of all documents are judged: after each one, and at first of those whose verdicts were kept. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops judging: the call then fails with the reason of the signal. */
  readonly signal?: StopSignal;
}

/** Judges all documents that paths name. One that cannot be judged does not keep the others from it. */
export async function judgePaths(paths: readonly string[], options: JudgeOptions = {}): Promise<Report> {
  const data = options.data ?? readPolicyData([]);
  const found = findDocuments(paths);
  const judged = await judgeAll(found.documents, data, options);
  return reportOn(judged, { ...options, data, paths, others: found.others });
}

/** What a report is made of, besides the verdicts. */
interface Judging extends Partial<OriginOptions> {
  readonly data: PolicyData;
  readonly isSelection?: boolean;
  /** What was given to be judged, and the files in folders among it that are no documents. */
  readonly paths: readonly string[];
  readonly others: readonly string[];
}

/** The report on what was judged. */
export function reportOn(judged: readonly JudgedFile[], { data, paths, others, ...options }: Judging): Report {
  const { isSelection = false } = options;
  const verdicts = judged.map(({ verdict }) => verdict);
  const origins = new OriginFinder({ environments: "environments", stacks: [], ...options });
  const documents = judged.map((file) => reportedDocument(file, origins));
  const waivers = waiverStates(data, documents, isSelection);
  const left = leftOut({ paths, others, documents }).map(shown);
  const notices = noticesOf({ data, verdicts, isSelection, leftOut: left });
  const counts = countsOf(documents);
  const verdict = together(counts, waivers, notices);
  return { ...reportHead(data, verdict), problem: null, counts, waivers, notices, documents };
}

/** Judges what has no verdict that was kept. */
async function judgeAll(
  files: readonly DocumentFile[],
  data: PolicyData,
  { records, force, threads, signal, onProgress }: JudgeOptions,
): Promise<JudgedFile[]> {
  const isKept = records !== undefined && pays(records, files.length);
  const kept = isKept ? new KeptVerdicts(records, data, force) : undefined;
  const turn = turns(signal);
  const known: (JudgedFile | undefined)[] = [];
  for (const file of files) {
    await turn();
    known.push(kept?.find(file));
  }
  const open = files.filter((_, index) => known[index] === undefined);
  let done = files.length - open.length;
  onProgress?.(done, files.length);
  const onJudged = () => {
    done += 1;
    onProgress?.(done, files.length);
  };
  // To load the policies takes longer than all the rest where nothing is to be judged.
  const fresh = open.length === 0 ? [] : await judgeFiles(open, await loadParts(data), { threads, signal, onJudged });
  const rest = fresh.values();
  const judged = known.map((file) => file ?? (rest.next().value as JudgedFile));
  kept?.keep(judged);
  return judged;
}

/** A report that nothing was judged. @param problem why. */
export function nothingJudged(problem: string, data: Pick<PolicyData, "files" | "now">): Report {
  return {
    ...reportHead({ ...data, digests: {}, status: [] }, "unjudgeable"),
    problem,
    counts: countsOf([]),
    waivers: [],
    notices: [],
    documents: [],
  };
}

function reportHead(
  { files, digests, now, status }: Pick<PolicyData, "files" | "digests" | "now" | "status">,
  verdict: Report["verdict"],
) {
  const { opa, wasm } = readManifest(PACKAGE_ROOT);
  return {
    ...REPORT_FORMAT,
    verdict,
    exit_code: EXIT_CODES[verdict],
    policy: { opa, wasm },
    data: {
      files: [...files],
      digests: { ...digests },
      now,
      status: status.map(({ file, status: { generated_at, source } }) => ({ file, generated_at, source })),
    },
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
