import { declaredStacks, refuseOtherBytes, selectedStacks } from "../certificate/declared-stacks";
import { CERTIFICATE_FORMAT_NAMES } from "../certificate/format-names";
import { givenPlans } from "../certificate/given-plans";
import type { CertificateIndex } from "../certificate/index-file";
import { type Judgement, judge } from "../certificate/judge";
import { ReadDocuments } from "../certificate/read-documents";
import { runFacts } from "../certificate/run-facts";
import { type StackWithoutVpc, stacksWithoutVpc } from "../certificate/without-vpc";
import { writeCertificates } from "../certificate/write-certificates";
import { refuseForeign } from "../certificate/write-folder";
import { CouldNotJudge } from "../policies/checker/could-not-judge";
import { readPolicyData } from "../policies/checker/policy-data";
import type { Report } from "../policies/checker/report/report-schema";
import { isWrong } from "../policies/checker/waivers";
import { counted } from "../support/counted";
import { today } from "../support/date";
import { listed } from "../support/listed";
import { printable } from "../support/printable";
import { shown } from "../support/shown";
import type { CertificateOptions } from "./certificate/options";
import { errorColours } from "./colours";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";
import { programVersion } from "./version";

/**
 * Judges stacks and plans, and writes what can be said of each consumer VPC: a certificate, or a report of what stands
 * against one.
 *
 * @returns the exit code: see `--help`.
 * @throws NoSuchName for an environment or consumer that there is not, UserError for plans that do not fit the stacks,
 *   CannotWrite where the folder cannot be written.
 */
export async function certificateCommand(
  options: CertificateOptions,
  streams: Streams,
  _called: Called,
  work: Work,
): Promise<number> {
  try {
    return await orInterrupted(work.signal, "Interrupted. No certificate was written.", () =>
      certify(options, streams, work),
    );
  } catch (error) {
    if (!(error instanceof CouldNotJudge)) throw error;
    streams.error(`${errorColours.red(error.message)}\n`);
    return EXIT.unjudgeable;
  }
}

async function certify(options: CertificateOptions, streams: Streams, work: Work): Promise<number> {
  const {
    env,
    consumer,
    stacks: folder,
    out,
    format = CERTIFICATE_FORMAT_NAMES,
    environments,
    now = today(),
  } = options;
  refuseForeign(out);
  const data = readPolicyData(options.data, now, options.status);
  const isSelection = env !== undefined || consumer !== undefined;
  const selection = {
    ...(env === undefined ? {} : { environments: env }),
    ...(consumer === undefined ? {} : { consumers: consumer }),
  };
  const stacks = selectedStacks(declaredStacks(folder), selection);
  refuseOtherBytes(stacks);
  const plans = givenPlans(options.plans ?? [], stacks);
  const sources = [...plans.byStack.values(), ...plans.loose].flatMap(({ source }) => source ?? []);
  const documents = new ReadDocuments([...stacks.map(({ source }) => source), ...sources]);
  const { signal, onProgress } = work;
  const judgement = await judge({
    folder,
    stacks,
    plans,
    documents,
    data,
    isSelection,
    environments,
    signal,
    onProgress: (done, total) => onProgress("judging", done, total),
  });
  const without = stacksWithoutVpc(stacks, judgement);
  if (judgement.vpcs.length === 0) throw nothingToCertify(judgement, without, folder);
  const index = await writeCertificates({
    out,
    formats: format,
    judgement,
    run: runFacts(judgement.report, data, folder, programVersion()),
    documents,
    signal,
    onProgress: (done, total) => onProgress("writing", done, total),
  });
  const code = tell(index, judgement.report, out, streams);
  for (const line of withoutLines(without)) streams.error(line);
  return without.some((each) => consumer?.includes(each.consumer)) ? EXIT.unjudgeable : code;
}

/** The stacks without a certificate, by the reason. */
function withoutLines(without: readonly StackWithoutVpc[]): string[] {
  const reasons = [...new Set(without.map(({ why }) => why))];
  return reasons.map((reason) => {
    const stacks = without.filter(({ why }) => why === reason).map(({ stack }) => printable(stack));
    return `no certificate for ${listed(stacks)}: ${reason}\n`;
  });
}

function nothingToCertify(
  { notJudged }: Judgement,
  without: readonly StackWithoutVpc[],
  folder: string,
): CouldNotJudge {
  const why = notJudged.map(({ file, why: reasons }) => `  ${shown(file)}: ${printable(reasons.join("; "))}\n`);
  const noVpc = withoutLines(without).map((line) => `  ${line}`);
  return new CouldNotJudge(
    `${shown(folder)}: expected stacks with a consumer VPC; found none that could be judged. ` +
      `Nothing was written.\n${why.join("")}${noVpc.join("")}` +
      "A VPC counts as a consumer's by its stack, its tag `privatelink:vpc-role: consumer`, or the policy data.",
  );
}

/** Tells what was written, and what stands against a certificate. */
function tell(index: CertificateIndex, report: Report, out: string, { out: print, error }: Streams): number {
  const { certificates, not_judged, counts } = index;
  const failed = certificates.filter((each) => !each.is_certificate);
  const exceptions = counts["proven-with-exceptions"];
  print(
    `${counted(certificates.length - failed.length, "certificate")}` +
      `${exceptions === 0 ? "" : ` (${exceptions} with exceptions)`}, ` +
      `${counted(failed.length, "report")} of what stands against one, in ${shown(out)}/\n`,
  );
  for (const { path, result } of failed) print(`  no certificate  ${path}  ${result}\n`);
  for (const { file, why } of not_judged) error(`${shown(file)} could not be judged: ${printable(why.join("; "))}\n`);
  const waivers = report.waivers.filter(isWrong);
  for (const { rule, address, state, file, line } of waivers)
    error(`${printable(`${file}:${line}: the waiver of ${rule} at ${address} is ${state}`)}\n`);
  const notices = report.notices.filter(({ fails, kind }) => fails && kind !== "not-judged");
  for (const { message } of notices) error(`${printable(message)}\n`);
  if (not_judged.length > 0) return EXIT.unjudgeable;
  return failed.length + waivers.length + notices.length > 0 ? EXIT.wrong : EXIT.clean;
}
