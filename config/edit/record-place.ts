import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONSUMERS } from "../environment-folder";
import { YamlLayout } from "../layout";
import { withoutMark } from "../text-file";
import { yamlDocument } from "../yaml/document";
import { YamlFile } from "../yaml-file";
import { CannotEdit, type Changes } from "./changes";
import { editRows, rowNamed, rowsOf } from "./csv-text";
import { editMapping } from "./mapping-text";

/** Forms that records are kept in, by what the names of their files end with. */
const FORMS = { ".yaml": "yaml", ".csv": "csv", ".jsonl": "jsonl" } as const;

/** Form of a file with records. */
export type Form = (typeof FORMS)[keyof typeof FORMS];

/** Where the record of a customer stands. */
export interface RecordPlace {
  readonly environment: string;
  readonly customer: string;
  readonly path: string;
  readonly form: Form;
  /** Line of the record, from 1. */
  readonly line: number;
  /** What the record says, as far as it can be read. Cells of a table are texts. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Names of the columns of its table. @default - it is in none */
  readonly columns?: readonly string[] | undefined;
}

/** What is read of a record in a file. */
type Read = Pick<RecordPlace, "customer" | "line" | "value" | "columns">;

/** Form of a file, by its name; undefined for a file without records. */
export function formOf(file: string): Form | undefined {
  return Object.entries(FORMS).find(([extension]) => file.endsWith(extension))?.[1];
}

/** The text of a file, with its byte order mark. */
export function textOfFile(path: string): string {
  return readFileSync(path, "utf8");
}

/**
 * Records of customers in an environment's folder, without a check of what they say.
 *
 * @param names customers. @default - all
 */
export function recordPlaces(folder: string, environment: string, names?: ReadonlySet<string>): RecordPlace[] {
  const consumers = join(folder, environment, CONSUMERS.folder);
  if (!existsSync(consumers)) return [];
  return readdirSync(consumers)
    .filter((entry) => !entry.startsWith("."))
    .sort()
    .flatMap((entry): RecordPlace[] => {
      const form = formOf(entry);
      const path = join(consumers, entry);
      if (form === undefined) return [];
      const customer = entry.replace(/\.yaml$/, "");
      if (form === "yaml" && names !== undefined && !names.has(customer)) return [];
      const text = withoutMark(textOfFile(path));
      const place = { environment, path, form };
      if (form === "yaml") return [{ ...place, customer, line: 1, value: asRecord(yamlDocument(text).value) }];
      return rowRecords(text, form)
        .filter(({ customer: name }) => names === undefined || names.has(name))
        .map((row) => ({ ...place, ...row }));
    });
}

function rowRecords(text: string, form: "csv" | "jsonl"): Read[] {
  return form === "csv" ? csvRecords(text) : jsonRecords(text);
}

function csvRecords(text: string): Read[] {
  const [header, ...rows] = rowsOf(text);
  const columns = header?.cells.map(({ value }) => value) ?? [];
  return rows.flatMap(({ cells, line }) => {
    const said = columns.map((column, index): [string, string] => [column, cells[index]?.value ?? ""]);
    const value = Object.fromEntries(said.filter(([, cell]) => cell !== ""));
    return value.name === undefined ? [] : [{ customer: value.name, line, value, columns }];
  });
}

function jsonRecords(text: string): Read[] {
  return text.split("\n").flatMap((line, index) => {
    const value = asRecord(jsonOf(line));
    return typeof value.name === "string" ? [{ customer: value.name, line: index + 1, value }] : [];
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/**
 * Changes records of customers in the text of their file. All else stays as it is, to the byte.
 *
 * @param changes by the names of the customers. A file of a customer's own has one.
 * @throws CannotEdit where the text is in the way.
 */
export function editRecords(text: string, form: Form, changes: ReadonlyMap<string, Changes>): string {
  const body = withoutMark(text);
  return text.slice(0, text.length - body.length) + editBody(body, form, changes);
}

function editBody(body: string, form: Form, changes: ReadonlyMap<string, Changes>): string {
  if (form === "csv") return editRows(body, changes);
  if (form === "yaml") return [...changes.values()].reduce((text, each) => editMapping(text, each, "yaml"), body);
  const left = new Map(changes);
  const lines = body.split("\n").map((line) => {
    const { name } = asRecord(jsonOf(line));
    const own = typeof name === "string" ? left.get(name) : undefined;
    if (own === undefined) return line;
    left.delete(String(name));
    const end = line.endsWith("\r") ? "\r" : "";
    return editMapping(line.slice(0, line.length - end.length), own, "json") + end;
  });
  const [missing] = left.keys();
  if (missing !== undefined) throw new CannotEdit(`a line of ${missing}`, "add the line");
  return lines.join("\n");
}

/**
 * Line and column of a key of a record, or of the record where it has no such key.
 *
 * @param path of the key, with dots. In a table, it is the column.
 */
export function placeOf(
  text: string,
  { form, customer, line }: RecordPlace,
  path: string,
): { line: number; column: number } {
  const body = withoutMark(text);
  if (form === "csv") {
    const found = rowNamed(body, customer);
    const column = found?.header.cells.findIndex(({ value }) => value === path) ?? -1;
    const start = found?.row.cells[Math.max(column, 0)]?.start ?? 0;
    return { line, column: start - body.lastIndexOf("\n", start - 1) };
  }
  const own = form === "yaml" ? { text: body, above: 0 } : { text: body.split("\n")[line - 1] ?? "", above: line - 1 };
  const keys = path.split(".");
  return YamlFile.ofText("", own.text).valueAt(keys) === undefined
    ? { line, column: 1 }
    : new YamlLayout(own.text, own.above).place(keys);
}
