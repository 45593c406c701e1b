import { join } from "node:path";
import { add } from "../../support/add";
import { shown } from "../../support/shown";
import { CONSUMERS } from "../environment-folder";
import { ENVIRONMENT_FILE } from "../environments-folder";
import type { Problem } from "../problem";
import { readTable, TABLES } from "../tables/read-table";
import { YamlFile } from "../yaml-file";
import { FolderAtCommit } from "./git";
import { type PromiseOfRecord, promiseIn } from "./promise";

/** A record of a consumer at an earlier commit. */
export interface EarlierRecord extends PromiseOfRecord {
  readonly name: string;
  /** What the record said, named by where it was. */
  readonly file: YamlFile;
}

/** Records of an environment at an earlier commit. */
export interface EarlierRecords {
  /** Those of the files that are not as they were, by the name of the consumer. */
  readonly records: ReadonlyMap<string, EarlierRecord>;
  /** Names, as reports have them, of the files that are as they were: so are the consumers in them. */
  readonly unchanged: ReadonlySet<string>;
  /** Why records of the files that are not as they were cannot be read. */
  readonly problems: readonly Problem[];
}

/** The ledger at an earlier commit. */
export interface EarlierLedger {
  /** Names of the environments that there were. */
  readonly environments: readonly string[];
  /** The records of one of them. */
  recordsOf(environment: string): EarlierRecords;
}

/**
 * Reads the records of environments at an earlier commit: of the files that have changed since, since all others say
 * what they said.
 *
 * @param folder folder of the environments.
 * @param ref a commit, a branch or a tag.
 * @throws UserError when there is no such commit.
 */
export function earlierLedger(folder: string, ref: string): EarlierLedger {
  const earlier = FolderAtCommit.of(folder, ref);
  const [files, changed] = [earlier.files(), earlier.changed()];
  const environments = [...files].flatMap((path) => {
    const [name = "", file, ...more] = path.split("/");
    return file === ENVIRONMENT_FILE && more.length === 0 ? [name] : [];
  });
  return {
    environments,
    recordsOf: (environment) => {
      const own = [...files].filter((path) => isOfConsumers(path, environment));
      const read = own.filter((path) => changed.has(path));
      const contents = earlier.contents(read);
      const problems: Problem[] = read
        .filter((path) => !contents.has(path))
        .map((path) => ({
          ...{ file: shown(join(folder, path)), line: 1, column: 1, path: "" },
          ...{ expected: "a file", found: "a link that leads to no file of the repository" },
        }));
      const records = new Map<string, EarlierRecord>();
      for (const [path, content] of contents)
        for (const record of recordsIn(join(folder, path), content, problems)) {
          const other = records.get(record.name);
          if (other !== undefined)
            problems.push(
              record.file.problemAt([], "one record of each consumer", undefined, `another in ${other.file.name}`),
            );
          records.set(record.name, record);
        }
      return {
        records,
        unchanged: new Set(own.filter((path) => !changed.has(path)).map((path) => shown(join(folder, path)))),
        problems,
      };
    },
  };
}

function isOfConsumers(path: string, environment: string): boolean {
  const [first, second, name = "", ...more] = path.split("/");
  const isRead = [CONSUMERS.extension, ...TABLES].some((extension) => name.endsWith(extension));
  return first === environment && second === CONSUMERS.folder && more.length === 0 && isRead && !name.includes("\n");
}

/** The records in a file. What cannot be read is told in `problems`, so that nobody takes it for no record. */
function recordsIn(path: string, content: Buffer, problems: Problem[]): EarlierRecord[] {
  const read = { path, content, digest: "" };
  if (!path.endsWith(CONSUMERS.extension)) {
    const table = readTable(read);
    add(problems, table.problems);
    return table.rows.flatMap(({ name, file }) => recordIn(name, file, problems));
  }
  const file = YamlFile.of(read);
  add(problems, file.syntaxProblems);
  if (file.syntaxProblems.length > 0) return [];
  return recordIn(path.slice(path.lastIndexOf("/") + 1, -CONSUMERS.extension.length), file, problems);
}

function recordIn(name: string, file: YamlFile, problems: Problem[]): EarlierRecord[] {
  const promise = promiseIn(file);
  if (!Array.isArray(promise)) return [{ name, file, ...promise }];
  add(problems, promise);
  return [];
}
