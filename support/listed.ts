/** Names that a line lists before it counts the rest. */
const LISTED_NAMES = 6;

/** Names with commas between. Of many, the first ones and the number of the rest. @param most how many to name. */
export function listed(names: readonly string[], most: number = LISTED_NAMES): string {
  return listedBy(names, (name) => name, most);
}

/** The same for things, of which only the first ones are named. @param nameOf the name of a thing. */
export function listedBy<T>(things: readonly T[], nameOf: (thing: T) => string, most: number = LISTED_NAMES): string {
  const rest = things.length - most;
  const first = things
    .slice(0, most)
    .map((thing) => nameOf(thing))
    .join(", ");
  return rest > 0 ? `${first} and ${rest} more` : first;
}
