/** A value that a list gets at its end. A list that is not there yet is made. */
export interface Append {
  readonly append: string;
}

/** The new value of a key; undefined removes the key. */
export type Change = string | Append | undefined;

/**
 * Keys of a record with their new values. A key within mappings has the path that a column of a table has, such as
 * `connections.orders.endpointId`.
 */
export type Changes = Readonly<Record<string, Change>>;

/**
 * A change that no edit of the text can make. It says what the text must have for it, and what to write by hand.
 */
export class CannotEdit extends Error {
  constructor(
    readonly expected: string,
    readonly fix: string,
  ) {
    super(expected);
  }
}

/** The changes as somebody would write them in YAML. */
export function byHand(changes: Changes): string {
  return Object.entries(changes)
    .map(([key, value]) => {
      if (value === undefined) return `remove \`${key}\``;
      if (typeof value === "object") return `add ${JSON.stringify(value.append)} to the list \`${key}\``;
      return `write \`${key}: ${JSON.stringify(value)}\``;
    })
    .join(", ");
}
