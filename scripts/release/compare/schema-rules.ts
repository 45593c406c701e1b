import type { Change } from "./change";
import { parentOf, type SchemaFacts } from "./schema-facts";

type Needs = Change["needs"];

/** Bounds: a greater value of the first ones is stricter, a smaller one of the second. */
const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

/** Keywords that refuse values of the type, and change none. */
const LIMITS = [...LOWER_BOUNDS, ...UPPER_BOUNDS, "pattern", "format", "multipleOf", "uniqueItems", "closed"];

/** Keywords that refuse values. Without one of these, more is accepted. */
const CONSTRAINTS = [...LIMITS, "required", "enum", "type", "const"];

/** What users write must stay accepted, and mean the same. A keyword that is not understood is major. */
export function ofRead(keyword: string, was: string | undefined, is: string | undefined): Needs {
  if (is === undefined) return CONSTRAINTS.includes(keyword) ? "minor" : "major";
  if (was === undefined) return "major";
  if (keyword === "enum" || keyword === "type") return includesAll(is, was) ? "minor" : "major";
  if (LOWER_BOUNDS.includes(keyword)) return Number(is) <= Number(was) ? "minor" : "major";
  if (UPPER_BOUNDS.includes(keyword)) return Number(is) >= Number(was) ? "minor" : "major";
  return "major";
}

/** What programs read must stay there, and of the same type. A keyword that is not understood is major. */
export function ofWritten(keyword: string, was: string | undefined, is: string | undefined): Needs {
  if (keyword === "required") return is === undefined ? "major" : "minor";
  if (keyword === "enum" && was !== undefined && is !== undefined)
    return includesAll(was, is) || (includesAll(is, was) && isNull(was) === isNull(is)) ? "minor" : "major";
  return LIMITS.includes(keyword) || keyword === "default" ? "minor" : "major";
}

/** What a place needs that a file of users newly has; its parent was there. */
export function newOfRead(path: string, before: SchemaFacts, now: SchemaFacts): Needs {
  const parent = parentOf(path);
  const part = path.slice(parent.length);
  if (part.startsWith("|")) return newAlternative(parent, part, before);
  // What is said of items, of other keys and of names of keys refuses what was accepted.
  if (part.startsWith("[") || part === ".<name>") return "major";
  if (part === ".*") return before.get(parent)?.has("closed") ? "minor" : "major";
  // A key that was one of the other keys has a schema of its own now.
  return now.get(path)?.get("required") === "true" || before.has(`${parent}.*`) ? "major" : "minor";
}

/** What an alternative needs: where there were others, `anyOf` accepts more. So does `oneOf` if a constant is another. */
function newAlternative(parent: string, part: string, before: SchemaFacts): Needs {
  if (part.startsWith("|allOf:") || !hadAlternatives(parent, part, before)) return "major";
  return part.startsWith("|anyOf:") || isTold(part) ? "minor" : "major";
}

/** What a place needs that a file of the program newly has: another kind of value is one that readers do not expect. */
export function newOfWritten(path: string, before: SchemaFacts): Needs {
  const parent = parentOf(path);
  const part = path.slice(parent.length);
  if (!part.startsWith("|") || part.startsWith("|allOf:")) return "minor";
  return hadAlternatives(parent, part, before) && isTold(part) ? "minor" : "major";
}

function hadAlternatives(parent: string, part: string, before: SchemaFacts): boolean {
  const start = `${parent}${part.slice(0, part.indexOf(":") + 1)}`;
  return [...before.keys()].some((path) => path.startsWith(start));
}

/** Whether an alternative is told from all others by a constant. */
function isTold(part: string): boolean {
  return part.includes("=") && !part.includes("#");
}

function isNull(list: string): boolean {
  return (JSON.parse(list) as unknown[]).includes(null);
}

function includesAll(list: string, names: string): boolean {
  const all = new Set(JSON.parse(list) as unknown[]);
  return (JSON.parse(names) as unknown[]).every((name) => all.has(name));
}
