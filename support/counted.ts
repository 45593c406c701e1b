/** A number of things, in words: `1 stack`, `2 stacks`. @param noun of one of them, whose plural is made with an `s`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
