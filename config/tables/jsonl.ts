import { JsonError, scanJson } from "../../support/json";
import { isMapping } from "../fields";
import { shortened, YamlLayout } from "../layout";
import type { Problem } from "../problem";
import { consumerRow } from "./row";
import { type ConsumerRow, type Table, unread } from "./table";

const ONE_A_LINE = "write each consumer on a line of its own, without brackets around all and without commas between";

/**
 * Reads JSON Lines: an external consumer a line, with `name` and the keys of a consumer's file. Blank lines say
 * nothing.
 */
export function readJsonLines(table: string, text: string): Table {
  const rows: ConsumerRow[] = [];
  const problems: Problem[] = [];
  let isWhole = true;
  let found = false;
  text.split(/\r?\n/).forEach((line, above) => {
    const json = line.trim();
    if (json === "") return;
    found = true;
    const value = parsed(table, line, above);
    if ("expected" in value) {
      problems.push(value);
      isWhole = false;
      return;
    }
    const { name, ...rest } = value.said;
    const read = consumerRow({ table, layout: new YamlLayout(line, above), name, value: rest });
    problems.push(...read.problems);
    if (read.row) rows.push(read.row);
    else isWhole = false;
  });
  if (!found)
    return unread({
      ...{ file: table, line: 1, column: 1, path: "" },
      expected: "at least one consumer, as a JSON object on a line",
      found: "nothing: the file is empty",
      fix: "export the consumers again, or delete the file",
    });
  return { rows, problems, isWhole };
}

function parsed(file: string, line: string, above: number): { readonly said: Record<string, unknown> } | Problem {
  try {
    scanJson(line);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const [, expected = "a JSON object", found = error.message] =
      /^expected (.+?), (?:found )?(.+)$/.exec(error.message) ?? [];
    const ends = found === "the file ends" ? "the end of the line" : found;
    const isList = /^\s*[[\]]|[,]\s*$/.test(line);
    return {
      ...{ file, line: above + 1, column: error.column, path: "" },
      ...{ expected: `${expected}, in JSON: one object a line`, found: ends },
      ...(isList ? { fix: ONE_A_LINE } : {}),
    };
  }
  const said: unknown = JSON.parse(line);
  if (isMapping(said)) return { said: { ...said } };
  return {
    ...{ file, line: above + 1, column: line.search(/\S/) + 1, path: "" },
    ...{ expected: "a JSON object, one consumer a line", found: shortened(line.trim()), fix: ONE_A_LINE },
  };
}
