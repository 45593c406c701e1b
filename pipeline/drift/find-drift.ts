import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { matching } from "../../config/estate/selected-stacks";
import type { PolicyData } from "../../policies/checker/policy-data";
import { readJson } from "../../support/read-json";
import { shown } from "../../support/shown";
import { withTemporaryFolder } from "../../support/temporary-folder";
import type { DeployedFile } from "../deployed-file";
import { DRIFT_FORMAT, type DriftedStack, type DriftFile } from "../drift-file";
import type { Head } from "../head";
import { leftOver } from "../left-over";
import { lockStacks } from "../plan/lock-stacks";
import { planOne } from "../plan/plan-one";
import { plannersOf } from "../plan/planners";
import { readOrder, readStacks, type Selection } from "../plan/read-stacks";
import type { StackToPlan } from "../plan/stack-to-plan";
import { isManaged } from "../plan-actions";
import { PLAN_FILES } from "../plans-file";
import { sideBySide } from "../side-by-side";
import type { LockOf } from "../terraform/initializer";
import { KnownSchemas } from "../terraform/known-schemas";
import { type PlanDocument, planDocument } from "../terraform/plan-document";
import { findPrograms, type Programs, type ProgramsOptions, versionsOf } from "../terraform/programs";
import type { Terraform } from "../terraform/terraform";
import { declaredSelection, readDeployed, type Undeclared, undeclared } from "./deployed";
import { driftedStack } from "./drifted-stack";
import { type Judged, judgeFound } from "./judge-found";
import { type Connections, readConnections } from "./status";
import type { StackFacts } from "./undeclared-attributes";

/** How drift is looked for. */
export interface FindDriftOptions {
  readonly selection: Selection;
  /** Manifest of what is deployed, which `privatelink apply` wrote. @default - nobody knows what was applied */
  readonly deployed?: string | undefined;
  /** Names of all environments that are declared, also of those that were not synthesized. Asked with `deployed`. */
  readonly environments: () => readonly string[];
  /** Reports of `privatelink status`. */
  readonly status: readonly string[];
  /** Reads what the policies are told. */
  readonly data: () => PolicyData;
  /** Folder of the environments. */
  readonly folder: string;
  /** Whether the report has the values of attributes. Sensitive ones it never has. */
  readonly values: boolean;
  /** Whether what waits for a deployment counts as a difference. */
  readonly strict: boolean;
  /** Which programs plan. */
  readonly programs: ProgramsOptions;
  /** Lock files of the environments. @default - there are none */
  readonly lockOf?: LockOf | undefined;
  /** Most stacks at a time. */
  readonly parallel: number;
  /** Commit of the declaration; null without a repository. */
  readonly head: Head | null;
  readonly now: Date;
  /** Is told before the first stack, and of each that is done. */
  readonly onProgress: (done: number, total: number, stack?: DriftedStack) => void;
  /** Is told where another run has the folder of the stacks. */
  readonly onWait: (message: string) => void;
}

/**
 * Plans every stack, judges it as it is there, locks no state, and keeps nothing but what differs.
 *
 * @throws UserError where nothing can be planned; the reason of the signal, where the user ended the command.
 */
export async function findDrift(options: FindDriftOptions): Promise<DriftFile> {
  const { selection, head, now, deployed: manifest } = options;
  const { signal } = options.programs;
  const connections = readConnections(options.status, now);
  const deployed = manifest === undefined ? undefined : readDeployed(manifest);
  const data = options.data();
  const environments = deployed === undefined ? [] : options.environments();
  readOrder(selection.stacks);
  const lock = await lockStacks(selection.stacks, { signal, onWait: options.onWait });
  try {
    const order = readOrder(selection.stacks);
    const left_over = deployed === undefined ? leftOverOf(selection) : [];
    const rest = undeclared(deployed ?? {}, { selection, order, environments });
    const declared = declaredSelection(selection, order, rest);
    const wanted = declared === undefined ? [] : readStacks(declared);
    const programs = await findPrograms(wanted, process.cwd(), options.programs);
    const { stacks, ...judged } = await comparedAll(wanted, deployed, programs, { ...options, data });
    const counts = countsOf(stacks, { ...rest, ...judged }, connections);
    return {
      ...DRIFT_FORMAT,
      generated_at: now.toISOString(),
      ...{ commit: head?.commit ?? null, dirty: head?.dirty ?? false, ...versionsOf(programs) },
      ...{ ...connections, deployed: manifest === undefined ? null : shown(manifest), stacks, ...rest, left_over },
      ...{ ...judged, counts },
      exit_code: exitCode(counts, connections, options.strict, left_over.length),
    };
  } finally {
    lock.release();
  }
}

/** Stacks that are no longer declared and may be deployed, among those that are asked for. */
function leftOverOf({ stacks, environments, patterns = [] }: Selection): string[] {
  const names = leftOver(stacks, { environments });
  return names.filter((name) => patterns.length === 0 || patterns.some((each) => matching(each, [name]).length > 0));
}

function countsOf(
  stacks: readonly DriftedStack[],
  { gone, findings, not_judged }: Undeclared & Judged,
  { connections }: Connections,
) {
  const count = (result: DriftedStack["result"]) => stacks.filter((stack) => stack.result === result).length;
  return {
    as_declared: count("as-declared"),
    changed_outside: count("changed-outside"),
    not_as_applied: count("not-as-applied"),
    not_applied: count("not-applied"),
    not_deployed: count("not-deployed"),
    gone: gone.length,
    failed: count("failed"),
    findings: findings.length,
    not_judged: not_judged.length,
    connections: connections.length,
  };
}

/** What waits for a deployment is no drift: only where everything must be as declared, it counts. */
function exitCode(
  counts: DriftFile["counts"],
  { unknown_services }: Connections,
  strict: boolean,
  left: number,
): 0 | 1 | 2 {
  if (counts.failed > 0 || counts.not_judged > 0 || unknown_services.length > 0) return 2;
  const drifted = counts.changed_outside + counts.not_as_applied + counts.findings + counts.connections;
  const waiting = counts.not_applied + counts.not_deployed + counts.gone + left;
  return drifted > 0 || (strict && waiting > 0) ? 1 : 0;
}

/** Compares stacks, and judges them as they are. Their plans are in a folder that is taken away again. */
async function comparedAll(
  stacks: readonly StackToPlan[],
  deployed: DeployedFile["stacks"] | undefined,
  programs: Programs,
  {
    lockOf,
    parallel,
    onProgress,
    values,
    data,
    folder: environments,
    selection,
    programs: { signal },
  }: Omit<FindDriftOptions, "data"> & { readonly data: PolicyData },
): Promise<{ readonly stacks: DriftedStack[] } & Judged> {
  const plannerOf = plannersOf(programs, { lockOf });
  const schemasOf = new KnownSchemas();
  const plans = new Map<string, string>();
  onProgress(0, stacks.length);
  let done = 0;
  return await withTemporaryFolder("privatelink-drift", async (folder) => {
    const compared = await sideBySide(stacks, parallel, async (stack) => {
      const into = join(folder, stack.name);
      const planner = plannerOf(stack);
      const { record } = await planOne(stack, into, planner);
      const plan = record.json_digest === null ? undefined : planIn(into);
      const facts = plan === undefined ? {} : await factsOf(plan, stack, planner.terraform, schemasOf);
      const applied = deployed && (deployed[stack.name]?.digest ?? null);
      const drifted = driftedStack({ record, plan, applied, ...facts }, values);
      if (record.state === null || !hasResources(plan)) rmSync(into, { recursive: true, force: true });
      else plans.set(stack.name, keepJson(into));
      onProgress(++done, stacks.length, drifted);
      return drifted;
    });
    const known = compared.filter((each) => each !== undefined);
    const inOrder = new Map(stacks.flatMap(({ name }) => pathOf(plans, name)));
    const judging = { data, environments, stacks: selection.stacks, signal };
    return { stacks: known, ...(await judgeFound(inOrder, known, judging)) };
  });
}

/** Whether anything is deployed that can be judged: a plan lists what it changes and what it leaves. */
function hasResources(plan: PlanDocument | undefined): boolean {
  return plan?.resource_changes?.some(isManaged) === true;
}

function pathOf(plans: ReadonlyMap<string, string>, name: string): [string, string][] {
  const path = plans.get(name);
  return path === undefined ? [] : [[name, path]];
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

function planIn(folder: string) {
  return planDocument(readFileSync(join(folder, PLAN_FILES.json), "utf8"));
}
