import { add } from "../support/add";
import { type ReadFile, readFile } from "./digest";
import type { ConsumerDraft } from "./draft";
import { CONSUMERS } from "./environment-folder";
import type { FileRecords } from "./file-records";
import { filesIn } from "./folder-files";
import type { Problem } from "./problem";
import { draftConsumer, soundConsumer } from "./read-consumer";
import { readTable, rowProblem } from "./tables/read-table";
import type { ConsumerRow } from "./tables/table";
import { YamlFile } from "./yaml-file";

/** How many consumers of an environment are read. */
export interface Step {
  readonly done: number;
  readonly total: number;
}

/** Digest of a file, with the folder and the name that it is of. */
export type FileDigest = readonly [folder: string, name: string, digest: string];

/** The consumers of an environment as far as they could be read. */
interface ReadRecords {
  readonly drafts: readonly ConsumerDraft[];
  /** Whether every consumer that there is could be read, with the name. */
  readonly isWhole: boolean;
}

/** Rows of a table that are read without a step between. */
const ROWS_A_STEP = 100;

/**
 * Reads the consumers of an environment: a file each, and tables of external ones.
 *
 * @param folder of the environment.
 * @param digests learns those of the files.
 */
export function* readRecords(
  folder: string,
  environment: string,
  records: FileRecords,
  digests: FileDigest[],
  problems: Problem[],
): Generator<Step, ReadRecords> {
  const drafts: ConsumerDraft[] = [];
  const before = problems.length;
  const files = filesIn(folder, CONSUMERS, problems);
  // What is named otherwise, or cannot be read, may hold consumers.
  let isWhole = problems.length === before;
  let total = files.length;
  for (const { name, path, isTable } of files) {
    const file = readFile(path);
    digests.push([CONSUMERS.folder, name, file.digest]);
    if (isTable) {
      const table = readTable(file);
      add(problems, table.problems);
      isWhole &&= table.isWhole;
      total += table.rows.length - 1;
      for (const row of table.rows) {
        drafts.push(readRow(environment, row, records, problems));
        if (drafts.length % ROWS_A_STEP === 0) yield { done: drafts.length, total };
      }
    } else drafts.push(readConsumer(environment, name, file, records, problems));
    yield { done: drafts.length, total };
  }
  return { drafts, isWhole };
}

/** A consumer by its file, or by the record of a sound file of the same content. */
function readConsumer(
  environment: string,
  name: string,
  read: ReadFile,
  records: FileRecords,
  problems: Problem[],
): ConsumerDraft {
  const kept = records.consumer(environment, read.digest);
  if (kept !== undefined) return soundConsumer(name, YamlFile.sound(read, kept.value), kept.spec);
  const { draft, problems: own } = draftConsumer(name, YamlFile.of(read));
  add(problems, own);
  if (draft.isSound && draft.spec !== undefined)
    records.keepConsumer(environment, read.digest, { value: draft.file.value, spec: draft.spec });
  return draft;
}

/** The same of a row of a table. */
function readRow(environment: string, row: ConsumerRow, records: FileRecords, problems: Problem[]): ConsumerDraft {
  const kept = records.consumer(environment, row.digest);
  if (kept !== undefined) return soundConsumer(row.name, row.file, kept.spec);
  const { draft, problems: own } = draftConsumer(row.name, row.file);
  for (const problem of own) problems.push(rowProblem(problem, row));
  // The values are in the table, which is read in any case.
  if (draft.isSound && draft.spec !== undefined)
    records.keepConsumer(environment, row.digest, { value: null, spec: draft.spec });
  return draft;
}
