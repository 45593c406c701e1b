import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from "node:fs";
import type { AuditIntent, AuditRecord } from "../../connections/audit";
import { CannotWrite } from "../../support/cannot-write";
import { shown } from "../../support/shown";

/** A file of JSON lines that only grows. */
export interface AuditFile {
  /** Writes what a call is about to do. @returns whether it is in the file: if not, the call must not be made. */
  readonly intend: (intent: AuditIntent) => boolean;
  /** Writes what came of it. What cannot be written is kept in {@link unwritten}. */
  readonly append: (record: AuditRecord) => void;
  /** Records of endpoints that AWS was asked to change, and that could not be written. */
  readonly unwritten: readonly AuditRecord[];
  /** Why a line could not be written; undefined where all are written. */
  readonly problem: string | undefined;
  /** Brings all lines to the disk, and closes the file. */
  readonly close: () => void;
}

/**
 * Opens the audit file: before anything is changed, so that nothing is changed without a line.
 *
 * @throws CannotWrite where it cannot be opened.
 */
export function openAudit(path: string): AuditFile {
  let file: number;
  let startsAnew: boolean;
  try {
    startsAnew = endsWithinLine(path);
    // Only this user may read who is connected.
    file = openSync(path, "a", 0o600);
  } catch (error) {
    throw new CannotWrite(`${auditProblem(path, (error as Error).message)} Name another one with --audit.`);
  }
  const asked = new Set<string>();
  const unwritten: AuditRecord[] = [];
  let problem: string | undefined;
  let isClosed = false;
  const write = (line: AuditIntent | AuditRecord): boolean => {
    if (problem !== undefined) return false;
    try {
      writeWhole(file, `${startsAnew ? "\n" : ""}${JSON.stringify(line)}\n`);
      startsAnew = false;
    } catch (error) {
      problem = auditProblem(path, (error as Error).message);
    }
    return problem === undefined;
  };
  return {
    intend: (intent) => {
      if (!write(intent)) return false;
      try {
        sync(file);
      } catch (error) {
        problem = auditProblem(path, (error as Error).message);
        return false;
      }
      for (const id of intent.endpoint_ids) asked.add(id);
      return true;
    },
    append: (record) => {
      if (!write(record) && asked.has(record.endpoint_id)) unwritten.push(record);
    },
    unwritten,
    get problem() {
      return problem;
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      try {
        sync(file);
      } catch (error) {
        problem ??= auditProblem(path, (error as Error).message);
      }
      closeSync(file);
    },
  };
}

function auditProblem(path: string, found: string): string {
  return `${shown(path)}: expected an audit file that can be written; found: ${found}.`;
}

/** Whether a file ends without the end of a line: a run was killed, or the disk was full. */
function endsWithinLine(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size === 0) return false;
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    // It may be written and not read: an empty line does no harm.
    return true;
  }
  try {
    const last = Buffer.alloc(1);
    return readSync(file, last, 0, 1, found.size - 1) === 1 && last.toString("latin1") !== "\n";
  } finally {
    closeSync(file);
  }
}

/** Writes all of a text: a disk that becomes full takes a part of it. */
function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** Brings what is written to the disk. A pipe or a device has no disk, and says so by these codes. */
function sync(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!["EINVAL", "ENOTSUP", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
