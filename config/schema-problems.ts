import { z } from "zod";
import { nearest } from "./nearest";
import type { Problem } from "./problem";
import type { KeyPath, YamlFile } from "./yaml-file";

type Issue = z.core.$ZodIssue;

/** All that a schema finds wrong with a file, each at its place and in the user's own keys. */
export function schemaProblems(file: YamlFile, schema: z.ZodType): Problem[] {
  const result = schema.safeParse(file.value);
  const issues = result.success ? [] : result.error.issues;
  const problems = issues.flatMap((issue) => toProblems(file, schema, issue, []));
  const reported = new Set(problems.map(({ path }) => path));
  return [...problems, ...hiddenKeys(file, file.value, []).filter(({ path }) => !reported.has(path))];
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
      return [file.problemAt(path, expectation(issue), suggestion(issue, file.valueAt(path)))];
  }
}

/** What an issue of our own says: see `problem` in fields.ts. */
function ownWords(issue: Issue): { expected: string; fix?: string } {
  const params =
    issue.code === "custom" ? (issue.params as { expected?: string; fix?: string } | undefined) : undefined;
  return { expected: params?.expected ?? issue.message, ...(params?.fix === undefined ? {} : { fix: params.fix }) };
}

function unknownKey(file: YamlFile, schema: z.ZodType, path: KeyPath): Problem {
  const known = knownKeys(schema, path.slice(0, -1), file.value);
  const similar = nearest(String(path.at(-1)), known);
  return file.problemAtKey(
    path,
    known.length === 0 ? "no such key" : `one of the keys ${known.join(", ")}`,
    similar === undefined ? "take the key out" : `write \`${similar}\``,
  );
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

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a mapping",
  record: "a mapping",
  string: "a text",
};

/** What was expected, in the terms of YAML. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.startsWith("Invalid input") ? (TYPE_NAMES[issue.expected] ?? issue.expected) : issue.message;
    case "invalid_value":
      if (!issue.message.startsWith("Invalid")) return issue.message;
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "too_small":
      return issue.origin === "array"
        ? `at least ${issue.minimum} in the list`
        : `${unit(issue.origin)} ${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "array"
        ? `at most ${issue.maximum} in the list`
        : `${unit(issue.origin)} ${issue.maximum} or less`;
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  return origin === "string" ? "a length of" : "a number of";
}

function suggestion(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== "invalid_value" || typeof value !== "string") return undefined;
  const similar = nearest(value, issue.values.map(String));
  return similar === undefined ? undefined : `write \`${similar}\``;
}

/** The keys that a mapping at a path may have, by the schema and, where forms differ, by what the file says. */
function knownKeys(schema: z.ZodType, path: KeyPath, value: unknown): string[] {
  const inner = unwrap(schema, value);
  const [key, ...rest] = path;
  if (key === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape).sort() : [];
  const child = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  if (inner instanceof z.ZodObject) return knownKeys(inner.shape[String(key)] as z.ZodType, rest, child);
  if (inner instanceof z.ZodRecord) return knownKeys(inner.valueType as z.ZodType, rest, child);
  if (inner instanceof z.ZodArray) return knownKeys(inner.element as z.ZodType, rest, child);
  return [];
}

/** The schema beneath defaults and the like; of several forms, the one with the value's `type`, or the mapping. */
function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as z.ZodType[];
    const objects = options.filter((option) => option instanceof z.ZodObject);
    const type = typeof value === "object" && value !== null ? Reflect.get(value, "type") : undefined;
    return objects.find((option) => option.shape.type?.safeParse(type).success) ?? objects[0] ?? schema;
  }
  return schema;
}
