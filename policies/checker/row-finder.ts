import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "../../config/digest";
import { readTable, TABLES } from "../../config/tables/read-table";
import type { YamlFile } from "../../config/yaml-file";

/** Finds consumers in tables of environments, where they have no file of their own. */
export class RowFinder {
  private readonly environments = new Map<string, ReadonlyMap<string, YamlFile>>();

  /** @param folder folder of the environments. */
  constructor(private readonly folder: string) {}

  /** The row of a consumer. @param file that the consumer would have, from the folder: `prod/consumers/web.yaml`. */
  of(file: string): YamlFile | undefined {
    const [, environment, consumer] = /^([^/]+)\/consumers\/([^/]+)\.yaml$/.exec(file) ?? [];
    if (environment === undefined || consumer === undefined) return undefined;
    const rows = this.environments.get(environment) ?? this.rowsIn(environment);
    this.environments.set(environment, rows);
    return rows.get(consumer);
  }

  private rowsIn(environment: string): Map<string, YamlFile> {
    const folder = join(this.folder, environment, "consumers");
    const tables = namesIn(folder).filter((name) => TABLES.some((extension) => name.endsWith(extension)));
    return new Map(
      tables.flatMap((name) =>
        readTable(readFile(join(folder, name))).rows.map((row): [string, YamlFile] => [row.name, row.file]),
      ),
    );
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
