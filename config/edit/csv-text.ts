import { CannotEdit, type Change, type Changes } from "./changes";

/** A cell of a CSV text. */
export interface Cell {
  /** Offset of its first character, quotation marks included. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A row of a CSV text that says something. */
export interface Row {
  readonly cells: readonly Cell[];
  /** Line that it begins on, from 1. */
  readonly line: number;
}

/** The rows of a CSV text (RFC 4180, with commas), with their places. Rows without any value are left out. */
export function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let cells: Cell[] = [];
  let at = 0;
  let line = 1;
  let first = line;
  while (at <= text.length) {
    const cell = cellAt(text, at);
    cells.push(cell);
    line += text.slice(cell.start, cell.end).match(/\n/g)?.length ?? 0;
    at = cell.end;
    if (text[at] === ",") {
      at += 1;
      continue;
    }
    if (cells.some(({ value }) => value !== "")) rows.push({ cells, line: first });
    if (at >= text.length) break;
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    first = line;
    cells = [];
  }
  return rows;
}

function cellAt(text: string, start: number): Cell {
  if (text[start] !== '"') {
    const end = start + (/[^,\r\n]*/.exec(text.slice(start, start + lengthToBreak(text, start)))?.[0].length ?? 0);
    return { start, end, value: text.slice(start, end) };
  }
  let end = start + 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  end = Math.min(end + 1, text.length);
  return { start, end, value: text.slice(start + 1, end - 1).replaceAll('""', '"') };
}

function lengthToBreak(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return (end < 0 ? text.length : end) - start;
}

/** The row of a customer, and the names of the columns. */
export function rowNamed(text: string, name: string): { header: Row; row: Row } | undefined {
  const [header, ...rows] = rowsOf(text);
  const column = header?.cells.findIndex(({ value }) => value === "name") ?? -1;
  const row = column < 0 ? undefined : rows.find(({ cells }) => cells[column]?.value === name);
  return header && row ? { header, row } : undefined;
}

/**
 * Changes cells of customers' rows. Columns that the changes need and the table lacks are added at its right side. All
 * else stays as it is, to the byte.
 *
 * @param changes by the names of the customers.
 * @throws CannotEdit where the table lacks a row.
 */
export function editRows(text: string, changes: ReadonlyMap<string, Changes>): string {
  const needed = [...changes.values()].flatMap((own) => Object.keys(own).filter((key) => own[key] !== undefined));
  const table = withColumns(text, needed);
  const [header, ...rows] = rowsOf(table);
  const columns = header?.cells.map(({ value }) => value) ?? [];
  const names = columns.indexOf("name");
  const byName = new Map(rows.map((row) => [row.cells[names]?.value, row]));
  const edits = [...changes].flatMap(([name, own]) => {
    const row = byName.get(name);
    if (row === undefined) throw new CannotEdit(`a row of ${name}`, "add the row");
    return Object.entries(own).flatMap(([key, change]): { cell: Cell; value: string }[] => {
      const cell = row.cells[columns.indexOf(key)];
      return cell === undefined ? [] : [{ cell, value: valueAfter(cell, change) }];
    });
  });
  const parts: string[] = [];
  let at = 0;
  for (const { cell, value } of edits.sort((one, other) => one.cell.start - other.cell.start)) {
    parts.push(table.slice(at, cell.start), cellText(value, table[cell.start] === '"'));
    at = cell.end;
  }
  return [...parts, table.slice(at)].join("");
}

function valueAfter({ value }: Cell, change: Change): string {
  if (typeof change !== "object") return change ?? "";
  return value.trim() === "" ? change.append : `${value};${change.append}`;
}

/** A table with more columns at its right side, which are empty in each row. Those that it has are not added. */
function withColumns(text: string, wanted: readonly string[]): string {
  const [header, ...rows] = rowsOf(text);
  const missing = missingIn(header, wanted);
  if (header === undefined || missing.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const row of [header, ...rows]) {
    const end = row.cells.at(-1)?.end ?? at;
    parts.push(text.slice(at, end), row === header ? `,${missing.join(",")}` : ",".repeat(missing.length));
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}

function missingIn(header: Row | undefined, wanted: readonly string[]): string[] {
  const columns = new Set(header?.cells.map(({ value }) => value));
  return [...new Set(wanted)].filter((column) => !columns.has(column));
}

/** Columns that a table has and had not before. */
export function addedColumns(before: string, after: string): string[] {
  return missingIn(rowsOf(before)[0], rowsOf(after)[0]?.cells.map(({ value }) => value) ?? []);
}

/** A new row at the end of a table, which gets the columns that it lacks. Cells without a value are empty. */
export function withRow(text: string, values: Readonly<Record<string, string>>): string {
  const table = withColumns(text, Object.keys(values));
  const [header] = rowsOf(table);
  if (header === undefined) throw new CannotEdit("a first line with the names of the columns", "write it");
  const newline = table.includes("\r\n") ? "\r\n" : "\n";
  const row = header.cells.map(({ value: column }) => cellText(values[column] ?? "", false)).join(",");
  return `${table}${table === "" || table.endsWith("\n") ? "" : newline}${row}${newline}`;
}

function cellText(value: string, isQuoted: boolean): string {
  return isQuoted || /[",\r\n]/.test(value) || value.trim() !== value ? `"${value.replaceAll('"', '""')}"` : value;
}
