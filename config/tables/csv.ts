import { CsvError, parse } from "csv-parse/sync";
import { shortened } from "../layout";
import type { Problem } from "../problem";
import { timesFound } from "../twice";
import { type Column, columnOf, NAME } from "./csv-columns";
import { CellLayout, type CsvRow, cellPlace, listIn, rowValue } from "./csv-row";
import { consumerRow } from "./row";
import { type ConsumerRow, type Table, unread } from "./table";

/**
 * Reads CSV (RFC 4180, with commas): a header with key paths, then an external consumer a row. Rows without any value
 * say nothing.
 */
export function readCsv(table: string, text: string): Table {
  const all = rowsIn(table, text);
  if (!Array.isArray(all)) return unread(all);
  const [header, ...rows] = all.filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (header === undefined)
    return unread({
      ...{ file: table, line: 1, column: 1, path: "" },
      expected: "a row with the names of the columns, then a consumer a row",
      found: "nothing: the file is empty",
      fix: "export the consumers again, or delete the file",
    });
  const { columns, problems } = columnsIn(table, header);
  return columns === undefined ? unread(...problems) : tableOf(table, columns, rows);
}

function tableOf(table: string, columns: readonly Column[], given: readonly CsvRow[]): Table {
  const rows: ConsumerRow[] = [];
  const problems: Problem[] = [];
  for (const each of given) {
    if (each.cells.length !== columns.length) {
      problems.push(lengthProblem(table, columns, each));
      continue;
    }
    const { name, value } = rowValue(columns, each);
    const read = consumerRow({ table, layout: new CellLayout(columns, each), name, value });
    problems.push(...read.problems, ...servicesProblems(table, columns, each));
    if (read.row) rows.push(read.row);
  }
  return { rows, problems, isWhole: rows.length === given.length };
}

/** Lines may end in either way, also in one file. The number of cells is judged here, with a place. */
const OPTIONS = {
  ...{ info: true, raw: true, relax_column_count: true },
  record_delimiter: ["\r\n", "\n"],
};

/** The rows of a file; or why it is no CSV. */
function rowsIn(file: string, text: string): CsvRow[] | Problem {
  try {
    const records = parse(text, OPTIONS) as unknown as readonly {
      readonly record: readonly string[];
      readonly raw: string;
      readonly info: { readonly lines: number };
    }[];
    let above = 0;
    return records.map(({ record, raw, info }) => {
      const row = { cells: record, raw, above };
      above = info.lines;
      return row;
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return syntaxProblem(file, text, error);
  }
}

/** Why a text is no CSV. There is one way only: quotation marks. */
function syntaxProblem(file: string, text: string, error: CsvError): Problem {
  const { lines = 1, column = 0 } = error as { readonly lines?: number; readonly column?: number };
  const line = text.split("\n")[lines - 1] ?? "";
  const place = cellPlace({ raw: line, above: lines - 1 }, column);
  const at = { file, ...place, path: "" };
  const found = shortened(`\`${line.slice(place.column - 1).trimEnd()}\``);
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return { ...at, expected: 'a quotation mark `"` at the end of the cell', found: `${found}, which is not closed` };
  return {
    ...at,
    expected: 'quotation marks around the whole cell, and `""` for one within it',
    found,
    fix: 'write the cell as `"..."`, with `""` for each quotation mark in it',
  };
}

/** The columns that a header names; undefined where something is wrong with one. */
function columnsIn(file: string, header: CsvRow): { columns: Column[] | undefined; problems: Problem[] } {
  const at = (index: number) => ({ file, ...cellPlace(header, index), path: "" });
  const { cells } = header;
  const [only = ""] = cells;
  if (cells.length === 1 && /[;\t|]/.test(only))
    return {
      columns: undefined,
      problems: [
        {
          ...at(0),
          expected: "columns with commas between them",
          found: shortened(`\`${only}\``),
          fix: "export it with commas; `;` stands between several values in a cell",
        },
      ],
    };
  const columns: Column[] = [];
  const problems: Problem[] = [];
  cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if ("path" in column) columns.push(column);
    else
      problems.push({
        ...at(index),
        ...column,
        found: cell === "" ? "nothing: the cell is empty" : JSON.stringify(cell),
      });
    const first = cells.indexOf(cell);
    if (first < index && cell !== "")
      problems.push({
        ...at(index),
        expected: "each column once",
        found: timesFound(
          cell,
          [first, index].map((each) => ({ line: at(each).line, position: each + 1 })),
        ),
        fix: "take one of them out",
      });
  });
  if (!cells.includes(NAME) && problems.length === 0)
    problems.push({
      ...at(0),
      expected: `a column \`${NAME}\` with the names of the consumers`,
      found: cells.join(", "),
    });
  return { columns: problems.length === 0 ? columns : undefined, problems };
}

function lengthProblem(file: string, columns: readonly Column[], row: CsvRow): Problem {
  const [there, wanted] = [row.cells.length, columns.length];
  const [name = ""] = row.cells;
  return {
    ...{ file, ...cellPlace(row, Math.min(there, wanted) - (there < wanted ? 1 : 0)), path: "" },
    expected: `${wanted} cells, as many as the header has`,
    found: `${there} (the row begins with ${shortened(JSON.stringify(name))})`,
    fix:
      there > wanted
        ? "put a cell with a comma in quotation marks, or write `;` between several values"
        : "write a comma for each cell that is left empty",
  };
}

/** A service that `services` names is connected to once, and by that name. */
function servicesProblems(file: string, columns: readonly Column[], row: CsvRow): Problem[] {
  const cell = columns.findIndex(({ path }) => path[0] === "services");
  const services = listIn(row.cells[cell] ?? "");
  const twice = services.filter((each, index) => services.indexOf(each) < index);
  const others = columns.flatMap(({ path: [first, connection, key] }, index) => {
    const leads = first === "connections" && ["service", "resource", "appliance"].includes(String(key));
    const to = row.cells[index];
    return leads && to !== "" && to !== connection && services.includes(String(connection))
      ? [{ connection, index, to }]
      : [];
  });
  return [
    ...twice.map((service) => ({
      ...{ file, ...cellPlace(row, cell), path: "services" },
      ...{ expected: "each service once", found: `\`${service}\` twice`, fix: "delete one of them" },
    })),
    ...others.map(({ connection, index, to }) => ({
      ...{ file, ...cellPlace(row, index), path: `connections.${String(connection)}` },
      expected: `an empty cell: \`services\` has ${String(connection)}, which is a connection of this name to the service of this name`,
      found: JSON.stringify(to),
      fix: "take it out of one of the two columns, or name the connection otherwise",
    })),
  ];
}
