import { z } from "zod";
import { unwrapped } from "./schema-walk";

/** Mappings that need more than one key to say what a text in their place means. */
const SHAPES: Readonly<Record<string, (text: string) => string>> = {
  // Only HTTP and HTTPS have a path.
  healthCheck: (text) => `{ protocol: HTTP, path: ${text} }`,
};

/**
 * What to write in place of a text, a number or `true` where a mapping belongs: the mapping in which it is the value of the
 * one key that takes it.
 *
 * @param key the key that the value stands under.
 * @param schema of the mapping.
 * @param source the value as it is written.
 */
export function shapeFix(key: string, schema: z.ZodType, value: unknown, source: string): string | undefined {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject) || value === null || typeof value === "object") return undefined;
  const keys = Object.keys(inner.shape);
  const taking = (given: unknown) => keys.filter((each) => inner.safeParse({ [each]: given }).success);
  // Who writes `true` wants the defaults.
  if (value === true) {
    const [only] = taking({});
    if (only !== undefined && keys.length === 1) return such(`{ ${only}: {} }`);
    return inner.safeParse({}).success ? such("{}") : undefined;
  }
  const [only, ...others] = taking(value);
  if (only === undefined || others.length > 0) return undefined;
  return such(SHAPES[key]?.(source) ?? `{ ${only}: ${source} }`);
}

function such(mapping: string): string {
  return `write a mapping, such as \`${mapping}\``;
}
