import { isMapping } from "../values";

/**
 * What is sensitive of a value: what is marked, and each text that is or holds a sensitive one. Providers copy values
 * into others that Terraform does not mark, such as `tags` into `tags_all`.
 *
 * @param marks as Terraform gives them: true for all of the value, or as the value is built.
 * @param holds whether a text holds a sensitive one.
 */
export function sensitiveMarks(value: unknown, marks: unknown, holds: (text: unknown) => boolean): unknown {
  if (marks === true) return true;
  if (typeof value === "string") return holds(value) ? true : marks;
  if (Array.isArray(value)) {
    const given: readonly unknown[] = Array.isArray(marks) ? marks : [];
    const own = value.map((each, index) => sensitiveMarks(each, given[index], holds) ?? false);
    return own.some(isMarked) ? own : marks;
  }
  if (!isMapping(value)) return marks;
  const given = isMapping(marks) ? marks : {};
  const own = Object.entries(value)
    .map(([key, each]) => [key, sensitiveMarks(each, given[key], holds)] as const)
    .filter(([, each]) => isMarked(each));
  return own.length === 0 ? marks : { ...given, ...Object.fromEntries(own) };
}

/** Whether anything in marks is marked. */
export function isMarked(marks: unknown): boolean {
  if (typeof marks === "object" && marks !== null) return Object.values(marks).some(isMarked);
  return marks === true;
}
