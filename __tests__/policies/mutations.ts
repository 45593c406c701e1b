import fc from "fast-check";

type Path = readonly (string | number)[];

/** What a value is replaced by: of each type, and what a document may have in a value's place. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1.5e300,
  "",
  "x",
  "${aws_vpc.none.id}",
  "${",
  "vpc-0123456789abcdef0",
  [],
  [null],
  [[]],
  {},
  { x: {} },
  { "": [] },
];

/** A change to one place of a document. */
const CHANGES: readonly ((value: unknown) => unknown)[] = [
  () => undefined,
  ...VALUES.map((value) => () => value),
  (value) => [value],
  (value) => [value, value],
  (value) => ({ x: value }),
  (value) => (typeof value === "string" ? `${value}x` : String(value)),
  (value) => (Array.isArray(value) ? [...value].reverse() : value),
  (value) => (isObject(value) ? Object.entries(value).map(([key, each]) => ({ [key]: each })) : value),
  (value) => (isObject(value) ? { ...value, "//": "a comment", __proto: null, constructor: {} } : value),
];

/**
 * A document with one to four places changed: taken out, of another type, nested anew.
 *
 * @param kept places that stay as they are, with all that is around and in them.
 */
export function mutated(document: unknown, kept: readonly Path[] = []): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.nat(CHANGES.length - 1));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((current, [place, kind]) => {
      const free = paths(current).filter((path) => !kept.some((fixed) => overlap(fixed, path)));
      const path = free[place % free.length];
      return path === undefined ? current : changed(current, path, CHANGES[kind] as (value: unknown) => unknown);
    }, document),
  );
}

/** Whether one path leads to the other, or into it. */
function overlap(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).join("\0") === other.slice(0, length).join("\0");
}

function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    paths(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

function changed(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.flatMap((child, index) => {
      const next = index === key ? changed(child, rest, change) : child;
      return next === undefined ? [] : [next];
    });
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, child]) => {
      const next = name === key ? changed(child, rest, change) : child;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
