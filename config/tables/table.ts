import type { Problem } from "../problem";
import type { YamlFile } from "../yaml-file";

/** A row of a table: an external consumer. */
export interface ConsumerRow {
  /** Name of the consumer. */
  readonly name: string;
  /** What the row says, as the file of a consumer would, with the places in the table. */
  readonly file: YamlFile;
  /** Digest of what the row says, without the name. */
  readonly digest: string;
}

/** What is in a table. */
export interface Table {
  /** Rows, as far as they could be read. */
  readonly rows: readonly ConsumerRow[];
  /** What is wrong with it as a table, whatever the rows say. */
  readonly problems: readonly Problem[];
  /** Whether every row that there is could be read, with the name of its consumer. */
  readonly isWhole: boolean;
}

/** A table of which nothing could be read. */
export function unread(...problems: readonly Problem[]): Table {
  return { rows: [], problems, isWhole: false };
}
