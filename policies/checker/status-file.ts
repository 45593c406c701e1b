import type { Problem } from "../../config/problem";
import { decode } from "../../config/schema-problems";
import { textOf } from "../../config/text-file";
import { YamlFile } from "../../config/yaml-file";
import { STATUS_FORMAT } from "../../ledger/status-report";
import { today } from "../../support/date";
import { JsonError, scanJson } from "../../support/json";
import { shown } from "../../support/shown";
import { CouldNotJudge } from "./could-not-judge";
import { readFile } from "./read-file";
import { statusSchema, type TakenStatus } from "./status-schema";

/** A report of `privatelink status`, with its file. */
export interface StatusFile {
  /** The file, as the user would name it. */
  readonly file: string;
  readonly status: TakenStatus;
}

/** Between which times a status must have been made, both as ISO 8601 times in UTC. */
export interface Fresh {
  readonly oldest: string;
  readonly newest: string;
}

/** What makes a status. */
const MADE_BY = "`privatelink status --format json`";

/** The command that writes it to a file: the output of an npm script has lines of npm. */
const COMMAND = "`privatelink status --format json --output FILE`";

const DAY = 24 * 60 * 60 * 1000;
/** How far the clock of another machine may be ahead. */
const SKEW = 5 * 60 * 1000;

/**
 * When a status may have been made: at most 24 hours ago. Of another day than today only the day is known. A status of
 * that day and of the day before is then taken.
 *
 * @param day day (UTC) of the run, as YYYY-MM-DD.
 * @param clock the present time.
 */
export function freshOn(day: string, clock: Date = new Date()): Fresh {
  const iso = (time: number) => new Date(time).toISOString();
  if (day === today(clock)) return { oldest: iso(clock.getTime() - DAY), newest: iso(clock.getTime() + SKEW) };
  const start = Date.parse(`${day}T00:00:00Z`);
  return { oldest: iso(start - DAY), newest: iso(start + DAY - 1) };
}

/**
 * Reads reports of `privatelink status --format json`.
 *
 * @param problems gets everything that is wrong with them.
 */
export function readStatusFiles(paths: readonly string[], fresh: Fresh, problems: Problem[]): StatusFile[] {
  const files = paths.flatMap((path) => readStatusFile(path, fresh, problems) ?? []);
  problems.push(...servicesTwice(files));
  return files.map(({ file, status }) => ({ file: file.name, status }));
}

/** A status with the places of its file. */
interface Located {
  readonly file: Places;
  readonly status: TakenStatus;
}

/** The places of a large file take long to find, and are looked for only where something is wrong. */
class Places {
  constructor(
    readonly name: string,
    private readonly text: string,
  ) {}

  get located(): YamlFile {
    return YamlFile.ofText(this.name, this.text);
  }
}

function readStatusFile(path: string, fresh: Fresh, problems: Problem[]): Located | undefined {
  const text = readJson(path);
  if (typeof text !== "string") {
    problems.push(text);
    return undefined;
  }
  const file = new Places(shown(path), text);
  const value: unknown = JSON.parse(text);
  const parsed = statusSchema.safeParse(value);
  const own = parsed.success ? timeProblems(file, parsed.data, fresh) : shapeProblems(file, value);
  problems.push(...own);
  return parsed.success && own.length === 0 ? { file, status: parsed.data } : undefined;
}

/** The text of a file that is JSON; otherwise the problem. */
function readJson(path: string): string | Problem {
  const place = { file: shown(path), line: 1, column: 1, path: "" };
  const fix = `write it by ${COMMAND}`;
  if (path === "-") return { ...place, expected: "a file with a status", found: "standard input", fix };
  try {
    const text = textOf(path, readFile(path));
    if (typeof text === "string") scanJson(text);
    return text;
  } catch (error) {
    if (error instanceof JsonError) {
      const { line, column } = error;
      return { ...place, line, column, expected: "a status in JSON", found: `no valid JSON: ${error.message}`, fix };
    }
    const { code, message } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "no such file" : error instanceof CouldNotJudge ? message : String(code);
    return { ...place, expected: "a file with a status", found, fix: code === "ENOENT" ? "correct the path" : fix };
  }
}

/** What is wrong with JSON that is no status of the format that is known. */
function shapeProblems({ located }: Places, value: unknown): Problem[] {
  const format = typeof value === "object" && value !== null ? Reflect.get(value, "format") : undefined;
  if (format === STATUS_FORMAT) return decode(located, statusSchema).problems;
  return [
    located.problemAt(
      ["format"],
      `\`${STATUS_FORMAT}\`, the format of ${MADE_BY}`,
      `write the file by ${COMMAND} of this version of the program`,
    ),
  ];
}

function timeProblems({ located }: Places, status: TakenStatus, { oldest, newest }: Fresh): Problem[] {
  const at = Date.parse(status.generated_at);
  if (at >= Date.parse(oldest) && at <= Date.parse(newest)) return [];
  const expected = `a status that is at most 24 hours old: made between ${oldest} and ${newest}`;
  return [located.problemAt(["generated_at"], expected, `run ${COMMAND} again`)];
}

/** Of two statuses of a service, only the newer one is true. */
function servicesTwice(files: readonly Located[]): Problem[] {
  const first = new Map<string, Places>();
  return files.flatMap(({ file, status }) =>
    status.services.flatMap(({ service_id }, index) => {
      if (service_id === null) return [];
      const other = first.get(service_id);
      first.set(service_id, other ?? file);
      if (other === undefined) return [];
      const path = ["services", index, "service_id"];
      const expected = `each service in one status; ${other.name} has \`${service_id}\` as well`;
      return [file.located.problemAt(path, expected, "give only the newer status")];
    }),
  );
}
