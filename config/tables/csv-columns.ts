import { z } from "zod";
import { externalConsumerSchema } from "../consumer-schema";
import { KEY_EXPECTATION, KEY_PATTERN } from "../fields";
import { nearest } from "../nearest";
import type { Problem } from "../problem";
import { unwrapped } from "../schema-walk";
import type { KeyPath } from "../yaml-file";

/** A column of a table of consumers. */
export interface Column {
  /** Path of the key that its cells are values of; `services` stands for a connection to each. */
  readonly path: KeyPath;
  /** Whether a cell holds several values, with `;` between. */
  readonly isList: boolean;
}

/** Column of the consumers' names. */
export const NAME = "name";

/** Column that stands for a connection to each service in it, by the name of the service. */
export const SERVICES = "services";

const { connections, ...OF_CONSUMER } = externalConsumerSchema.shape;
const OF_CONNECTION = connections.valueType.shape;

/** Names of the columns besides those of connections. */
const PLAIN = [NAME, SERVICES, ...Object.keys(OF_CONSUMER)];

/** What a header may have, as reports say it. */
const EXPECTED = `one of the columns ${PLAIN.join(", ")}, or connections.<name>.<key> with a key of ${Object.keys(OF_CONNECTION).join(", ")}`;

/** The column that a cell of the header names; or what is wrong with it, as the problem's words. */
export function columnOf(header: string): Column | Pick<Problem, "expected" | "fix"> {
  if (header === NAME) return { path: [NAME], isList: false };
  if (header === SERVICES) return { path: [SERVICES], isList: true };
  if (Object.hasOwn(OF_CONSUMER, header)) return { path: [header], isList: isList(OF_CONSUMER, header) };
  const [first, connection = "", key = "", ...more] = header.split(".");
  if (first === "connections" && more.length === 0 && connection !== "" && Object.hasOwn(OF_CONNECTION, key))
    return KEY_PATTERN.test(connection)
      ? { path: ["connections", connection, key], isList: isList(OF_CONNECTION, key) }
      : { expected: `connections.<name>.${key} with a name of the connection: ${KEY_EXPECTATION}`, fix: "rename it" };
  return { expected: EXPECTED, fix: fixOf(header, first, connection, key) };
}

function fixOf(header: string, first: string | undefined, connection: string, key: string): string {
  if (first === "connections" && connection !== "") {
    const meant = nearest(key, Object.keys(OF_CONNECTION));
    if (meant !== undefined) return `write \`connections.${connection}.${meant}\``;
  }
  const meant = nearest(header.trim(), PLAIN);
  return meant === undefined ? "take the column out, or rename it" : `write \`${meant}\``;
}

function isList(shape: z.core.$ZodLooseShape, key: string): boolean {
  return unwrapped(shape[key] as z.ZodType) instanceof z.ZodArray;
}
