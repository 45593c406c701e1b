/** Names that a line lists before it counts the rest. */
const LISTED_NAMES = 6;

/** Names in one line: the first few, and how many more there are. */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const rest = names.length - LISTED_NAMES;
  return rest > 0 ? `${names.slice(0, LISTED_NAMES).join(", ")} and ${rest} more` : names.join(", ");
}
