/** An object of a JSON document, of whose values nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of a JSON document is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as an object: an empty one where it is none. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
