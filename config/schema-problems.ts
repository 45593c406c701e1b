import { z } from "zod";
import { nearest } from "./nearest";
import type { Problem } from "./problem";
import { descriptionOf, keysAt, schemaAt } from "./schema-walk";
import { expectation, suggestion } from "./wording";
import { type KeyPath, MISSING, pathText, type YamlFile } from "./yaml-file";

type Issue = z.core.$ZodIssue;

/** All that a schema finds wrong with a file, each at its place and in the user's own keys. */
export function schemaProblems(file: YamlFile, schema: z.ZodType): Problem[] {
  const result = schema.safeParse(file.value);
  const issues = result.success ? [] : result.error.issues;
  const problems = issues.flatMap((issue) => toProblems(file, schema, issue, []));
  const reported = new Set(problems.map(({ path }) => path));
  return [...withoutMisspelt(problems), ...hiddenKeys(file, file.value, []).filter(({ path }) => !reported.has(path))];
}

/** Problems without the keys that are missing because they are misspelt or misplaced, which is a problem of its own. */
function withoutMisspelt(problems: readonly Problem[]): Problem[] {
  const meant = new Set(problems.flatMap((problem) => meantPath(problem) ?? []));
  return problems.filter(({ path, found }) => !(found === MISSING && meant.has(path)));
}

/** Path that an unknown key was meant to have, by what is advised. */
function meantPath({ path, found, fix = "" }: Problem): string | undefined {
  if (!found.startsWith("the key ")) return undefined;
  const parts = path.split(".");
  const [key, parent] = [parts.at(-1) ?? "", parts.slice(0, -1)];
  const named = /`(.*)`$/.exec(fix)?.[1] ?? "";
  if (fix.startsWith("write ")) return [...parent, named].join(".");
  if (fix.startsWith("move it in")) return [...parent, named, key].join(".");
  return fix.startsWith("move it out") ? [...(named === "" ? [] : [named]), key].join(".") : undefined;
}

/**
 * Keys named `__proto__`: JavaScript gives the name a meaning of its own, so that a schema passes over it where it takes
 * any key.
 *
 * @param around the values that this one stands in, none of which is looked into again: an alias can lead back to one.
 */
function hiddenKeys(file: YamlFile, value: unknown, path: KeyPath, around: readonly unknown[] = []): Problem[] {
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "__proto__"
      ? [file.problemAtKey([...path, key], "a key other than __proto__", "rename it, or take it out")]
      : hiddenKeys(file, child, [...path, Array.isArray(value) ? Number(key) : key], [...around, value]),
  );
}

function toProblems(file: YamlFile, schema: z.ZodType, issue: Issue, base: KeyPath): Problem[] {
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(file, schema, [...path, key]));
    case "invalid_key":
      return issue.issues.map((inner) => {
        const { expected, fix } = ownWords(inner);
        return file.problemAtKey(path, expected, fix);
      });
    case "invalid_union":
      return unionProblems(file, schema, issue, path);
    case "custom": {
      const { expected, fix } = ownWords(issue);
      return [file.problemAt(path, expected, fix)];
    }
    default:
      return [valueProblem(file, schema, issue, path)];
  }
}

/** A value that is missing, or not of its kind. */
function valueProblem(file: YamlFile, schema: z.ZodType, issue: Issue, path: KeyPath): Problem {
  const value = file.valueAt(path);
  const here = schemaAt(schema, path, file.value);
  // A text that any text would do for is checked elsewhere, so that nothing can be said of it here.
  const accepts = (instead: unknown) =>
    !(here instanceof z.ZodString && !here.def.checks?.length) && here?.safeParse(instead).success === true;
  if (value !== undefined)
    return file.problemAt(path, expectation(issue), suggestion(issue, value, file.sourceAt(path), accepts));
  const about = descriptionOf(here);
  return file.problemAt(path, about === undefined ? expectation(issue) : `${expectation(issue)}: ${about}`);
}

/** What an issue of our own says: see `problem` in fields.ts. */
function ownWords(issue: Issue): { expected: string; fix?: string } {
  const params =
    issue.code === "custom" ? (issue.params as { expected?: string; fix?: string } | undefined) : undefined;
  return { expected: params?.expected ?? issue.message, ...(params?.fix === undefined ? {} : { fix: params.fix }) };
}

function unknownKey(file: YamlFile, schema: z.ZodType, path: KeyPath): Problem {
  const known = keysAt(schema, path.slice(0, -1), file.value);
  const expected = known.length === 0 ? "no such key" : `one of the keys ${known.join(", ")}`;
  return file.problemAtKey(
    path,
    expected,
    elsewhere(file, schema, path) ?? similarKey(path, known) ?? "take the key out",
  );
}

function similarKey(path: KeyPath, known: readonly string[]): string | undefined {
  const similar = nearest(String(path.at(-1)), known);
  return similar === undefined ? undefined : `write \`${similar}\``;
}

/** Where a key belongs that is known a level further in, or further out: mostly a matter of indentation. */
function elsewhere(file: YamlFile, schema: z.ZodType, path: KeyPath): string | undefined {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const has = (at: KeyPath) => keysAt(schema, at, file.value).includes(key);
  const inner = keysAt(schema, parent, file.value).find((sibling) => has([...parent, sibling]));
  if (inner !== undefined) return `move it in, under \`${inner}\``;
  const outer = parent
    .map((_, length) => parent.slice(0, length))
    .reverse()
    .find((at) => has(at) && file.valueAt([...at, key]) === undefined);
  return outer && `move it out, ${outer.length === 0 ? "to the top of the file" : `under \`${pathText(outer)}\``}`;
}

/** Of a value that may have several forms, the problems with the form that the user seems to mean. */
function unionProblems(
  file: YamlFile,
  schema: z.ZodType,
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: KeyPath,
): Problem[] {
  const options = (issue as { options?: unknown[] }).options;
  if (options) {
    const names = options.map(String);
    const similar = nearest(String(file.valueAt(path)), names);
    return [
      file.problemAt(path, `one of ${names.join(", ")}`, similar === undefined ? undefined : `write \`${similar}\``),
    ];
  }
  const value = file.valueAt(path);
  const fitting = issue.errors.find((errors) => !errors.some((error) => error.path.length === 0 && isOfType(error)));
  if (typeof value === "object" && value !== null && fitting)
    return fitting.flatMap((error) => toProblems(file, schema, error, path));
  return [file.problemAt(path, issue.errors.flat().map(expectation).join(", or "))];
}

function isOfType(issue: Issue): boolean {
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}
