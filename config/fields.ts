import { z } from "zod";

/**
 * The kinds of value that environment files are made of. Each carries, for editors, a description and a pattern, and for
 * reports what was expected.
 */

/**
 * A text that a rule accepts.
 *
 * @param expectation gives what was expected of a text that is refused, else undefined.
 * @param fix gives what to do about a text that is refused, where more than the expectation helps.
 */
export function checked(
  expectation: (text: string) => string | undefined,
  fix: (text: string) => string | undefined = () => undefined,
) {
  return checkedAs(z.string(), expectation, fix);
}

/** A value of another kind than text that a rule accepts: see {@link checked}. */
export function checkedAs<T extends z.ZodType>(
  schema: T,
  expectation: (value: z.output<T>) => string | undefined,
  fix: (value: z.output<T>) => string | undefined = () => undefined,
): T {
  return schema.check((context) => {
    const expected = expectation(context.value);
    if (expected !== undefined)
      context.issues.push(problem(context.value, { path: [], expected, fix: fix(context.value) }));
  });
}

/** A whole number that a rule accepts. @param expectation gives what was expected of one that is refused, else undefined. */
export function checkedInt(expectation: (number: number) => string | undefined) {
  return z.int().check((context) => {
    const expected = expectation(context.value);
    if (expected !== undefined) context.issues.push(problem(context.value, { path: [], expected }));
  });
}

/** A whole number from a minimum to a maximum. */
export function within({ min, max }: { readonly min: number; readonly max: number }) {
  return z.int().min(min).max(max);
}

/** What is wrong within a mapping. */
interface Finding {
  /** Path from the mapping. */
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  /** What to do, where more than the expectation helps. */
  readonly fix?: string | undefined;
  /** Paths of all places that have the same thing, from the mapping, where that is what is wrong. */
  readonly places?: readonly (readonly PropertyKey[])[] | undefined;
}

/** An issue of our own, as the reports understand it. */
function problem(input: unknown, { path, expected, fix, places }: Finding) {
  // The path becomes longer on the way out; how much of it is from here on tells where the places are.
  const params: IssueParams = { expected, fix, places, length: path.length };
  return { code: "custom" as const, input, path: [...path], params: { ...params }, message: expected };
}

/** What an issue of our own says of itself, beside its path. */
export interface IssueParams extends Omit<Finding, "path"> {
  /** Length of the path from the mapping that the rule is of. */
  readonly length: number;
}

/**
 * A rule over several keys of a mapping. It runs even where some key was refused, so that one report has everything; so
 * it must expect anything under each key.
 *
 * @param rule calls `report` for each problem: path from the mapping, what was expected, and perhaps what to do.
 */
export function acrossKeys(rule: (value: Mapping, report: Report) => void) {
  return z.core._check<object>(
    (context) => {
      const { value } = context;
      if (typeof value !== "object" || value === null || Array.isArray(value)) return;
      rule(value as Mapping, (path, expected, fix, places) =>
        context.issues.push(problem(value, { path, expected, fix, places })),
      );
    },
    { when: () => true },
  );
}

/** A value as a schema decodes it, where the schema accepts it. */
export function part<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The keys of a mapping that a schema accepts each by itself, decoded: what of it can be judged where others are refused. */
export function soundParts<Shape extends z.core.$ZodLooseShape>(
  { shape }: z.ZodObject<Shape>,
  value: unknown,
): Partial<z.output<z.ZodObject<Shape>>> {
  const given = asMapping(value);
  const parts = Object.entries(shape).map(([key, schema]) => [key, part(schema as z.ZodType, given[key])]);
  return Object.fromEntries(parts.filter(([, decoded]) => decoded !== undefined));
}

/**
 * What a schema accepts of a mapping when keys that say nothing for others are left out: what can be judged where only such
 * a key was refused.
 *
 * @param inert the keys that may be left out.
 */
export function partWithout<T>(schema: z.ZodType<T>, value: unknown, inert: readonly string[]): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const refused = result.error.issues.map(({ path: [key] }) => key);
  if (!isMapping(value) || !refused.every((key) => inert.includes(String(key)))) return undefined;
  return part(schema, Object.fromEntries(Object.entries(value).filter(([key]) => !refused.includes(key))));
}

/** A mapping of a file whose values may be anything. */
export type Mapping = Readonly<Record<string, unknown>>;

/**
 * Notes a problem of a mapping: the path from it, what was expected, and perhaps what to do; and, where several places have
 * the same thing, the paths of them all.
 */
export type Report = (
  path: PropertyKey[],
  expected: string,
  fix?: string,
  places?: readonly (readonly PropertyKey[])[],
) => void;

/** Notes what stands in a list more than once, each with all its places. @param noun what it is a list of. */
export function eachOnce(path: string[], values: readonly unknown[], noun: string, report: Report): void {
  for (const value of new Set(values)) {
    const places = values.flatMap((each, index) => (each === value ? [[...path, index]] : []));
    if (places[1]) report(places[1], `each ${noun} once`, DELETE_OTHERS, places);
  }
}

/** What to do about something that is there more than once. */
export const DELETE_OTHERS = "delete all but one";

/** The value as a list, when it is one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a mapping, when it is one. */
export function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** Entries of a mapping of mappings, whatever it is, in the order of the keys. */
export function entriesOf(all: unknown): [string, Mapping][] {
  return Object.entries(asMapping(all))
    .map(([key, each]): [string, Mapping] => [key, asMapping(each)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Key of a service, consumer, listener or connection: a part of stack names and Terraform addresses. */
export const KEY_PATTERN = /^[a-z]([a-z0-9]|-(?=[a-z0-9])){0,31}$/;

/** What {@link KEY_PATTERN} accepts, in words. */
export const KEY_EXPECTATION =
  "a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter";

export const key = z.string().regex(KEY_PATTERN, { error: KEY_EXPECTATION });
