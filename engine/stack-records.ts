import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readRecords, recordsFile, writeRecords } from "../support/records";
import type { BuiltStack } from "./build-one";
import type { StackEntry } from "./job";
import { REMOVED } from "./removed";
import { outputDigest, STACK_FILES, STACKS } from "./stack-files";

/*
 * Why a run that is killed at any moment leaves no record that lies: a record does not say "this folder is up to date".
 * It says "what is built from an input with this digest is an output with that digest", and both are worked out again
 * from the plan and from the bytes on disk before it counts. So it does not matter when the record was written, nor who
 * changed the folder since:
 *
 * - killed while it builds: the output folder and its records are as they were;
 * - killed while it moves: the stacks that are moved, whole or in part, have other bytes than their records say, and
 * are built
 *   again; the others are as their records say;
 * - killed before the records are written: the same;
 * - killed while the records are written: they are renamed into place whole, or not.
 */

/** What is known of a stack of an earlier run. */
interface StackRecord extends BuiltStack {
  /** Digest of what it was built from. */
  readonly input: string;
}

/** Records of the stacks in an output folder, by name. */
export type StackRecords = Readonly<Record<string, StackRecord>>;

const KIND = "stacks";

/** Reads the records in an output folder; none where they are missing, damaged, or of another program. */
export function readStackRecords(outdir: string): StackRecords {
  return (readRecords(recordsFile(outdir, KIND), KIND) ?? {}) as StackRecords;
}

/**
 * Keeps records for the next run: those of the stacks of this run, and of the others that are still in the folder.
 *
 * @param stacks the stacks of this run.
 * @param built what building each of them gave, in this run or in an earlier one.
 * @param earlier records of the run before.
 */
export function writeStackRecords(
  outdir: string,
  stacks: readonly Pick<StackEntry, "name" | "input">[],
  built: ReadonlyMap<string, BuiltStack>,
  earlier: StackRecords,
): void {
  const own = new Set(stacks.map(({ name }) => name));
  const there = new Set([STACKS, REMOVED].flatMap((parent) => namesIn(join(outdir, parent))));
  const others = Object.entries(earlier).filter(([name]) => !own.has(name) && there.has(name));
  const fresh = stacks.flatMap(({ name, input }) => {
    const stack = built.get(name);
    // An error in a stack is told again by the next run, which must build it for that.
    const isSound = stack?.annotations.every(({ level }) => !level.endsWith("error"));
    return stack && isSound ? [[name, { ...stack, input }] as const] : [];
  });
  // Of no records there may be no file, or one that does not count.
  const known = Object.keys(earlier).length;
  const isKnown = ([name, record]: readonly [string, StackRecord]) =>
    Object.hasOwn(earlier, name) && isDeepStrictEqual(record, earlier[name]);
  if (known > 0 && others.length + fresh.length === known && fresh.every(isKnown)) return;
  writeRecords(recordsFile(outdir, KIND), KIND, Object.fromEntries([...others, ...fresh]));
}

/**
 * What is known of a stack that need not be built again: it would be built from what it was built from, by this
 * program, and the bytes that this gave are in the folder. Undefined where one of these is not so.
 */
export function unchangedStack(outdir: string, stack: StackEntry, records: StackRecords): BuiltStack | undefined {
  const { name, input, card } = stack;
  const record = Object.hasOwn(records, name) ? records[name] : undefined;
  if (record === undefined || record.input !== input) return undefined;
  const folder = folderOf(outdir, name);
  if (folder === undefined) return undefined;
  const { annotations, output, digest } = record;
  return isWritten(folder, output, card && join(outdir, card)) ? { annotations, output, digest } : undefined;
}

/** Names in a folder. None where it is not there or cannot be read: its stacks are then built again. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isWritten(folder: string, output: string, card: string | undefined): boolean {
  try {
    return outputDigest(folder, card) === output;
  } catch {
    return false;
  }
}

/**
 * The folder of a stack: among the stacks, or among those that were set aside, from where it is brought back. Undefined
 * where it is in neither, or in both: the two are then merged, and it is not known here what that gives.
 */
function folderOf(outdir: string, name: string): string | undefined {
  const [folder, ...more] = [STACKS, REMOVED]
    .map((parent) => join(outdir, parent, name))
    .filter((path) => existsSync(path));
  return folder !== undefined && more.length === 0 && holdsStack(folder) ? folder : undefined;
}

function holdsStack(folder: string): boolean {
  return STACK_FILES.some((file) => existsSync(join(folder, file)));
}
