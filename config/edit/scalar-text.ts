import { isAlias, isScalar, Scalar, stringify } from "yaml";

/** What a record is written in. */
export type Kind = "yaml" | "json";

/** A value as it is written, in the quotes of the value before it. */
export function scalarText(value: string, before: unknown, isFlow: boolean, kind: Kind): string {
  if (kind === "json") return JSON.stringify(value);
  const type = isScalar(before) && !isAlias(before) ? before.type : undefined;
  if (type === Scalar.QUOTE_DOUBLE) return JSON.stringify(value);
  if (type === Scalar.QUOTE_SINGLE) return `'${value.replaceAll("'", "''")}'`;
  if (/^[\w-]+$/.test(value) && stringify(value).trim() === value) return value;
  return isFlow ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd();
}
