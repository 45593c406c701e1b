import { compare } from "../support/compare";
import type { Ordered } from "./waves";

/**
 * Stacks in units of those that depend on each other. A unit that is too large is divided: the stack that most others
 * depend on, or that depends on most others, is a unit of its own, until what is left is small enough.
 *
 * @param size most stacks of a unit.
 * @returns names; the largest units first.
 */
export function unitsOf(stacks: readonly Ordered[], size: number): string[][] {
  const neighbours = neighboursOf(stacks);
  const units: string[][] = [];
  const left = connected(
    stacks.map(({ name }) => name),
    neighbours,
  );
  for (let group = left.pop(); group !== undefined; group = left.pop()) {
    const hub = group.length > size ? hubOf(group, neighbours) : undefined;
    if (hub === undefined) {
      units.push(group.sort(compare));
      continue;
    }
    units.push([hub]);
    for (const each of neighbours.get(hub) ?? []) neighbours.get(each)?.delete(hub);
    neighbours.delete(hub);
    left.push(
      ...connected(
        group.filter((name) => name !== hub),
        neighbours,
      ),
    );
  }
  return units.sort((a, b) => b.length - a.length || compare(a[0] ?? "", b[0] ?? ""));
}

/** Stacks that a stack depends on, and those that depend on it. */
type Neighbours = Map<string, Set<string>>;

function neighboursOf(stacks: readonly Ordered[]): Neighbours {
  const neighbours: Neighbours = new Map(stacks.map(({ name }) => [name, new Set()]));
  for (const { name, dependencies } of stacks)
    for (const each of dependencies)
      if (each !== name && neighbours.has(each)) {
        neighbours.get(each)?.add(name);
        neighbours.get(name)?.add(each);
      }
  return neighbours;
}

/** The stack with the most neighbours; of several, the first by name. */
function hubOf(group: readonly string[], neighbours: Neighbours): string | undefined {
  const countOf = (name: string) => neighbours.get(name)?.size ?? 0;
  return group.reduce<string | undefined>((best, name) => {
    if (best === undefined || countOf(name) > countOf(best)) return name;
    return countOf(name) === countOf(best) && compare(name, best) < 0 ? name : best;
  }, undefined);
}

/** Names in groups of those that are connected, by way of others or not. */
function connected(names: readonly string[], neighbours: Neighbours): string[][] {
  const seen = new Set<string>();
  const groups: string[][] = [];
  for (const first of names) {
    if (seen.has(first)) continue;
    seen.add(first);
    const group = [first];
    // What is found is looked at in its turn.
    for (const name of group)
      for (const each of neighbours.get(name) ?? [])
        if (!seen.has(each)) {
          seen.add(each);
          group.push(each);
        }
    groups.push(group);
  }
  return groups;
}
