import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { shown } from "../../support/shown";
import { withTemporaryFolder } from "../../support/temporary-folder";
import type { DeployedFile } from "../deployed-file";
import { DRIFT_FORMAT, type DriftedStack, type DriftFile } from "../drift-file";
import type { Head } from "../head";
import { lockStacks } from "../plan/lock-stacks";
import { planOne } from "../plan/plan-one";
import { plannersOf } from "../plan/planners";
import { readOrder, readStacks, type Selection } from "../plan/read-stacks";
import type { StackToPlan } from "../plan/stack-to-plan";
import { PLAN_FILES } from "../plans-file";
import { sideBySide } from "../side-by-side";
import type { LockOf } from "../terraform/initializer";
import { planDocument } from "../terraform/plan-document";
import { findPrograms, type Programs, type ProgramsOptions, versionsOf } from "../terraform/programs";
import { declaredSelection, readDeployed, type Undeclared, undeclared } from "./deployed";
import { driftedStack } from "./drifted-stack";
import { type Connections, readConnections } from "./status";

/** How drift is looked for. */
export interface FindDriftOptions {
  readonly selection: Selection;
  /** Manifest of what is deployed, which `privatelink apply` wrote. @default - nobody knows what was applied */
  readonly deployed?: string | undefined;
  /** Names of all environments that are declared, also of those that were not synthesized. Asked with `deployed`. */
  readonly environments: () => readonly string[];
  /** Reports of `privatelink status`. */
  readonly status: readonly string[];
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
 * Plans every stack, locks no state, and keeps nothing but what differs.
 *
 * @throws UserError where nothing can be planned; the reason of the signal, where the user ended the command.
 */
export async function findDrift(options: FindDriftOptions): Promise<DriftFile> {
  const { selection, head, now, deployed: manifest } = options;
  const { signal } = options.programs;
  const connections = readConnections(options.status, now);
  const deployed = manifest === undefined ? undefined : readDeployed(manifest);
  const environments = deployed === undefined ? [] : options.environments();
  readOrder(selection.stacks);
  const lock = await lockStacks(selection.stacks, { signal, onWait: options.onWait });
  try {
    const order = readOrder(selection.stacks);
    const rest = undeclared(deployed ?? {}, { selection, order, environments });
    const declared = declaredSelection(selection, order, rest);
    const wanted = declared === undefined ? [] : readStacks(declared);
    const programs = await findPrograms(wanted, process.cwd(), options.programs);
    const stacks = await comparedAll(wanted, deployed, programs, options);
    const counts = countsOf(stacks, rest, connections);
    return {
      ...DRIFT_FORMAT,
      generated_at: now.toISOString(),
      ...{ commit: head?.commit ?? null, dirty: head?.dirty ?? false, ...versionsOf(programs) },
      ...{ ...connections, deployed: manifest === undefined ? null : shown(manifest), stacks, ...rest, counts },
      exit_code: exitCode(counts, connections, options.strict),
    };
  } finally {
    lock.release();
  }
}

function countsOf(stacks: readonly DriftedStack[], { gone }: Undeclared, { connections }: Connections) {
  const count = (result: DriftedStack["result"]) => stacks.filter((stack) => stack.result === result).length;
  return {
    as_declared: count("as-declared"),
    changed_outside: count("changed-outside"),
    not_as_applied: count("not-as-applied"),
    not_applied: count("not-applied"),
    not_deployed: count("not-deployed"),
    gone: gone.length,
    failed: count("failed"),
    connections: connections.length,
  };
}

/** What waits for a deployment is no drift: only where everything must be as declared, it counts. */
function exitCode(counts: DriftFile["counts"], { unknown_services }: Connections, strict: boolean): 0 | 1 | 2 {
  if (counts.failed > 0 || unknown_services.length > 0) return 2;
  const drifted = counts.changed_outside + counts.not_as_applied + counts.connections;
  const waiting = counts.not_applied + counts.not_deployed + counts.gone;
  return drifted > 0 || (strict && waiting > 0) ? 1 : 0;
}

/** Compares stacks, in a folder that is taken away again. */
async function comparedAll(
  stacks: readonly StackToPlan[],
  deployed: DeployedFile["stacks"] | undefined,
  programs: Programs,
  { lockOf, parallel, onProgress, values }: FindDriftOptions,
): Promise<DriftedStack[]> {
  const plannerOf = plannersOf(programs, { lockOf });
  onProgress(0, stacks.length);
  let done = 0;
  return await withTemporaryFolder("privatelink-drift", async (folder) => {
    const compared = await sideBySide(stacks, parallel, async (stack) => {
      const into = join(folder, stack.name);
      const { record } = await planOne(stack, into, plannerOf(stack));
      const plan = record.json_digest === null ? undefined : planIn(into);
      const applied = deployed && (deployed[stack.name]?.digest ?? null);
      const drifted = driftedStack({ record, plan, applied }, values);
      rmSync(into, { recursive: true, force: true });
      onProgress(++done, stacks.length, drifted);
      return drifted;
    });
    return compared.filter((each) => each !== undefined);
  });
}

function planIn(folder: string) {
  return planDocument(readFileSync(join(folder, PLAN_FILES.json), "utf8"));
}
