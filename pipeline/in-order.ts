/** What is done in an order. */
interface Ordered {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * Does something with each of some things: behind all those that it depends on and that are among them, and side by
 * side with others. The first of those that can begin begins.
 *
 * @param parallel how many at a time.
 * @throws the first error, once all that had begun have ended; an error where things wait for each other.
 */
export async function inOrder<T extends Ordered>(
  things: readonly T[],
  parallel: number,
  body: (thing: T) => Promise<void>,
): Promise<void> {
  const byName = new Map(things.map((thing) => [thing.name, thing]));
  const left = new Map<string, number>();
  const dependents = new Map<string, T[]>();
  for (const thing of things) {
    const before = [...new Set(thing.dependencies)].filter((name) => byName.has(name) && name !== thing.name);
    left.set(thing.name, before.length);
    for (const name of before) {
      const others = dependents.get(name);
      if (others === undefined) dependents.set(name, [thing]);
      else others.push(thing);
    }
  }
  const ready = things.filter(({ name }) => left.get(name) === 0);
  let done = 0;
  let begun = 0;
  const failures: unknown[] = [];
  let running = 0;
  await new Promise<void>((resolve) => {
    const end = ({ name }: T) => {
      done += 1;
      for (const each of dependents.get(name) ?? []) {
        const rest = (left.get(each.name) ?? 0) - 1;
        left.set(each.name, rest);
        if (rest === 0) ready.push(each);
      }
    };
    const begin = () => {
      while (failures.length === 0 && running < parallel) {
        const next = ready[begun];
        if (next === undefined) break;
        begun += 1;
        running += 1;
        body(next)
          .then(() => end(next))
          .catch((error: unknown) => void failures.push(error))
          .finally(() => {
            running -= 1;
            begin();
          });
      }
      if (running === 0) resolve();
    };
    begin();
  });
  if (failures.length > 0) throw failures[0];
  if (done < things.length) throw new Error("stacks wait for each other");
}
