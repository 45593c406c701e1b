import { shown } from "../../support/shown";
import type { ReadFile } from "../digest";
import type { Problem } from "../problem";
import { textOf } from "../text-file";
import type { YamlFile } from "../yaml-file";
import { type ConsumerRow, type Table, unread } from "./table";

/** What the names of tables end with. */
export const TABLES = [".csv", ".jsonl"] as const;

/** Reads a table of external consumers, by the end of its name. */
export function readTable({ path, content }: ReadFile): Table {
  const text = Buffer.isBuffer(content) ? textOf(path, content) : content;
  if (typeof text !== "string") return unread(text);
  if (path.endsWith(".jsonl")) return readJsonLines()(shown(path), text);
  return readCsv()(shown(path), text);
}

// Each is loaded only where there is such a table.
const readJsonLines = () => (require("./jsonl") as typeof import("./jsonl")).readJsonLines;
const readCsv = () => (require("./csv") as typeof import("./csv")).readCsv;

/** A problem of a row, in the words of its table. */
export function rowProblem(problem: Problem, { file, name }: Pick<ConsumerRow, "file" | "name">): Problem {
  // What YAML and JSON need quotation marks for is a text in any case.
  const expected = file.name.endsWith(".csv") ? problem.expected.replace(/,? in quotes/, "") : problem.expected;
  const account = accountAt(file, problem.path);
  return { ...problem, expected, ...(account === undefined ? {} : fixOf(account, name)) };
}

/** The account id that a problem is about. @param path of the problem. */
function accountAt(file: YamlFile, path: string): string | undefined {
  const [found, position] = /^account(?:s\[(\d+)\])?$/.exec(path) ?? [];
  if (found === undefined) return undefined;
  const value = file.valueAt(position === undefined ? ["account"] : ["accounts", Number(position)]);
  return value === undefined ? undefined : String(value);
}

/** What to do about an account id that a spreadsheet took for a number. */
function fixOf(account: string, name: string): Pick<Problem, "fix"> {
  const asText = "format the column as text before the numbers are put in";
  if (/^\d{9,11}$/.test(account))
    return {
      fix: `if it is ${account.padStart(12, "0")}, write that: spreadsheets drop zeros at the beginning; ${asText}`,
    };
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(account))
    return { fix: `write all 12 digits of the account of ${name}: a spreadsheet shortened the number; ${asText}` };
  return {};
}
