import { collect, isMapping } from "../values";

/**
 * A value without its parts that are marked; undefined where all of it is. In a list, null stands for a part.
 *
 * @param secrets gets the texts that are taken out.
 */
export function withoutMarked(value: unknown, marks: unknown, secrets: Set<string>): unknown {
  if (marks === true) {
    collect(value, secrets);
    return undefined;
  }
  if (Array.isArray(value) && Array.isArray(marks))
    return value.map(
      (each, index) => withoutMarked(each, marks[index], secrets) ?? (marks[index] === true ? null : each),
    );
  if (!isMapping(value) || !isMapping(marks)) return value;
  const kept = Object.entries(value).map(([key, each]) => [key, withoutMarked(each, marks[key], secrets)] as const);
  return Object.fromEntries(kept.filter(([, each]) => each !== undefined));
}

/** What is unknown of a value, with its marked parts among it. A marked part that is null stays known. */
export function withUnknown(unknown: unknown, value: unknown, marks: unknown): unknown {
  if (marks === true) return value === null || value === undefined ? (unknown ?? false) : true;
  if (unknown === true) return true;
  if (Array.isArray(marks) && Array.isArray(value)) {
    const list = Array.isArray(unknown) ? unknown : [];
    return value.map((each, index) => withUnknown(list[index], each, marks[index]) ?? false);
  }
  if (!isMapping(marks)) return unknown;
  const known = isMapping(unknown) ? unknown : {};
  const fields = isMapping(value) ? value : {};
  const added = Object.keys(marks)
    .map((key) => [key, withUnknown(known[key], fields[key], marks[key])] as const)
    .filter(([, each]) => each !== undefined && each !== false);
  return { ...known, ...Object.fromEntries(added) };
}
