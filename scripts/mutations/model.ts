/** Arguments of a resource, as Terraform's JSON syntax has them. */
export type Body = Readonly<Record<string, unknown>>;

/** Resources as Terraform's JSON syntax nests them: type, name, arguments. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A configuration in Terraform's JSON syntax, as far as it is made here. */
export interface Configuration {
  readonly resource?: Resources;
  readonly data?: Resources;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly module?: Readonly<Record<string, Body>>;
  readonly [other: string]: unknown;
}

/** Configurations as one. What stands in several is taken from the last. */
export function together(...configurations: readonly Configuration[]): Configuration {
  return configurations.reduce(merged, {});
}

function merged(one: unknown, other: unknown): Configuration {
  const result: Record<string, unknown> = { ...(one as object) };
  for (const [key, value] of Object.entries(other as object)) {
    result[key] = isObject(result[key]) && isObject(value) ? merged(result[key], value) : value;
  }
  return result;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body with a value at a dotted path, and blocks on the way to it. */
export function withValue(body: Body, path: string, value: unknown): Body {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...body, [name]: value };
  const block = isObject(body[name]) ? body[name] : {};
  return { ...body, [name]: withValue(block, rest.join("."), value) };
}

/** What is at a dotted path of a body; undefined for nothing. */
export function valueAt(body: Body, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);
}
