import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { lockFolder } from "../../engine/lock";
import { CannotWrite } from "../../support/cannot-write";
import { compare } from "../../support/compare";
import { makeFolder } from "../../support/make-folder";
import { shown } from "../../support/shown";
import { DEPLOYED_FORMAT, type DeployedFile, deployedSchema } from "../deployed-file";
import { readChecked } from "../read-checked";

/** A stack that was deployed, as the manifest has it. */
export type DeployedStack = DeployedFile["stacks"][string];

/** The entries of a manifest, by name. */
export type DeployedStacks = ReadonlyMap<string, DeployedStack>;

/** What a manifest gets to know of stacks: how each is deployed; null of one that is not deployed any more. */
export type DeployedChanges = ReadonlyMap<string, DeployedStack | null>;

/** How to wait for others. */
export interface Waiting {
  readonly onWait: (message: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads the manifest, changes it, and writes it as a whole, while no other run does.
 *
 * @param changes what changes of the entries that there are. None: the manifest is only read.
 * @throws UserError where it is no manifest; CannotWrite; the reason of the signal.
 */
export async function changeDeployed(
  file: string,
  changes: (known: DeployedStacks) => DeployedChanges,
  { onWait, signal }: Waiting,
): Promise<void> {
  const path = resolve(file);
  try {
    makeFolder(dirname(path));
    const lock = await lockFolder(path, { outdir: file, onWait, signal });
    try {
      const known = readDeployed(path);
      const changed = changes(known);
      if (changed.size === 0) return;
      lock.verify();
      write(path, withChanges(known, changed));
    } finally {
      lock.release();
    }
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
    throw new CannotWrite(`${shown(file)}: expected a file that can be written; found: ${(error as Error).message}.`);
  }
}

/** Refuses a manifest that cannot be read or written before anything is applied. @throws as {@link changeDeployed}. */
export async function checkDeployed(file: string, waiting: Waiting): Promise<void> {
  await changeDeployed(file, () => new Map(), waiting);
}

/** The entries of a manifest: none where it is not there yet. @throws UserError where it is no manifest. */
export function readDeployed(path: string): DeployedStacks {
  if (!existsSync(path)) return new Map();
  const what = "a manifest of what is deployed, which `privatelink apply` writes";
  return new Map(Object.entries(readChecked(path, deployedSchema, what).stacks));
}

function withChanges(known: DeployedStacks, changes: DeployedChanges): DeployedFile {
  const all = new Map<string, DeployedStack | null>([...known, ...changes]);
  const rest = [...all].flatMap(([name, stack]) => (stack === null ? [] : [[name, stack] as const]));
  return { ...DEPLOYED_FORMAT, stacks: Object.fromEntries(rest.sort(([a], [b]) => compare(a, b))) };
}

function write(path: string, content: DeployedFile): void {
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
