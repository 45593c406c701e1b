import { z } from "zod";
import { asMapping, type IssueParams, isMapping } from "./fields";
import { nearest, oneLonger, writeNearest } from "./nearest";
import type { Problem } from "./problem";
import { descriptionOf, keysAt, schemaAt } from "./schema-walk";
import { shapeFix } from "./shapes";
import { foundAlike, foundTwice } from "./twice";
import { expectation, suggestion } from "./wording";
import { type KeyPath, MISSING, pathText, type YamlFile } from "./yaml-file";

type Issue = z.core.$ZodIssue;

/** A file that is read by a schema. */
interface Reading {
  readonly file: YamlFile;
  readonly schema: z.ZodType;
  /** Paths that unknown keys were meant to have: what is missing there is misspelt or misplaced, not left out. */
  readonly meant: Set<string>;
}

/** What a file says, and all that a schema finds wrong with it, each at its place and in the user's own keys. */
export function decode<T>(file: YamlFile, schema: z.ZodType<T>): { value: T | undefined; problems: Problem[] } {
  const result = schema.safeParse(file.value);
  const reading: Reading = { file, schema, meant: new Set() };
  const problems = ownIssues(result.error?.issues ?? []).flatMap((issue) => toProblems(reading, issue, []));
  const reported = new Set(problems.map(({ path }) => path));
  return {
    value: result.data,
    problems: [
      ...problems.filter((problem) => !isMeant(reading, problem) && !isMoot(problem, problems)),
      ...hiddenKeys(file, file.value, []).filter(({ path }) => !reported.has(path)),
    ],
  };
}

/** Whether a missing key is there under an unknown name: the key, or another one that would do (`arn` or `tags`). */
function isMeant({ meant }: Reading, { path, expected, found }: Problem): boolean {
  const others = [...expected.matchAll(/\bor `(\w+)`/g)].map(([, key = ""]) => path.replace(/\w+$/, key));
  return found === MISSING && [path, ...others].some((each) => meant.has(each));
}

/** Whether something is to be filled in within a mapping that is to be taken out. */
function isMoot({ path, found, fix }: Problem, problems: readonly Problem[]): boolean {
  return problems.some(
    (other) =>
      other.fix === "take it out" &&
      (path === other.path ? fix === undefined : found === MISSING && path.startsWith(`${other.path}.`)),
  );
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

/** Issues without those about the length of what is not even a list: zod measures a text as well. */
function ownIssues(issues: readonly Issue[]): readonly Issue[] {
  const isMistyped = ({ path }: Issue) =>
    issues.some((other) => other.code === "invalid_type" && pathText(other.path) === pathText(path));
  return issues.filter((issue) => !(["too_big", "too_small"].includes(issue.code) && isMistyped(issue)));
}

function toProblems(reading: Reading, issue: Issue, base: KeyPath): Problem[] {
  const { file } = reading;
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(reading, [...path, key]));
    case "invalid_key":
      return [
        ...issue.issues.map((inner) => {
          const { expected, fix } = ownWords(inner);
          return file.problemAtKey(path, expected, fix);
        }),
        ...problemsBelow(reading, path),
      ];
    case "invalid_union":
      return unionProblems(reading, issue, path);
    case "custom": {
      const { expected, fix, places } = ownWords(issue);
      const all = places?.map((place) => [...base, ...place]);
      return [file.problemAt(path, expected, fix, all && foundAgain(file, path, all))];
    }
    default:
      return [valueProblem(reading, issue, path)];
  }
}

/** What is wrong with the value of a key that was refused, which zod does not look at. */
function problemsBelow(reading: Reading, path: KeyPath): Problem[] {
  const { file, schema } = reading;
  const result = schemaAt(schema, path, file.value)?.safeParse(file.valueAt(path));
  return ownIssues(result?.error?.issues ?? []).flatMap((issue) => toProblems(reading, issue, path));
}

/** A value that is missing, or not of its kind. */
function valueProblem({ file, schema }: Reading, issue: Issue, path: KeyPath): Problem {
  const value = file.valueAt(path);
  const here = schemaAt(schema, path, file.value);
  // A text that any text would do for is checked elsewhere, so that nothing can be said of it here.
  const accepts = (instead: unknown) =>
    !(here instanceof z.ZodString && !here.def.checks?.length) && here?.safeParse(instead).success === true;
  if (value !== undefined) {
    const source = file.sourceAt(path);
    const shape = issue.code === "invalid_type" && here && shapeFix(String(path.at(-1)), here, value, source);
    return file.problemAt(path, expectation(issue), shape || suggestion(issue, value, source, accepts));
  }
  const about = descriptionOf(here);
  return file.problemAt(path, about === undefined ? expectation(issue) : `${expectation(issue)}: ${about}`);
}

/** What an issue of our own says: see `problem` in fields.ts. */
function ownWords(issue: Issue): {
  expected: string;
  fix?: string | undefined;
  places?: readonly KeyPath[] | undefined;
} {
  const params = issue.code === "custom" ? (issue.params as IssueParams | undefined) : undefined;
  const base = issue.path.slice(0, issue.path.length - (params?.length ?? 0));
  return {
    expected: params?.expected ?? issue.message,
    fix: params?.fix,
    places: params?.places?.map((place) => [...base, ...place]),
  };
}

/** What was found where several places have the same thing. */
function foundAgain(file: YamlFile, path: KeyPath, places: readonly KeyPath[]): string {
  const all = places.map((place) => ({ file, path: place }));
  const keys = new Set(places.map((place) => place.at(-1)));
  // Keys that differ are what is the same of them for somebody else.
  if (keys.size === places.length && [...keys].every((key) => typeof key === "string"))
    return foundAlike([...keys].map(String), all);
  return foundTwice(String(file.valueAt(path)), all);
}

function unknownKey(reading: Reading, path: KeyPath): Problem {
  const { file, schema, meant } = reading;
  const known = keysAt(schema, path.slice(0, -1), file.value);
  const better = elsewhere(reading, path) ?? similarKey(reading, path, known);
  if (better) meant.add(pathText(better.path));
  return file.problemAtKey(
    path,
    known.length === 0 ? "no such key" : `one of the keys ${known.join(", ")}`,
    better?.fix ?? "take the key out",
  );
}

/** Where an unknown key would be known, and what to do to bring it there. */
interface BetterPath {
  readonly path: KeyPath;
  readonly fix: string;
}

function similarKey(reading: Reading, path: KeyPath, known: readonly string[]): BetterPath | undefined {
  const parent = path.slice(0, -1);
  const fitting = known.filter((key) => canTake(reading, [...parent, key], reading.file.valueAt(path)));
  const key = String(path.at(-1));
  const similar = nearest(key, fitting) ?? oneLonger(key, fitting) ?? lastWord(reading, path, fitting);
  if (similar !== undefined) return { path: [...parent, similar], fix: `write \`${similar}\`` };
  // One value where a list belongs.
  const value = reading.file.valueAt(path);
  const lists = known.filter((each) => canTake(reading, [...parent, each], [value]));
  const list = nearest(key, lists) ?? oneLonger(key, lists);
  if (list !== undefined) return { path: [...parent, list], fix: `write \`${list}\`, with a list` };
  // A value of another kind does not hide which key was meant: without the key, its setting would be lost.
  const missing = known.filter((each) => reading.file.valueAt([...parent, each]) === undefined);
  const other = nearest(key, missing);
  if (other === undefined) return undefined;
  const at = [...parent, other];
  const kind = kindProblem(reading, at, value);
  return { path: at, fix: `write \`${other}\`${kind === undefined ? "" : `, with ${expectation(kind)}`}` };
}

/** The one key whose last word was written and that takes the value: `instanceType`, where somebody wrote `type`. */
function lastWord({ file, schema }: Reading, path: KeyPath, keys: readonly string[]): string | undefined {
  const word = String(path.at(-1));
  const end = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const takes = (key: string) =>
    schemaAt(schema, [...path.slice(0, -1), key], file.value)?.safeParse(file.valueAt(path)).success === true;
  const [found, ...others] = keys.filter((key) => key.endsWith(end));
  return found !== undefined && others.length === 0 && takes(found) ? found : undefined;
}

/** Whether a key that is not there yet takes a value of this kind: to bring a text to where a mapping belongs is no advice. */
function canTake(reading: Reading, path: KeyPath, value: unknown): boolean {
  return reading.file.valueAt(path) === undefined && kindProblem(reading, path, value) === undefined;
}

/** Why a key does not take a value of this kind; undefined where it does. */
function kindProblem({ file, schema }: Reading, path: KeyPath, value: unknown): Issue | undefined {
  const issues = schemaAt(schema, path, file.value)?.safeParse(value).error?.issues ?? [];
  return issues.find((issue) => issue.path.length === 0 && issue.code === "invalid_type");
}

/** Where a key belongs that is known a level further in, or further out: mostly a matter of indentation. */
function elsewhere(reading: Reading, path: KeyPath): BetterPath | undefined {
  const { file, schema } = reading;
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const value = file.valueAt(path);
  const has = (at: KeyPath) =>
    keysAt(schema, at, file.value).includes(key) && canTake(reading, [...at, key], value) && isFree(file, at);
  const inner = keysAt(schema, parent, file.value).find((sibling) => has([...parent, sibling]));
  if (inner !== undefined) return { path: [...parent, inner, key], fix: `move it in, under \`${inner}\`` };
  const named = keysAt(schema, parent, file.value).flatMap((sibling) =>
    Object.keys(asMapping(file.valueAt([...parent, sibling]))).map((name) => [...parent, sibling, name]),
  );
  const within = named.filter(has);
  const [item] = within;
  if (item !== undefined) {
    const place = within.length === 1 ? pathText(item) : pathText([...item.slice(0, -1), "<name>"]);
    return { path: [...item, key], fix: `write it in \`${place}\`` };
  }
  const outer = parent
    .map((_, length) => parent.slice(0, length))
    .reverse()
    .find(has);
  if (outer === undefined) return undefined;
  const to = outer.length === 0 ? "to the top of the file" : `under \`${pathText(outer)}\``;
  return { path: [...outer, key], fix: `move it out, ${to}` };
}

/** Whether keys can be put at a path: there is a mapping, or nothing. */
function isFree(file: YamlFile, path: KeyPath): boolean {
  const value = file.valueAt(path);
  return value === undefined || value === null || isMapping(value);
}

/** Of a value that may have several forms, the problems with the form that the user seems to mean. */
function unionProblems(reading: Reading, issue: Extract<Issue, { code: "invalid_union" }>, path: KeyPath): Problem[] {
  const { file } = reading;
  const options = (issue as { options?: unknown[] }).options;
  const ownWords = /^Invalid (input|discriminator value)/.test(issue.message) ? undefined : issue.message;
  if (options) {
    // The kinds are listed here. A union of kinds that has a message of its own says what to do instead.
    const names = options.map(String);
    const fix = ownWords ?? writeNearest(String(file.valueAt(path)), names);
    return [file.problemAt(path, `one of ${names.join(", ")}`, fix)];
  }
  const value = file.valueAt(path);
  const fitting = issue.errors.find((errors) => !errors.some((error) => error.path.length === 0 && isOfType(error)));
  if (typeof value === "object" && value !== null && fitting)
    return ownIssues(fitting).flatMap((error) => toProblems(reading, error, path));
  return [file.problemAt(path, ownWords ?? issue.errors.flat().map(expectation).join(", or "))];
}

function isOfType(issue: Issue): boolean {
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}
