/** What is in a JSON file, of which nothing is known: what does not fit is taken as empty. */

/** The list, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text; undefined where it is none, or an empty one. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text or a number as text; undefined where it is neither. */
export function scalar(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

/** A text that Terraform takes as it is; undefined where it is an expression or no text. */
export function literal(value: unknown): string | undefined {
  const found = text(value);
  return found?.includes("${") ? undefined : found;
}
