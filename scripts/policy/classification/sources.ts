import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

import { UserError } from "../../../support/user-error";
import { type Entry, entrySchema, harmlessTwinsSchema, type Other, otherSchema, type Twin, twinSchema } from "./schema";

/** The reviewed files, below the root of the project. */
export const SOURCES_FOLDER = join("policies", "classification");
const TWINS_FILE = "awscc.yaml";
const HARMLESS_TWINS_FILE = "awscc-harmless.yaml";
const OTHER_FILE = "other.yaml";

/** What the reviewed files say. */
export interface Sources {
  /** Types of the provider `aws` and of Terraform itself, by name, in order. */
  readonly entries: Readonly<Record<string, Entry>>;
  /** Types of the provider `awscc`. */
  readonly twins: Readonly<Record<string, Twin>>;
  /** Types of the provider `awscc` that open nothing, with their twins of `aws`, which open nothing either. */
  readonly harmlessTwins: Readonly<Record<string, string>>;
  readonly other: Other;
  /** Types by the file that they stand in. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads the reviewed files.
 *
 * @throws UserError with everything that is wrong in any of them.
 */
export function readSources(root: string): Sources {
  const folder = join(root, SOURCES_FOLDER);
  const problems: string[] = [];
  const entries: Record<string, Entry> = {};
  const twins: Record<string, Twin> = {};
  const files: Record<string, string[]> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && name !== OTHER_FILE && name !== HARMLESS_TWINS_FILE)
    .sort()) {
    const [schema, into] = file === TWINS_FILE ? [twinSchema, twins] : [entrySchema, entries];
    for (const [type, value] of Object.entries(readYaml(folder, file, problems))) {
      if (type in entries || type in twins) problems.push(`${file}: ${type} is classified already`);
      (into as Record<string, unknown>)[type] = checked(schema, value, `${file}: ${type}`, problems);
      files[file] ??= [];
      files[file].push(type);
    }
  }
  const harmless = readYaml(folder, HARMLESS_TWINS_FILE, problems);
  for (const type of Object.keys(harmless)) {
    if (type in entries || type in twins) problems.push(`${HARMLESS_TWINS_FILE}: ${type} is classified already`);
  }
  const harmlessTwins = checked(harmlessTwinsSchema, harmless, HARMLESS_TWINS_FILE, problems) ?? {};
  const other = checked(otherSchema, readYaml(folder, OTHER_FILE, problems), OTHER_FILE, problems);
  if (problems.length > 0 || other === undefined) throw new UserError(`${SOURCES_FOLDER}:\n  ${problems.join("\n  ")}`);
  return { entries: sorted(entries), twins: sorted(twins), harmlessTwins, other, files };
}

function readYaml(folder: string, file: string, problems: string[]): Record<string, unknown> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), "utf8"), {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
  });
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    problems.push(`${file}:${lines.linePos(pos[0]).line}: ${message}`);
  }
  const content: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
}

function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
  where: string,
  problems: string[],
): z.output<T> | undefined {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  problems.push(
    ...error.issues.map(({ path, message }) =>
      [`${where}${path.map((key) => `.${String(key)}`).join("")}`, message].join(": "),
    ),
  );
  return undefined;
}

/** By key, in the order of code units. */
export function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
