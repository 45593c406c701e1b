import type { Mapping } from "../fields";
import type { Layout, Place } from "../layout";
import { placeIn } from "../text-file";
import type { KeyPath } from "../yaml-file";
import { type Column, NAME, SERVICES } from "./csv-columns";

/** A row of a CSV file. */
export interface CsvRow {
  /** Its cells, as many as there are columns. */
  readonly cells: readonly string[];
  /** The row as it is written. */
  readonly raw: string;
  /** Lines of the file above it. */
  readonly above: number;
}

/** What a row says. An empty cell is a key that is left out. */
export function rowValue(columns: readonly Column[], { cells }: CsvRow): { name: string | undefined; value: Mapping } {
  const value: Record<string, unknown> = {};
  const connections = new Map<string, Record<string, unknown>>();
  let name: string | undefined;
  columns.forEach(({ path: [first = "", connection, key], isList }, index) => {
    const cell = cells[index] ?? "";
    if (cell === "") return;
    if (first === NAME) name = cell;
    else if (first === SERVICES)
      for (const service of listIn(cell)) connections.set(service, { service, ...connections.get(service) });
    else if (connection === undefined) value[String(first)] = isList ? listIn(cell) : cell;
    else
      connections.set(String(connection), {
        ...connections.get(String(connection)),
        [String(key)]: isList ? listIn(cell) : cell,
      });
  });
  // Not by assignment, which takes `__proto__` for something else.
  return { name, value: connections.size === 0 ? value : { ...value, connections: Object.fromEntries(connections) } };
}

/** The values of a cell with several. */
export function listIn(cell: string): string[] {
  return cell
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Where the values of a row stand: in its cells. */
export class CellLayout implements Layout {
  constructor(
    private readonly columns: readonly Column[],
    private readonly row: CsvRow,
  ) {}

  place(path: KeyPath): Place {
    return cellPlace(this.row, this.cellOf(path));
  }

  keyPlace(path: KeyPath): Place {
    return this.place(path);
  }

  sourceAt(path: KeyPath): string {
    return this.row.cells[this.cellOf(path)] ?? "";
  }

  writtenAt(): undefined {
    return undefined;
  }

  /**
   * Position of the cell that a path is in: for what the row does not say, of the nearest that it says, or of the
   * name.
   */
  private cellOf(path: KeyPath): number {
    const [first, connection] = path;
    if (first !== "connections") return Math.max(this.filled((own) => own[0] === first) ?? this.nameCell(), 0);
    const exact = this.filled((own) => own.length === 3 && own.every((key, index) => key === path[index]));
    const services = this.columns.findIndex(({ path: own }) => own[0] === SERVICES);
    const named = listIn(this.row.cells[services] ?? "").includes(String(connection)) ? services : undefined;
    const near = this.filled((own) => own[0] === first && (connection === undefined || own[1] === connection));
    return Math.max(exact ?? named ?? near ?? this.nameCell(), 0);
  }

  private nameCell(): number {
    return this.columns.findIndex(({ path: own }) => own[0] === NAME);
  }

  /** Position of the first cell that is not empty and whose column has such a path. */
  private filled(matches: (path: KeyPath) => boolean): number | undefined {
    const index = this.columns.findIndex(({ path }, at) => this.row.cells[at] !== "" && matches(path));
    return index === -1 ? undefined : index;
  }
}

const QUOTED = /"(?:[^"]|"")*"/y;

/** Line and column of a cell in the file. */
export function cellPlace({ raw, above }: Pick<CsvRow, "raw" | "above">, index: number): Place {
  let at = 0;
  for (let cell = 0; cell < index; cell++) {
    QUOTED.lastIndex = at;
    const start = QUOTED.test(raw) ? QUOTED.lastIndex : at;
    const comma = raw.indexOf(",", start);
    if (comma === -1) break;
    at = comma + 1;
  }
  const { line, column } = placeIn(raw, at);
  return { line: line + above, column };
}
