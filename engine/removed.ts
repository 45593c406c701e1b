import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { originsSchema } from "../config/origins";
import { ORIGINS_FILE } from "../config/origins-file";
import { makeFolder } from "../support/make-folder";
import { readJson } from "../support/read-json";
import { deployedBy, GONE_MARK } from "./deployed";
import { ASSETS, STACK_FILES, STACKS } from "./stack-files";

/**
 * Folder of stacks that are no longer declared and may be deployed, or that cdktf would delete because they are not in the newest
 * synthesis, beside {@link STACKS}. It is as deep as theirs, so that relative paths to states stay right.
 */
export const REMOVED = "removed";

/** File in the folder of a stack that was set aside though it is declared: it was not selected. */
const DECLARED_MARK = ".declared";

/** Files in the folder of a stack that was set aside: they tell why. */
export const MARKS: readonly string[] = [DECLARED_MARK, GONE_MARK];

/** Whether a stack that was set aside was declared when it was last heard of. @param folder of the stack. */
export function isMarkedDeclared(folder: string): boolean {
  return existsSync(join(folder, DECLARED_MARK));
}

/** Forgets of the stacks that were set aside and are no longer declared that they were. */
export function unmarkUndeclared(outdir: string, declared: ReadonlySet<string>): void {
  for (const name of stackFolders(join(outdir, REMOVED)))
    if (!declared.has(name)) rmSync(join(outdir, REMOVED, name, DECLARED_MARK), { force: true });
}

/** Names of the folders in a folder of stacks that hold a stack. */
export function stackFolders(stacks: string): string[] {
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .filter((name) => holdsConfiguration(join(stacks, name)))
    .sort();
}

/** Whether a folder holds the configuration of a stack, as JSON or as HCL. */
function holdsConfiguration(folder: string): boolean {
  return ["cdk.tf.json", "cdk.tf"].some((file) => existsSync(join(folder, file)));
}

/** Whether an earlier synthesis wrote what is in a folder: only that is ever removed. */
function isOurs(folder: string): boolean {
  return originsSchema.safeParse(readJson(join(folder, ORIGINS_FILE))).success;
}

/** Deletes stacks that are not deployed, and sets those aside that may be. Folders that somebody else made stay. */
export function removeStacks(outdir: string, names: readonly string[]): void {
  for (const name of names)
    for (const parent of [STACKS, REMOVED]) {
      const folder = join(outdir, parent, name);
      if (!isOurs(folder)) continue;
      if (deployedBy(folder) === "no") rmSync(folder, { recursive: true, force: true });
      else if (parent === STACKS) setAside(outdir, name);
    }
  dropEmpty(outdir);
}

/**
 * Sets stacks aside that cdktf is about to delete: those that may be deployed, and those that are declared and were not selected,
 * which are brought back later as they are. An empty folder stays in the place of each: cdktf fails if a stack folder disappears
 * during a run.
 *
 * @param names of the stacks that are not in the manifest.
 * @param declared names of all stacks that are declared.
 */
export function setAsideFromCdktf(outdir: string, names: readonly string[], declared: ReadonlySet<string>): void {
  for (const name of names) {
    const folder = join(outdir, STACKS, name);
    if (!holdsConfiguration(folder)) continue;
    if (!declared.has(name) && deployedBy(folder) === "no") continue;
    setAside(outdir, name);
    if (declared.has(name)) writeFileSync(join(outdir, REMOVED, name, DECLARED_MARK), "");
    mkdirSync(folder);
  }
}

function setAside(outdir: string, name: string): void {
  const kept = join(outdir, REMOVED, name);
  makeFolder(join(outdir, REMOVED));
  rmSync(kept, { recursive: true, force: true });
  renameSync(join(outdir, STACKS, name), kept);
}

/** Brings stacks back that are declared again, with what Terraform left in their folders. */
export function bringBack(outdir: string, declared: readonly string[]): void {
  if (!existsSync(join(outdir, REMOVED))) return;
  makeFolder(join(outdir, STACKS));
  for (const name of declared) {
    const [kept, folder] = [join(outdir, REMOVED, name), join(outdir, STACKS, name)];
    if (!existsSync(kept)) continue;
    for (const mark of MARKS) rmSync(join(kept, mark), { force: true });
    if (holdsConfiguration(folder)) cpSync(kept, folder, { recursive: true, force: false, verbatimSymlinks: true });
    else {
      rmSync(folder, { recursive: true, force: true });
      renameSync(kept, folder);
    }
    rmSync(kept, { recursive: true, force: true });
  }
  dropEmpty(outdir);
}

/**
 * Puts stacks aside that an earlier commit declares and that are no longer declared: they can only be destroyed from
 * their folders. What Terraform keeps in such a folder stays. Stacks that an earlier call put there, that are none of
 * these, and that Terraform was never run on, go.
 *
 * @param folders of the stacks as they were built at the earlier commit, by name.
 */
export function putGoneAside(outdir: string, folders: ReadonlyMap<string, string>): void {
  const removed = join(outdir, REMOVED);
  for (const name of stackFolders(removed)) {
    const kept = join(removed, name);
    const isStale = !folders.has(name) && existsSync(join(kept, GONE_MARK)) && !existsSync(join(kept, ".terraform"));
    if (isStale) rmSync(kept, { recursive: true, force: true });
  }
  for (const [name, built] of folders) {
    const kept = join(removed, name);
    makeFolder(kept);
    for (const entry of [...STACK_FILES, ASSETS]) {
      rmSync(join(kept, entry), { recursive: true, force: true });
      if (existsSync(join(built, entry))) cpSync(join(built, entry), join(kept, entry), { recursive: true });
    }
    writeFileSync(join(kept, GONE_MARK), "");
  }
  dropEmpty(outdir);
}

function dropEmpty(outdir: string): void {
  const removed = join(outdir, REMOVED);
  if (existsSync(removed) && readdirSync(removed).length === 0) rmSync(removed, { recursive: true });
}
