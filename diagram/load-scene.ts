import { existsSync } from "node:fs";
import { join } from "node:path";
import { existingNames, unknownNames } from "../config/nearest";
import { readChecked } from "../pipeline/read-checked";
import { readPlanFolder } from "../pipeline/read-plans";
import { reportSchema } from "../policies/checker/report/report-schema";
import { NoSuchName } from "../support/no-such-name";
import { turns } from "../support/turns";
import { UserError } from "../support/user-error";
import { changesOf, type StackChange } from "./overlays/changes";
import { Connections, connectionsSchema } from "./overlays/connections";
import { verdictsOf } from "./overlays/verdicts";
import type { Scene } from "./picture/scene";
import { Configuration } from "./stacks/configuration";
import type { StackFacts } from "./stacks/facts";
import { declaredStacks, factsOf, readStack, type StackFolder, stackFolder } from "./stacks/read-stacks";

/** Where what is drawn comes from. */
export interface SceneSources {
  /** Output folder of the synthesis. */
  readonly out: string;
  /** Environments. @default - all */
  readonly environments?: readonly string[] | undefined;
  /** Folders of plans. */
  readonly plans: readonly string[];
  /** Report of the policies as JSON. @default - nothing is coloured */
  readonly policy?: string | undefined;
  /** Reports of `privatelink status` as JSON. */
  readonly status: readonly string[];
}

/** Most consumers of an environment that are drawn one by one. */
export const MOST_CONSUMERS = 12;

/** What a long piece of work is told. */
interface Watched {
  readonly signal: AbortSignal;
  readonly onProgress: (what: string, done: number, total: number) => void;
}

/**
 * Reads what a picture is made of.
 *
 * @throws NoSuchName where an environment has no stacks; UserError where a file is not what it should be.
 */
export async function loadScene(sources: SceneSources, { signal, onProgress }: Watched): Promise<Scene> {
  const changes = new Map<string, StackChange>();
  for (const folder of sources.plans)
    for (const change of changesOf(folder, readPlanFolder(folder).index)) changes.set(change.stack, change);
  const verdicts =
    sources.policy === undefined ? undefined : verdictsOf(readChecked(sources.policy, reportSchema, REPORT));
  const reports = sources.status.map((file) => readChecked(file, connectionsSchema, STATUS));
  const folders = selected(stackFolders(sources.out, changes), sources.environments);
  const stacks: StackFacts[] = [];
  const turn = turns(signal);
  for (const folder of folders) {
    await turn();
    stacks.push(readIfThere(folder));
    onProgress("reading stacks", stacks.length, folders.length);
  }
  return {
    ...{ stacks, changes, verdicts, customers: [], mostConsumers: MOST_CONSUMERS },
    connections: reports.length === 0 ? undefined : new Connections(reports),
  };
}

const REPORT = "a report of the policies, which `privatelink policy --format json=FILE` writes";
const STATUS = "a status, which `privatelink status --format json` writes";

/** Stacks that are declared, and those that a change takes away. */
export function stackFolders(out: string, changes: ReadonlyMap<string, StackChange>): readonly StackFolder[] {
  const declared = declaredStacks(out);
  const names = new Set(declared.map(({ name }) => name));
  const gone = [...changes.values()]
    .filter(({ stack }) => !names.has(stack))
    .flatMap(({ stack, folder }) => stackFolder(stack, join(out, folder)) ?? []);
  return [...declared, ...gone];
}

/** What is known of a stack. Of one that is gone, the configuration may be gone too. */
export function readIfThere(folder: StackFolder): StackFacts {
  const { folder: path, ...stack } = folder;
  return existsSync(path) ? readStack(folder) : factsOf(stack, new Configuration({}));
}

function selected(folders: readonly StackFolder[], names: readonly string[] | undefined): readonly StackFolder[] {
  const known = [...new Set(folders.map(({ environment }) => environment))];
  const unknown = unknownNames(names ?? [], known);
  if (unknown !== undefined)
    throw new NoSuchName(
      `There are no stacks of these environments:\n${unknown}\n${existingNames(names ?? [], known)}`,
    );
  if (folders.length === 0)
    throw new UserError("There is nothing to draw: the output folder has no stacks. Run `privatelink synth`.");
  return names === undefined ? folders : folders.filter(({ environment }) => names.includes(environment));
}
