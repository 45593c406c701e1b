import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PolicyData } from "../../policies/checker/policy-data";
import { readJson } from "../../support/read-json";
import { withTemporaryFolder } from "../../support/temporary-folder";
import type { DeployedFile } from "../deployed-file";
import type { DriftedStack } from "../drift-file";
import { planOne } from "../plan/plan-one";
import { plannersOf } from "../plan/planners";
import type { StackToPlan } from "../plan/stack-to-plan";
import { isManaged } from "../plan-actions";
import { PLAN_FILES } from "../plans-file";
import { sideBySide } from "../side-by-side";
import type { LockOf } from "../terraform/initializer";
import { KnownSchemas } from "../terraform/known-schemas";
import { type PlanDocument, planDocument } from "../terraform/plan-document";
import type { Programs } from "../terraform/programs";
import type { Terraform } from "../terraform/terraform";
import { driftedStack } from "./drifted-stack";
import { type Judged, judgeFound } from "./judge-found";
import type { StackFacts } from "./undeclared-attributes";

/** What stacks are compared and judged by. */
export interface CompareOptions {
  /** What was applied last. @default - nobody knows */
  readonly deployed: DeployedFile["stacks"] | undefined;
  readonly programs: Programs;
  /** Lock files of the environments. @default - there are none */
  readonly lockOf: LockOf | undefined;
  /** Most stacks at a time. */
  readonly parallel: number;
  /** Whether to tell the values of attributes. */
  readonly values: boolean;
  readonly data: PolicyData;
  /** Folder of the environments. */
  readonly environments: string;
  /** Output folder of the synthesis. */
  readonly output: string;
  readonly signal: AbortSignal;
  /** Is told before the first stack, and of each that is done. */
  readonly onProgress: (done: number, total: number, stack?: DriftedStack) => void;
}

/** Stacks whose plans are kept at a time: the policies judge them together. A plan can have some hundred kilobytes. */
const TOGETHER = 100;

/** Compares stacks with AWS, and judges them as they are there. */
export async function compareStacks(
  stacks: readonly StackToPlan[],
  options: CompareOptions,
): Promise<{ readonly stacks: DriftedStack[] } & Judged> {
  const { onProgress } = options;
  const all = {
    stacks: [] as DriftedStack[],
    findings: [] as Judged["findings"],
    not_judged: [] as Judged["not_judged"],
  };
  const tools = { plannerOf: plannersOf(options.programs, options), schemas: new KnownSchemas() };
  onProgress(0, stacks.length);
  let done = 0;
  const onDone = (stack: DriftedStack) => onProgress(++done, stacks.length, stack);
  for (let from = 0; from < stacks.length; from += TOGETHER) {
    const some = await compareSome(stacks.slice(from, from + TOGETHER), options, { ...tools, onDone });
    all.stacks.push(...some.stacks);
    all.findings.push(...some.findings);
    all.not_judged.push(...some.not_judged);
  }
  return all;
}

/** What the stacks of a run share. */
interface Tools {
  readonly plannerOf: ReturnType<typeof plannersOf>;
  readonly schemas: KnownSchemas;
  readonly onDone: (stack: DriftedStack) => void;
}

/** Compares and judges stacks, whose plans are in a folder that is taken away again. */
async function compareSome(
  stacks: readonly StackToPlan[],
  options: CompareOptions,
  { plannerOf, schemas, onDone }: Tools,
): Promise<{ readonly stacks: DriftedStack[] } & Judged> {
  const { deployed, parallel, values, data, environments, output, signal } = options;
  return await withTemporaryFolder("privatelink-drift", async (folder) => {
    const compared = await sideBySide(stacks, parallel, async (stack) => {
      const into = join(folder, stack.name);
      const planner = plannerOf(stack);
      const { record } = await planOne(stack, into, planner);
      const plan = record.json_digest === null ? undefined : planIn(into);
      const facts = plan === undefined ? {} : await factsOf(plan, stack, planner.terraform, schemas);
      const applied = deployed && (deployed[stack.name]?.digest ?? null);
      const drifted = driftedStack({ record, plan, applied, ...facts }, values);
      const path = record.state === null || !hasResources(plan) ? undefined : keepJson(into);
      if (path === undefined) rmSync(into, { recursive: true, force: true });
      onDone(drifted);
      return { drifted, path };
    });
    const known = compared.filter((each) => each !== undefined);
    const all = known.map(({ drifted }) => drifted);
    const plans = known.flatMap(({ drifted, path }) => (path === undefined ? [] : [[drifted.name, path] as const]));
    const judged = await judgeFound(new Map(plans), all, { data, environments, stacks: output, signal });
    return { stacks: all, ...judged };
  });
}

/** Whether anything is deployed that can be judged: a plan lists what it changes and what it leaves. */
function hasResources(plan: PlanDocument | undefined): boolean {
  return plan?.resource_changes?.some(isManaged) === true;
}

/** Keeps of a plan only its JSON, which has no sensitive values. @returns its path. */
function keepJson(folder: string): string {
  for (const name of [PLAN_FILES.binary, PLAN_FILES.lock, PLAN_FILES.log]) rmSync(join(folder, name), { force: true });
  return join(folder, PLAN_FILES.json);
}

/** What is known of a stack besides its plan, where its plan needs that. */
async function factsOf(
  { resource_drift = [] }: PlanDocument,
  { path }: StackToPlan,
  terraform: Terraform,
  schemas: KnownSchemas,
): Promise<StackFacts> {
  if (resource_drift.length === 0) return {};
  return { configuration: readJson(join(path, "cdk.tf.json")), schemas: await schemas.of(terraform, path) };
}

function planIn(folder: string): PlanDocument {
  return planDocument(readFileSync(join(folder, PLAN_FILES.json), "utf8"));
}
