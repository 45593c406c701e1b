import { compare } from "../support/compare";

/** What is to be deployed, and what before it. */
export interface Ordered {
  readonly name: string;
  /** Names of those that are deployed before it. Names of none of the stacks do not count. */
  readonly dependencies: readonly string[];
}

/**
 * The wave of each stack: 0 where it waits for none, else one more than the highest wave of those that it waits for.
 *
 * @throws Error where a stack waits for itself, directly or through others.
 */
export function waveNumbers(stacks: readonly Ordered[]): ReadonlyMap<string, number> {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const waves = new Map<string, number>();
  const entered = new Set<string>();
  const waveOf = ({ name, dependencies }: Ordered): number => {
    const known = waves.get(name);
    if (known !== undefined) return known;
    if (entered.has(name)) throw new Error(`the stack ${name} is to be deployed after itself`);
    entered.add(name);
    let wave = 0;
    for (const each of dependencies) {
      const before = byName.get(each);
      if (before !== undefined) wave = Math.max(wave, waveOf(before) + 1);
    }
    waves.set(name, wave);
    return wave;
  };
  for (const stack of stacks) waveOf(stack);
  return waves;
}

/** Names by the number of their wave, sorted within one. Numbers that no name has are left out. */
export function namesByWave(waves: ReadonlyMap<string, number>): string[][] {
  const byNumber = new Map<number, string[]>();
  for (const [name, wave] of waves) {
    const names = byNumber.get(wave);
    if (names === undefined) byNumber.set(wave, [name]);
    else names.push(name);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, names]) => names.sort(compare));
}
