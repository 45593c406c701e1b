import { CannotEdit, type Changes } from "../../config/edit/changes";
import { checkEdits, type FileEdit, writeEdits } from "../../config/edit/checked-edit";
import { addedColumns } from "../../config/edit/csv-text";
import {
  editRecords as editedText,
  formOf,
  placeOf,
  type RecordPlace,
  textOfFile,
} from "../../config/edit/record-place";
import type { Environment } from "../../config/environment";
import { EnvironmentError, type Problem } from "../../config/problem";
import { shown } from "../../support/shown";
import type { StateRefusal } from "./state-changes";

/** A record, and what is changed in it. */
export interface RecordEdit {
  readonly place: RecordPlace;
  readonly changes: Changes;
}

/** A problem with a key of a record. */
export function recordProblem(place: RecordPlace, { key, expected, found, fix }: StateRefusal): Problem {
  const at = placeOf(textOfFile(place.path), place, key);
  return { file: shown(place.path), ...at, path: key, expected, found, fix };
}

/** What an edit has made. */
export interface Edited {
  /** The environments of the records, as they are now. */
  readonly environments: readonly Environment[];
  /** What to tell of the files besides, each in a line. */
  readonly notes: readonly string[];
}

/**
 * Edits records, and checks what comes of it before it writes anything.
 *
 * @param folder folder of the environments.
 * @throws EnvironmentError with everything that is in the way.
 */
export function editRecords(folder: string, records: readonly RecordEdit[]): Edited {
  const names = records.map(({ place }) => place.environment);
  return writeChecked(folder, names, fileEdits(records));
}

/** Checks files as edited, then writes them. */
export function writeChecked(folder: string, environments: readonly string[], edits: readonly FileEdit[]): Edited {
  const checked = checkEdits(folder, [...new Set(environments)].sort(), edits);
  writeEdits(edits);
  return { environments: checked, notes: edits.flatMap(columnNote) };
}

/** Says which columns a table has got: they change each row of it. */
function columnNote({ path, before, after }: FileEdit): string[] {
  if (before === undefined || formOf(path) !== "csv") return [];
  const added = addedColumns(before, after);
  return added.length === 0 ? [] : [`${shown(path)}:1  columns added: ${added.join(", ")}`];
}

function fileEdits(records: readonly RecordEdit[]): FileEdit[] {
  const problems: Problem[] = [];
  const edits = [...byFile(records)].flatMap(([path, own]): FileEdit[] => {
    const before = textOfFile(path);
    const changes = new Map(own.map(({ place, changes: each }) => [place.customer, each]));
    const [first] = own;
    try {
      return first === undefined ? [] : [{ path, before, after: editedText(before, first.place.form, changes) }];
    } catch (error) {
      if (!(error instanceof CannotEdit) || first === undefined) throw error;
      const { expected, fix } = error;
      const key = Object.keys(first.changes)[0] ?? "";
      problems.push(recordProblem(first.place, { key, expected, found: "a text in which it is not so", fix }));
      return [];
    }
  });
  if (problems.length > 0) throw new EnvironmentError(problems);
  return edits;
}

function byFile(records: readonly RecordEdit[]): Map<string, RecordEdit[]> {
  const files = new Map<string, RecordEdit[]>();
  for (const record of records) {
    const own = files.get(record.place.path) ?? [];
    files.set(record.place.path, own);
    own.push(record);
  }
  return files;
}
