import { sha256 } from "../../support/sha256";
import type { OrderFile } from "../order-file";
import { PLANS_FORMAT, type PlannedEnvironments, type PlannedStack, type PlansFile } from "../plans-file";
import type { LockOf } from "../terraform/initializer";
import { findPrograms, type ProgramsOptions, versionsOf } from "../terraform/programs";
import { checkedHead } from "./check-head";
import { lockStacks } from "./lock-stacks";
import type { Outcome } from "./outcome";
import { planStacks } from "./plan-stacks";
import { plannersOf } from "./planners";
import { PlansFolder } from "./plans-folder";
import { readOrder, readStacks, type Selection } from "./read-stacks";
import { type Shard, shardOf } from "./shard";

/** How plans are made. */
export interface MakePlansOptions {
  readonly selection: Selection;
  /** The part of the stacks that is planned. @default - all */
  readonly shard?: Shard | undefined;
  /** Folder for the plans. */
  readonly out: string;
  /** Which programs plan. */
  readonly programs: ProgramsOptions;
  /** Lock files of the environments. @default - there are none */
  readonly lockOf?: LockOf | undefined;
  /** Whether states are locked meanwhile. */
  readonly lock: boolean;
  /** Most stacks at a time. */
  readonly parallel: number;
  /** Folder of the environments: the stacks must be of the commit that its repository is at. */
  readonly environments: string;
  /** The present time. */
  readonly now: () => Date;
  /** Is told before the first stack is planned, and of each that is done. */
  readonly onProgress: (done: number, total: number, outcome?: Outcome, milliseconds?: number) => void;
  /** Is told where another run has the folder. */
  readonly onWait: (message: string) => void;
}

/** Plans that were made. */
export interface MadePlans {
  readonly index: PlansFile;
  /** SHA-256 of the index as a file. */
  readonly digest: string;
}

/**
 * Plans stacks and keeps the plans, all of them or none.
 *
 * @throws UserError where nothing can be planned: no Terraform or OpenTofu, no stacks, stacks of another commit, another folder in
 *   place of that for plans.
 * @throws the reason of the signal, where the user ended the command. Nothing is left then.
 */
export async function makePlans(options: MakePlansOptions): Promise<MadePlans> {
  const { selection, out, onWait, onProgress } = options;
  const { signal } = options.programs;
  // What a synthesis writes meanwhile would be planned in part.
  readOrder(selection.stacks);
  const reading = await lockStacks(selection.stacks, { signal, onWait });
  try {
    const order = readOrder(selection.stacks);
    const head = checkedHead(order, selection.stacks, options.environments);
    const all = readStacks(selection);
    const { stacks, elsewhere } = options.shard === undefined ? { stacks: all } : shardOf(all, options.shard);
    const programs = await findPrograms(stacks, process.cwd(), options.programs);
    const folder = await PlansFolder.begin(out, { signal, onWait });
    try {
      let done = 0;
      onProgress(0, stacks.length);
      const outcomes = await planStacks(stacks, folder.partial, {
        plannerOf: plannersOf(programs, options),
        ...{ parallel: options.parallel, elsewhere, all },
        onDone: (outcome, milliseconds) => {
          done += 1;
          onProgress(done, stacks.length, outcome, milliseconds);
        },
      });
      const wanted = new Set(stacks.filter(({ isWanted }) => isWanted).map(({ name }) => name));
      const records = outcomes.map(({ record }) => record).filter(({ name }) => wanted.has(name));
      folder.forget(stacks.filter(({ isWanted }) => !isWanted).map(({ name }) => name));
      const index: PlansFile = {
        ...PLANS_FORMAT,
        generated_at: options.now().toISOString(),
        ...{ commit: head?.commit ?? null, dirty: head?.dirty ?? false, ...versionsOf(programs) },
        environments: rulesOf(order, records),
        stacks: records,
      };
      return { index, digest: sha256(folder.end(index)) };
    } finally {
      folder.drop();
    }
  } finally {
    reading.release();
  }
}

/** The rules of the environments of some stacks: the digest of the index binds them to the review. */
function rulesOf({ environments }: OrderFile, records: readonly PlannedStack[]): PlannedEnvironments {
  const names = [...new Set(records.map(({ environment }) => environment))].sort();
  return Object.fromEntries(names.map((name) => [name, { deferred: environments[name]?.deferred ?? "approve" }]));
}
