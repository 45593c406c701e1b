/** Adds to a list, however many there are: a call takes some 100,000 arguments. */
export function add<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}
