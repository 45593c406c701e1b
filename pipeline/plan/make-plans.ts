import { sha256 } from "../../support/sha256";
import type { OrderFile } from "../order-file";
import { PLANS_FORMAT, type PlannedEnvironments, type PlannedStack, type PlansFile } from "../plans-file";
import { Initializer } from "../terraform/initializer";
import type { Terraform } from "../terraform/terraform";
import { terraformVersion } from "../terraform/version";
import { checkedHead } from "./check-head";
import { lockStacks } from "./lock-stacks";
import type { Outcome } from "./outcome";
import { planStacks } from "./plan-stacks";
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
  readonly terraform: Terraform;
  /** Lock file of the project. @default - there is none */
  readonly projectLock?: string | undefined;
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
 * @throws UserError where nothing can be planned: no Terraform, no stacks, stacks of another commit, another folder in
 *   place of that for plans.
 * @throws the reason of the signal, where the user ended the command. Nothing is left then.
 */
export async function makePlans(options: MakePlansOptions): Promise<MadePlans> {
  const { selection, out, terraform, onWait, onProgress } = options;
  const { signal } = terraform;
  const version = await terraformVersion(terraform, process.cwd());
  signal.throwIfAborted();
  // What a synthesis writes meanwhile would be planned in part.
  readOrder(selection.stacks);
  const reading = await lockStacks(selection.stacks, { signal, onWait });
  try {
    const order = readOrder(selection.stacks);
    const head = checkedHead(order, selection.stacks, options.environments);
    const all = readStacks(selection);
    const { stacks, elsewhere } = options.shard === undefined ? { stacks: all } : shardOf(all, options.shard);
    const folder = await PlansFolder.begin(out, { signal, onWait });
    try {
      let done = 0;
      onProgress(0, stacks.length);
      const outcomes = await planStacks(stacks, folder.partial, {
        ...{ terraform, initializer: new Initializer(terraform, options.projectLock) },
        ...{ lock: options.lock, parallel: options.parallel, elsewhere, all },
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
        ...{ commit: head?.commit ?? null, dirty: head?.dirty ?? false, terraform: version },
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
