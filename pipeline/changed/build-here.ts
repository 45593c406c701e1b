import { mkdirSync } from "node:fs";
import { planEstate } from "../../config/estate/plan-estate";
import { FileRecords } from "../../config/file-records";
import { loadWatched } from "../../config/load";
import { buildJobs } from "../../engine/build-jobs";
import { jobOf } from "../../engine/job";
import { compare } from "../../support/compare";
import { recordsFile } from "../../support/records";
import { engineEntry } from "../terraform/engine";
import type { Earlier, EarlierStack, Now } from "./earlier";

/** What to build, and to where. */
export interface BuildingHere {
  /** Folder of the environments at the commit. */
  readonly environments: string;
  /** Names of environments that are there. */
  readonly names: readonly string[];
  /** Folder to write to. */
  readonly folder: string;
  /** Output folder of the stacks as they are now: what this program read for them is not read again. */
  readonly outdir: string;
  readonly now: Now;
  readonly signal: AbortSignal;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

/**
 * Builds the stacks of a commit by this program. A stack that is made of the same as now has the same bytes: only the
 * others are built.
 *
 * @throws EnvironmentError where something is wrong with the environments; the reason of the signal.
 */
export async function buildHere(building: BuildingHere): Promise<Earlier> {
  const { environments, names, folder, outdir, now, signal, onProgress } = building;
  const loaded = await loadWatched(environments, names, {
    records: FileRecords.read(recordsFile(outdir, "files")),
    signal,
    onProgress: (done, total) => onProgress("reading consumers of the earlier commit", done, total),
  });
  const jobs = planEstate(loaded).map((plan) => jobOf(plan));
  const isAsNow = ({ name, input }: (typeof jobs)[number]) => now.inputs.get(name) === input;
  const others = jobs.filter((job) => !isAsNow(job));
  let done = 0;
  const onBuilt = () => onProgress("building stacks of the earlier commit", ++done, others.length);
  mkdirSync(folder);
  const built = await buildJobs(others, folder, { onBuilt, signal });
  const engines = new Map(loaded.map(({ name, terraform }) => [name, terraform.engine]));
  const stacks = jobs.map((job): [string, EarlierStack] => {
    const { name, environment, kind, account, region, dependencies } = job;
    const digest = built.get(name)?.digest ?? now.digests.get(name);
    if (digest === undefined) throw new Error(`the stack ${name} was not built`);
    const about = { name, environment, kind, account, region, ...engineEntry(engines.get(environment)) };
    return [name, { ...about, dependencies: [...dependencies].sort(compare), digest }];
  });
  return { stacks: new Map(stacks), folder };
}
