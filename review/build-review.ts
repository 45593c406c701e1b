import type { Environment } from "../config/environment";
import type { ChangedFile } from "../pipeline/changed-file";
import type { PlannedStack } from "../pipeline/plans-file";
import type { PlanFolder } from "../pipeline/read-plans";
import type { Report } from "../policies/checker/report/report-schema";
import type { TakenStatus } from "../policies/checker/status-schema";
import { compare } from "../support/compare";
import { shellCommand, shellWord } from "../support/shell";
import { togetherProblems } from "./belongs";
import type { CostTable } from "./costs/cost-table";
import { monthlyCosts } from "./costs/monthly-costs";
import { affectedBy } from "./customers/affected";
import { Directory } from "./customers/directory";
import { reviewFindings, reviewVpcs, runRemarks } from "./findings";
import { importantFirst } from "./important-first";
import { judgedProblems } from "./judged";
import type { PolicySettings } from "./read/policy-settings";
import type { PlanFacts } from "./read/read-plans";
import { REVIEW_FORMAT, type Review, type ReviewedStack } from "./review-file";
import { isTouched } from "./touched";
import { verdictOn } from "./verdict";

/** What a review is made of. */
export interface ReviewInput {
  readonly folders: readonly PlanFolder[];
  readonly facts: PlanFacts;
  /** @default - nothing is compared */
  readonly changed?: ChangedFile | undefined;
  /** Whether the plans are all that the change asks for. */
  readonly scope: Review["scope"];
  /** @default - the plans are not judged */
  readonly report?: Report | undefined;
  readonly settings: PolicySettings;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  readonly statuses: readonly TakenStatus[];
  /** Those whose customers are named. */
  readonly environments: readonly Environment[];
  readonly costs: CostTable;
  /** Mermaid. @default - no picture */
  readonly picture?: string | undefined;
  /** Command that applies plans, for options to follow. @default - the review does not say how to apply them */
  readonly apply?: string | undefined;
  /** Commit of the pull request. @default - only the commit that was planned is known */
  readonly head?: string | undefined;
  /** Why inputs are missing: sentences. */
  readonly problems: readonly string[];
}

/** A review of a change, from what was read of it. */
export function buildReview(input: ReviewInput): Review {
  const { folders, facts, changed, statuses, environments, costs } = input;
  const planned = folders.flatMap(({ index }) => index.stacks);
  // Policies that were run on no plan say that they examined nothing: there was nothing to examine.
  const report = facts.plans.length === 0 && input.report?.documents.length === 0 ? undefined : input.report;
  const { settings, unread, changed: changedData } = input.settings;
  const problems = [
    ...input.problems,
    ...togetherProblems(folders, changed),
    ...facts.problems,
    ...judgedProblems(report, facts, judgingCommand(input)),
    ...(unread === undefined ? [] : [unread]),
  ];
  const touched = new Set(planned.filter(isTouched).map(({ name }) => name));
  const findings = report === undefined ? [] : reviewFindings(report, touched);
  const { customers, unknown } = affectedBy(facts.events, new Directory(environments, statuses));
  const destroyed = new Set(planned.filter(({ mode }) => mode === "destroy").map(({ name }) => name));
  const [first] = folders;
  const own = changed?.head ?? null;
  const manifest = changed?.base.from === "deployed" ? ` --deployed ${shellWord(changed.base.file)}` : "";
  return {
    ...REVIEW_FORMAT,
    ...verdictOn({
      problems,
      violates: report?.exit_code === 1 || findings.some(({ fails }) => fails),
      stacks: planned,
      isDeployment: changed?.base.from === "deployed" || folders.some(({ index }) => index.settled !== undefined),
    }),
    problems,
    scope: input.scope,
    commit: (first === undefined ? own?.commit : first.index.commit) ?? null,
    head: input.head ?? null,
    dirty: first === undefined ? own?.dirty === true : folders.some(({ index }) => index.dirty),
    base: changed?.base ?? null,
    unchanged: changed?.unchanged ?? null,
    actions: sumOf(planned),
    stacks: planned.map(reviewed).sort(inOrder),
    disturbed: [...facts.disturbed].sort(
      (a, b) => compare(a.environment, b.environment) || compare(a.stack, b.stack) || compare(a.address, b.address),
    ),
    changes: [...facts.changes].sort(importantFirst),
    findings,
    policies: report === undefined ? [] : runRemarks(report),
    settings: [...settings],
    changed_data: [...changedData],
    vpcs: report === undefined ? [] : reviewVpcs(report, destroyed),
    customers: [...customers],
    unknown_customers: [...unknown],
    costs: monthlyCosts(facts.priced, costs, facts),
    picture: input.picture ?? null,
    plans: folders.map(({ folder, digest }) => ({
      ...{ folder, digest },
      apply:
        input.apply === undefined ? null : `${input.apply} --plans ${shellWord(folder)} --digest ${digest}${manifest}`,
    })),
  };
}

/** The command that judges all plans and all stacks. */
function judgingCommand({ folders, stacks }: Pick<ReviewInput, "folders" | "stacks">): string {
  return `privatelink policy ${shellCommand([...folders.map(({ folder }) => folder), stacks])} --format json=FILE`;
}

function sumOf(stacks: readonly PlannedStack[]): Review["actions"] {
  const sum = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 };
  for (const { counts } of stacks)
    if (counts !== null) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key];
  return sum;
}

function reviewed(stack: PlannedStack): ReviewedStack {
  const { folder: _, plan_digest: __, json_digest: ___, state: ____, destroys: _____, ...rest } = stack;
  return rest;
}

/** By environment; those that change nothing last, otherwise in the order of deployment. */
function inOrder(a: ReviewedStack, b: ReviewedStack): number {
  const quiet = (stack: ReviewedStack) => (isTouched(stack) ? 0 : 1);
  return (
    compare(a.environment, b.environment) ||
    quiet(a) - quiet(b) ||
    compare(a.mode, b.mode) ||
    a.wave - b.wave ||
    compare(a.name, b.name)
  );
}
