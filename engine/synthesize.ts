import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import { planEstate } from "../config/estate/plan-estate";
import { selectStacks } from "../config/estate/selected-stacks";
import type { Head } from "../pipeline/head";
import type { OrderFile } from "../pipeline/order-file";
import { buildJobs } from "./build-jobs";
import type { BuiltStack } from "./build-one";
import { type Job, jobOf, type StackEntry } from "./job";
import type { Leftover } from "./leftovers";
import { type Lock, lockFolder } from "./lock";
import { writeManifest } from "./manifest";
import { moveIntoPlace, type Undeclared } from "./move";
import { orderOf, writeOrder } from "./order";
import { asWriteError, checkOutdir, checkReplaceable, makeStaging, targetOf } from "./output-folder";
import { STACKS } from "./stack-files";
import { readStackRecords, type StackRecords, unchangedStack, writeStackRecords } from "./stack-records";

export interface SynthesisOptions {
  /** Environments to synthesize. */
  readonly environments: readonly Environment[];
  /**
   * Loads the environments again. It is called where this run waited for another one: the files may have changed since
   * they were loaded. @default - they are taken as they are
   */
  readonly reload?: (() => Promise<readonly Environment[]>) | undefined;
  /**
   * Tells the commit that the environments were loaded at, after `reload` that of the last time.
   *
   * @default - it is not known
   */
  readonly head?: (() => Head | null) | undefined;
  /** Names of consumers to synthesize, in whichever of the environments they are. @default - everything */
  readonly consumers?: readonly string[] | undefined;
  /**
   * Names of stacks to build, or patterns with `*`. Of the others, those that are in the folder as they would be built
   * stay in it and in the manifest. @default - everything
   */
  readonly stacks?: readonly string[] | undefined;
  /** Folder to write to: a new or an empty one, or one that an earlier synthesis wrote to. */
  readonly outdir: string;
  /**
   * What becomes of stacks of earlier syntheses that are no longer declared:
   * - `all`: those that are not deployed are deleted, and their cards, too. Those that may be deployed are set aside in
   *   `<outdir>/removed`: they can only be destroyed from their folder.
   * - `own`: the same for stacks of the given environments only. Cards stay.
   * - `cdktf`: those that may be deployed are set aside. cdktf deletes the others afterwards. Stacks that are declared
   * and not
   *   selected are set aside as well, and brought back when they are selected again.
   * - `none`: they stay where they are.
   *
   * @default "none"
   */
  readonly undeclared?: Undeclared | undefined;
  /** Whether to build stacks again that did not change. @default false */
  readonly force?: boolean | undefined;
  /** Called as the work goes on. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called once where another run writes to the folder, with what to tell. @default - told on standard error */
  readonly onWait?: ((message: string) => void) | undefined;
  /**
   * Ends the run early: then nothing in the output folder was changed. A move into the folder that has begun is ended
   * first; the run then succeeds.
   */
  readonly signal?: AbortSignal | undefined;
}

/** How far a synthesis is. */
export interface Progress {
  /** What is done: stacks are compared with those in the output folder, or built. */
  readonly phase: "comparing" | "building";
  /** Stacks that it is done for. */
  readonly done: number;
  /** Stacks that it is done for in the end. */
  readonly total: number;
}

/** What a synthesis wrote. */
export interface SynthesisResult {
  /** Names of the stacks, in an order that they can be deployed in. */
  readonly stacks: readonly string[];
  /** Paths of the service cards from the output folder, in the order of the stacks. */
  readonly cards: readonly string[];
  /**
   * Stacks in the folder that are no longer declared and may be deployed, in the order to destroy them in. With `own`,
   * only those of the given environments. With a selection and `none`, nothing is said of them.
   */
  readonly leftovers: readonly Leftover[];
  /** How many of the stacks were built. */
  readonly built: number;
  /** How many of them were there already, as they would be built. */
  readonly unchanged: number;
  /** The order of deployment, as it was written beside the manifest. */
  readonly order: OrderFile;
  /** Digest of what each of the stacks was built from, besides the program, by name. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * Writes the stacks of environments, `<outdir>/stacks/<stack>/cdk.tf.json`, with where they come from, `origins.json`,
 * beside each, the cards of their services, `<outdir>/cards/<environment>/<service>.json`, the order of deployment, and
 * the manifest that the cdktf command line reads. Stacks that did not change since an earlier run are not built again.
 * All is written beside the output folder first, and moved there when every one of them is whole: if one stack fails,
 * no file is changed.
 *
 * Two runs never write to one folder at once: the second waits.
 *
 * @throws UserError when no environment has a consumer of a name, or the folder holds something else.
 * @throws CannotWrite when the output folder cannot be written.
 * @throws the reason of the signal, where it ended the run.
 */
export async function synthesize(options: SynthesisOptions): Promise<SynthesisResult> {
  const { reload, outdir, signal } = options;
  const jobs = jobsOf(options);
  checkOutdir(outdir);
  try {
    const target = targetOf(outdir);
    let waited = false;
    const onWait = (message: string) => {
      waited = true;
      (options.onWait ?? toStandardError)(message);
    };
    const lock = await lockFolder(target, { outdir, onWait, signal });
    try {
      if (!waited || reload === undefined) return await write(options, jobs, target, lock);
      const reloaded = { ...options, environments: await reload() };
      return await write(reloaded, jobsOf(reloaded), target, lock);
    } finally {
      lock.release();
    }
  } catch (error) {
    throw asWriteError(outdir, error);
  }
}

function toStandardError(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** What there is to build. Not the plans: of what does not change, nothing else is needed than its entry. */
function jobsOf({ environments, consumers }: SynthesisOptions): (StackEntry & Job)[] {
  return planEstate(environments, { consumers }).map((plan) => jobOf(plan));
}

/** Builds what changed and moves it into the output folder, which this run has locked. */
async function write(
  options: SynthesisOptions,
  jobs: readonly (StackEntry & Job)[],
  target: string,
  lock: Lock,
): Promise<SynthesisResult> {
  const { environments, outdir, undeclared = "none", force = false, onProgress, signal } = options;
  // Another run may have made the folder while this one waited.
  checkOutdir(outdir);
  const staging = makeStaging(target);
  try {
    mkdirSync(join(staging, STACKS));
    const records = readStackRecords(target);
    const isAsked = askedIn(options, jobs);
    const kept = force ? jobs.filter(({ name }) => !isAsked(name)) : jobs;
    const unchanged = findUnchanged(target, kept, records, onProgress);
    const changed = jobs.filter(({ name }) => isAsked(name) && !unchanged.has(name));
    let done = 0;
    const onBuilt = () => onProgress?.({ phase: "building", done: ++done, total: changed.length });
    const built = await buildJobs(changed, staging, { onBuilt, signal });
    const all = new Map([...unchanged, ...built]);
    const entries = jobs.flatMap(({ text: _, ...entry }) => (all.has(entry.name) ? [entry] : []));
    writeManifest(staging, entries, all);
    const order = orderOf(entries, all, environments, options.head?.() ?? null);
    writeOrder(staging, order);
    checkReplaceable(staging, target, outdir);
    lock.verify();
    signal?.throwIfAborted();
    const stacks = entries.map(({ name }) => name);
    const cards = entries.flatMap(({ card }) => card ?? []);
    const declared = declaredStacks(
      options,
      jobs.map(({ name }) => name),
    );
    const leftovers = moveIntoPlace({ staging, target, environments, stacks, cards, declared, undeclared });
    writeStackRecords(target, entries, all, records);
    const asked = entries.filter(({ name }) => isAsked(name));
    return {
      stacks: asked.map(({ name }) => name),
      cards: asked.flatMap(({ card }) => card ?? []),
      leftovers,
      built: built.size,
      unchanged: asked.length - built.size,
      order,
      inputs: new Map(entries.map(({ name, input }) => [name, input])),
    };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether a stack was asked for by name. */
function askedIn({ stacks }: SynthesisOptions, jobs: readonly StackEntry[]): (name: string) => boolean {
  if (stacks === undefined) return () => true;
  const names = jobs.map(({ name }) => name);
  const asked = selectStacks(names, stacks);
  return (name) => asked.has(name);
}

/** Stacks that are in the output folder as they would be built, by name. */
function findUnchanged(
  target: string,
  jobs: readonly StackEntry[],
  records: StackRecords,
  onProgress: SynthesisOptions["onProgress"],
): Map<string, BuiltStack> {
  const unchanged = new Map<string, BuiltStack>();
  for (const [index, job] of jobs.entries()) {
    const stack = unchangedStack(target, job, records);
    if (stack !== undefined) unchanged.set(job.name, stack);
    onProgress?.({ phase: "comparing", done: index + 1, total: jobs.length });
  }
  return unchanged;
}

/**
 * Names of all stacks of the environments, also of those that are not selected. Undefined where nobody asks: it takes
 * as long as to plan all of them.
 */
function declaredStacks(
  { environments, consumers, undeclared = "none" }: SynthesisOptions,
  stacks: readonly string[],
): ReadonlySet<string> | undefined {
  if (consumers === undefined) return new Set(stacks);
  return undeclared === "none" ? undefined : new Set(planEstate(environments).map(({ name }) => name));
}
