import { compare } from "../../../support/compare";
import { labelsOf } from "./schema-labels";
import { canonical, escaped, isSchema, type Schema, WORDS } from "./schema-values";

/** What a schema says of each place, by keyword: its value as JSON. Places are paths such as `.services.*.ports[]`. */
export type SchemaFacts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Keywords whose schemas are places of their own. */
const PLACES = new Set(["properties", "items", "prefixItems", "additionalProperties", "propertyNames", "required"]);

/** Keywords with several schemas for the same value. */
const ALTERNATIVES = ["oneOf", "anyOf", "allOf"];

/** Most levels of a path: a schema may refer to itself. */
const MOST_LEVELS = 30;

/** Reads a JSON Schema into a flat list. A keyword that is not known is kept as it is. */
export function schemaFacts(schema: unknown): SchemaFacts {
  const facts = new Map<string, Map<string, string>>();
  walk({ schema, path: "", isRequired: false, root: schema, refs: [] }, facts);
  return facts;
}

/** The place that another one is in. */
export function parentOf(path: string): string {
  return path.replace(/(\.[^.[|]+|\[\d*\]|\|[^.[|]*)$/, "");
}

interface Place {
  readonly schema: unknown;
  readonly path: string;
  readonly isRequired: boolean;
  /** The document, which `$ref` is looked up in. */
  readonly root: unknown;
  /** References that lead here. */
  readonly refs: readonly string[];
}

type Facts = Map<string, Map<string, string>>;

function walk(place: Place, facts: Facts): void {
  const { schema, path, isRequired, root, refs } = place;
  const keywords = facts.get(path) ?? new Map<string, string>();
  facts.set(path, keywords);
  if (isRequired) keywords.set("required", "true");
  // `true` and `false` are schemas.
  if (!isSchema(schema)) {
    add(keywords, "accepts", canonical(schema));
    return;
  }
  const { $ref: ref, ...rest } = schema;
  if (typeof ref === "string") {
    const level = refs.indexOf(ref);
    // The names of definitions say nothing: of one that leads to itself, the number of levels does.
    if (level >= 0 || refs.length >= MOST_LEVELS) add(keywords, "refersUp", String(refs.length - level));
    else walk({ ...place, schema: referred(root, ref), refs: [...refs, ref] }, facts);
  }
  for (const [keyword, value] of Object.entries(rest)) {
    if (WORDS.has(keyword) || PLACES.has(keyword) || ALTERNATIVES.includes(keyword)) continue;
    const isList = keyword === "enum" || keyword === "type";
    const list = isList ? (Array.isArray(value) ? value : [value]) : undefined;
    add(keywords, keyword, list === undefined ? canonical(value) : `[${list.map(canonical).sort(compare).join()}]`);
  }
  if (schema.additionalProperties === false) keywords.set("closed", "true");
  below(place, rest, facts);
}

/** Adds what is said of a place. What is said beside a reference does not replace what is said behind it. */
function add(keywords: Map<string, string>, keyword: string, text: string): void {
  let name = keyword;
  while (keywords.has(name) && keywords.get(name) !== text) name += "+";
  keywords.set(name, text);
}

function below(place: Place, schema: Schema, facts: Facts): void {
  const { path, root } = place;
  const next = (part: string, value: unknown, isRequired = false) =>
    walk({ ...place, schema: value, path: `${path}${part}`, isRequired }, facts);
  const { properties, items, additionalProperties, prefixItems, propertyNames } = schema;
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const named = isSchema(properties) ? properties : {};
  for (const [key, value] of Object.entries(named)) next(`.${escaped(key)}`, value, required.includes(key));
  // A key may be required though nothing else is said of it.
  for (const key of required) if (!Object.hasOwn(named, String(key))) next(`.${escaped(String(key))}`, {}, true);
  for (const [index, each] of [prefixItems, items].flatMap((list) => (Array.isArray(list) ? list : [])).entries())
    next(`[${index}]`, each);
  if (items !== undefined && !Array.isArray(items)) next("[]", items);
  if (isSchema(additionalProperties)) next(".*", additionalProperties);
  if (propertyNames !== undefined) next(".<name>", propertyNames);
  for (const keyword of ALTERNATIVES) {
    const all = schema[keyword];
    if (!Array.isArray(all)) continue;
    const labels = labelsOf(all, (each) => resolved(root, each));
    for (const [index, each] of all.entries()) next(`|${keyword}:${labels[index]}`, each);
  }
}

/** A schema, or the one that it refers to. */
function resolved(root: unknown, schema: unknown): unknown {
  return isSchema(schema) && typeof schema.$ref === "string" ? referred(root, schema.$ref) : schema;
}

function referred(root: unknown, ref: string): unknown {
  const parts = ref.replace(/^#\/?/, "").split("/").filter(Boolean);
  return parts.reduce<unknown>(
    (at, part) => (isSchema(at) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
    root,
  );
}
