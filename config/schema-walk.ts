import { z } from "zod";
import type { KeyPath } from "./yaml-file";

/**
 * The part of a schema that stands for a path, with its defaults and descriptions; of several forms, the one that the
 * file's value has or seems to mean. Undefined where the schema has no such path.
 */
export function schemaAt(schema: z.ZodType, path: KeyPath, value: unknown): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const inner = unwrap(schema, value);
  const child = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  const next = childSchema(inner, key);
  return next && schemaAt(next, rest, child);
}

/** The keys that a mapping at a path may have. */
export function keysAt(schema: z.ZodType, path: KeyPath, value: unknown): string[] {
  const found = schemaAt(schema, path, value);
  const inner = found && unwrap(found, path.reduce<unknown>(child, value));
  return inner instanceof z.ZodObject ? Object.keys(inner.shape).sort() : [];
}

/** What a schema says that a value is for. */
export function descriptionOf(schema: z.ZodType | undefined): string | undefined {
  if (schema === undefined || schema.description !== undefined) return schema?.description;
  return isWrapper(schema) ? descriptionOf(schema.unwrap() as z.ZodType) : undefined;
}

function childSchema(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject)
    return Object.hasOwn(schema.shape, key) ? (schema.shape[String(key)] as z.ZodType) : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return schema instanceof z.ZodArray ? (schema.element as z.ZodType) : undefined;
}

function isWrapper(schema: z.ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodPrefault {
  return [z.ZodOptional, z.ZodDefault, z.ZodPrefault].some((wrapper) => schema instanceof wrapper);
}

/** The schema beneath defaults and the like. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  return isWrapper(schema) ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

/** The schema beneath defaults and the like; of several forms, the one with the value's `type`, or the mapping. */
function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  if (isWrapper(schema)) return unwrap(schema.unwrap() as z.ZodType, value);
  if (!(schema instanceof z.ZodUnion)) return schema;
  const objects = (schema.options as z.ZodType[]).filter((option) => option instanceof z.ZodObject);
  const type = child(value, "type");
  return objects.find((option) => option.shape.type?.safeParse(type).success) ?? objects[0] ?? schema;
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
