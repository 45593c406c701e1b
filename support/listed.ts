/** Names that a line lists before it counts the rest. */
const LISTED_NAMES = 6;

/** Names with commas between. Of many, the first ones and the number of the rest. @param most how many to name. */
export function listed(names: readonly string[], most: number = LISTED_NAMES): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}
