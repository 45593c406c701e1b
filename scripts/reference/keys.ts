/** The parts of a JSON Schema (draft 7) that are read here. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A key of a file. */
export interface Key {
  /** Its path: `*` stands for any key, `[]` for each entry of a list. */
  readonly path: string;
  /** Its values, each form once. */
  readonly values: readonly string[];
  /** Its default as JSON. @default - there is none */
  readonly default?: string;
  /** Whether the mapping that it is in must have it. */
  readonly required: boolean;
  /** What it says; several texts where it has several forms. */
  readonly descriptions: readonly string[];
}

/** Values of an enumeration that are listed before the rest is counted. */
const LISTED = 16;

/** All keys that a schema knows, in its order. A key with several forms is one key. */
export function keysOf(schema: Schema): readonly Key[] {
  const keys = new Map<string, Key>();
  addKeys(schema, "", keys);
  return [...keys.values()];
}

/** @param always keys that every form of the mapping must have. @default - there is one form */
function addKeys(schema: Schema, path: string, keys: Map<string, Key>, always?: ReadonlySet<string>): void {
  const { properties = {}, required = [], additionalProperties, items } = schema;
  for (const [name, value] of Object.entries(properties)) {
    const own = path === "" ? name : `${path}.${name}`;
    add(keys, keyOf(own, value, required.includes(name) && (always?.has(name) ?? true)));
    addKeys(value, own, keys);
  }
  if (typeof additionalProperties === "object") {
    const own = path === "" ? "*" : `${path}.*`;
    if (isLeaf(additionalProperties) && additionalProperties.description !== undefined)
      add(keys, keyOf(own, additionalProperties, false));
    addKeys(additionalProperties, own, keys);
  }
  if (items !== undefined) addKeys(items, `${path}[]`, keys);
  const forms = formsOf(schema);
  for (const form of forms) addKeys(form, path, keys, inEach(forms.filter(({ properties: own }) => own !== undefined)));
}

/** Keys that all forms of a mapping must have. */
function inEach(forms: readonly Schema[]): ReadonlySet<string> {
  const [first, ...others] = forms.map(({ required = [] }) => required);
  return new Set(first?.filter((name) => others.every((required) => required.includes(name))));
}

/** Puts the forms of one key together. What one form leaves out, the mapping need not have. */
function add(keys: Map<string, Key>, key: Key): void {
  const same = keys.get(key.path);
  if (same === undefined) {
    keys.set(key.path, key);
    return;
  }
  const both = <T>(one: readonly T[], other: readonly T[]) => [...new Set([...one, ...other])];
  keys.set(key.path, {
    ...same,
    ...key,
    values: both(same.values, key.values),
    required: same.required && key.required,
    descriptions: both(same.descriptions, key.descriptions),
  });
}

function keyOf(path: string, schema: Schema, required: boolean): Key {
  return {
    path,
    values: [...new Set(valuesOf(schema))],
    ...(schema.default === undefined ? {} : { default: JSON.stringify(schema.default) }),
    required: required && schema.default === undefined,
    descriptions: schema.description === undefined ? [] : [schema.description],
  };
}

function formsOf({ anyOf = [], oneOf = [] }: Schema): readonly Schema[] {
  return [...anyOf, ...oneOf];
}

function isLeaf(schema: Schema): boolean {
  return schema.properties === undefined && formsOf(schema).length === 0;
}

/** What a value may be, in words and code. */
function valuesOf(schema: Schema): string[] {
  const forms = formsOf(schema);
  if (forms.length > 0) return forms.flatMap(valuesOf);
  if (schema.const !== undefined) return [code(JSON.stringify(schema.const))];
  if (schema.enum !== undefined) return [enumeration(schema.enum)];
  const types = [schema.type ?? "any value"].flat();
  return types.map((type) => `${typeName(type, schema)}${limits(schema)}`);
}

function enumeration(values: readonly unknown[]): string {
  const shown = values.slice(0, LISTED).map((value) => code(String(value)));
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.slice(0, 3).join(", ")} and ${values.length - 3} more` : shown.join(", ");
}

function typeName(type: string, { items, additionalProperties, properties }: Schema): string {
  if (type === "array") return `list of ${items === undefined ? "any values" : valuesOf(items).join(" or ")}`;
  if (type !== "object") return { string: "text", integer: "whole number", boolean: "`true`, `false`" }[type] ?? type;
  return typeof additionalProperties === "object" && properties === undefined ? "mapping by key" : "mapping";
}

function limits(schema: Schema): string {
  const { minimum, maximum, minItems, maxItems, minLength, maxLength, pattern } = schema;
  const range = (least: number | undefined, most: number | undefined, what: string) => {
    // What JSON Schema needs for a whole number of any size says nothing to a reader.
    const top = most === Number.MAX_SAFE_INTEGER ? undefined : most;
    const low = least === Number.MIN_SAFE_INTEGER ? undefined : least;
    if (low === undefined && top === undefined) return [];
    if (top === undefined) return [`at least ${low}${what}`];
    return [low === undefined ? `at most ${top}${what}` : `${low} to ${top}${what}`];
  };
  const all = [
    ...range(minimum, maximum, ""),
    ...range(minItems, maxItems, " entries"),
    ...range(minLength, maxLength, " characters"),
    ...(pattern === undefined ? [] : [code(pattern)]),
  ];
  return all.length === 0 ? "" : `, ${all.join(", ")}`;
}

/** A text as code. A text with backticks has two around it. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
