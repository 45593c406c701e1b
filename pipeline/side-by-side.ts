import { inOrder } from "./in-order";

/**
 * Works on items side by side, each in its turn.
 *
 * @param most how many at once.
 * @param mayBegin asked before each item; where it says no, the item is not begun. @default - always
 * @returns the results in the order of the items; undefined for those that were not begun.
 * @throws the first error, once all that had begun have ended. No item is begun after it.
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
  mayBegin: () => boolean = () => true,
): Promise<(R | undefined)[]> {
  const results = new Array<R | undefined>(items.length).fill(undefined);
  const turns = items.map((item, index) => ({ name: String(index), dependencies: [], item, index }));
  await inOrder(turns, most, async ({ item, index }) => {
    if (mayBegin()) results[index] = await work(item);
  });
  return results;
}
