import { readFileSync } from "node:fs";
import type { z } from "zod";
import { objectOf } from "../support/json-object";
import { printable } from "../support/printable";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";

/**
 * Reads a file that this program wrote.
 *
 * @param what it is, and what writes it: "an index of plans, which `privatelink plan` writes".
 * @throws UserError where it is missing, is no JSON, or is not of the schema: a newer version among them.
 */
export function readChecked<Schema extends z.ZodType>(path: string, schema: Schema, what: string): z.output<Schema> {
  return parseChecked(bytesOf(path, what).toString("utf8"), path, schema, what);
}

/**
 * Bytes of a file that this program wrote, such as to check their digest before {@link parseChecked}.
 *
 * @throws UserError where it cannot be read.
 */
export function bytesOf(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`${shown(path)}: expected ${what}; found ${code === "ENOENT" ? "no file" : message}.`);
  }
}

/** The same as {@link readChecked} of a text that was read already. @param path for messages. */
export function parseChecked<Schema extends z.ZodType>(
  text: string,
  path: string,
  schema: Schema,
  what: string,
): z.output<Schema> {
  let json: unknown;
  if (text.trim() === "") throw new UserError(`${shown(path)}: expected ${what}; found an empty file. Write it again.`);
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${shown(path)}: expected ${what}; found ${printable((error as Error).message)}.`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.path[0] === "format")
    throw new UserError(`${shown(path)}: expected ${what}; found ${kindOf(json)}. Name another file.`);
  const place = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  const found = printable(`something else${place}: ${issue?.message ?? "?"}`);
  throw new UserError(`${shown(path)}: expected ${what}; found ${found}.`);
}

/** What JSON says that it is: what programs of this package write says its format. */
function kindOf(json: unknown): string {
  const { format } = objectOf(json);
  return typeof format === "string" ? `a file of the format ${printable(format)}` : "JSON without a known `format`";
}
