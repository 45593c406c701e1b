import { matching } from "../../config/estate/selected-stacks";
import type { PolicyData } from "../../policies/checker/policy-data";
import { shown } from "../../support/shown";
import { DRIFT_FORMAT, type DriftedStack, type DriftFile } from "../drift-file";
import type { Head } from "../head";
import { leftOver } from "../left-over";
import { lockStacks } from "../plan/lock-stacks";
import { readOrder, readStacks, type Selection } from "../plan/read-stacks";
import type { LockOf } from "../terraform/initializer";
import { findPrograms, type ProgramsOptions, versionsOf } from "../terraform/programs";
import { compareStacks } from "./compare-stacks";
import { declaredSelection, readDeployed, type Undeclared, undeclared } from "./deployed";
import type { Judged } from "./judge-found";
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
    const { stacks, ...judged } = await compareStacks(wanted, {
      ...{ deployed, programs, data, values: options.values, lockOf: options.lockOf, parallel: options.parallel },
      ...{ environments: options.folder, output: selection.stacks, signal, onProgress: options.onProgress },
    });
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
