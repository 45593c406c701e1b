import { VPC_ROLE_TAG } from "../modules/aws/marks";
import { otherStack } from "../policies/checker/judge-file";
import { judgePaths } from "../policies/checker/judge-paths";
import { verdictsFile } from "../policies/checker/kept-verdicts";
import type { PolicyData } from "../policies/checker/policy-data";
import type { JudgedDocument, Report } from "../policies/checker/report/report-schema";
import { compare } from "../support/compare";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import type { DeclaredStack } from "./declared-stacks";
import type { GivenPlan, GivenPlans } from "./given-plans";
import type { JudgedIn, JudgedVpc } from "./judged-vpc";
import type { ReadDocuments } from "./read-documents";
import { configurationDifference } from "./same-configuration";

/** What is judged. */
export interface JudgeRequest {
  /** Output folder, whose verdicts are kept. */
  readonly folder: string;
  readonly stacks: readonly DeclaredStack[];
  readonly plans: GivenPlans;
  /** Reads stacks and plans again after they were judged. */
  readonly documents: ReadDocuments;
  readonly data: PolicyData;
  /** Whether the stacks are a selection. */
  readonly isSelection: boolean;
  readonly environments: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** What the policies say of stacks and plans, by consumer VPC. */
export interface Judgement {
  readonly report: Report;
  /** By environment, stack and address. */
  readonly vpcs: readonly JudgedVpc[];
  readonly notJudged: readonly { readonly file: string; readonly why: readonly string[] }[];
}

/**
 * Judges stacks and their plans, and puts together what is about the same VPC.
 *
 * @throws UserError where a plan is of another configuration than the stack whose name it has.
 */
export async function judge(request: JudgeRequest): Promise<Judgement> {
  const { folder, stacks, plans, documents, data, isSelection, environments, signal, onProgress } = request;
  const given = [...plans.byStack.values(), ...plans.loose].flatMap(({ source }) => source ?? []);
  const paths = [...stacks.map(({ source }) => source), ...given];
  const report = await judgePaths(paths, {
    data,
    isSelection,
    environments,
    stacks: [folder],
    records: verdictsFile([folder]),
    signal,
    onProgress,
  });
  return { report, ...groupsOf(report.documents, stacks, plans, documents) };
}

function groupsOf(
  judged: readonly JudgedDocument[],
  stacks: readonly DeclaredStack[],
  plans: GivenPlans,
  documents: ReadDocuments,
) {
  const stackBySource = new Map(stacks.map((stack) => [stack.source, stack]));
  const stackByName = new Map(stacks.map((stack) => [stack.stack, stack]));
  const planBySource = new Map(
    [...plans.byStack.entries()].flatMap(([name, plan]) =>
      plan.source === undefined ? [] : [[plan.source, { name, plan }]],
    ),
  );
  const looseBySource = new Map(plans.loose.map((plan) => [plan.source ?? "", plan]));
  const groups = new Map<string, { -readonly [K in keyof JudgedVpc]: JudgedVpc[K] }>();
  const notJudged: { file: string; why: readonly string[] }[] = [];
  for (const document of judged) {
    const { source, verdict } = document;
    if (verdict.verdict === "unjudgeable") {
      notJudged.push({ file: source, why: verdict.why });
      continue;
    }
    const indexed = planBySource.get(source) as { name: string; plan: GivenPlan } | undefined;
    const other = otherStack(document.stack, indexed?.name);
    if (other !== undefined)
      throw new UserError(
        `${shown(source)}: expected a plan of ${indexed?.name}, as its index says; found a plan of ${other}. ` +
          "Plan again. Nothing was written.",
      );
    const loose = looseBySource.get(source);
    const kind: JudgedIn["kind"] = indexed === undefined && loose === undefined ? "stack" : "plan";
    const name = stackBySource.get(source)?.stack ?? indexed?.name ?? document.stack;
    const stack = stackBySource.get(source) ?? (name === null ? undefined : stackByName.get(name));
    if (loose !== undefined && stack !== undefined) refuseOtherConfiguration(source, stack, documents);
    if (verdict.names.taken_out.length > 0)
      notJudged.push({ file: source, why: verdict.names.taken_out.map(takenOut) });
    const plan = indexed?.plan ?? loose ?? (name === null ? undefined : plans.byStack.get(name));
    for (const vpc of verdict.consumer_vpcs) {
      const key = JSON.stringify([name ?? source, vpc.address]);
      const same = groups.get(key);
      if (same !== undefined && kind === "plan" && same.judged.some((each) => each.kind === "plan"))
        throw new UserError(
          `Expected one plan of each stack; found two that have ${vpc.address} of ${name ?? source}.`,
        );
      const known = { address: vpc.address, stackName: name, stack, plan: plan ?? same?.plan };
      groups.set(key, { ...known, judged: [...(same?.judged ?? []), { kind, document, vpc }] });
    }
  }
  const vpcs = [...groups.values()].sort(
    (a, b) =>
      compare(a.stack?.environment ?? "", b.stack?.environment ?? "") ||
      compare(a.stackName ?? "", b.stackName ?? "") ||
      compare(a.address, b.address),
  );
  return { vpcs, notJudged };
}

/** Why nothing is certified of a consumer VPC that the policy data takes out: it is never left out in silence. */
function takenOut(vpc: string): string {
  return (
    `${vpc} is in \`other_vpcs\` of the policy data: nothing is certified of it. Its tag ${VPC_ROLE_TAG}, or the ` +
    "role of its stack, makes it a consumer's; a tag that cannot be read counts. Take it out of `other_vpcs`. If it is no " +
    "consumer's, remove the tag, or write it as text with the value hub or service."
  );
}

/** Throws where a plan that was given without its index is certainly not of the stack whose name it has. */
function refuseOtherConfiguration(plan: string, { source }: DeclaredStack, documents: ReadDocuments): void {
  const difference = configurationDifference(documents.read(source).values, documents.read(plan).values);
  if (difference !== undefined)
    throw new UserError(
      `${shown(plan)}: expected a plan of ${shown(source)}; its configuration is another one: ${difference}. ` +
        "Plan again, or leave it out. Nothing was written.",
    );
}
