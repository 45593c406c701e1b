import type { Page } from "./ec2-calls";

/** Most pages of one answer: at 1,000 items each, far more than a service has. */
const MOST_PAGES = 1_000;

/**
 * All items of an answer in pages.
 *
 * @param ask asks for the page of a token; undefined is the first one.
 * @throws where the pages do not end: to go on would be to ask for ever.
 */
export async function allPages<T>(ask: (token: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(token);
    for (const item of answer.items) items.push(item);
    token = answer.nextToken;
    if (token === undefined) return items;
    if (seen.has(token)) throw new Error("AWS answered the same page twice: the list is not complete");
    seen.add(token);
  }
  throw new Error(`AWS answered more than ${MOST_PAGES} pages: the list is not complete`);
}

/** A list in parts of at most a size. */
export function partsOf<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}
