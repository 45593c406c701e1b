import type { ChangedFile, ChangedStack } from "../changed-file";
import type { OrderedStack, OrderFile } from "../order-file";
import { engineEntry } from "../terraform/engine";
import { namesByWave, waveNumbers } from "../waves";
import type { EarlierStack } from "./earlier";

/** What is compared. */
export interface Comparison {
  /** The stacks as they are now. */
  readonly order: OrderFile;
  /** Digests of the stacks' bytes before, by name. */
  readonly before: ReadonlyMap<string, string>;
  /** Stacks that were there before, and are no longer declared. */
  readonly gone: readonly EarlierStack[];
  /** Names of the stacks whose states a stack reads; undefined where that cannot be told. */
  readonly readsOf: (name: string) => readonly string[] | undefined;
}

/** What differs, and in which order it is deployed and destroyed. */
export type Difference = Pick<ChangedFile, "unchanged" | "waves" | "destroy" | "stacks">;

/** Stacks that differ from what they were, those that read the states of such, and those that are gone. */
export function compareStacks({ order, before, gone, readsOf }: Comparison): Difference {
  const changes = new Map<string, ChangedStack["change"]>();
  // In the order of the waves: what a stack depends on is known before it.
  for (const stack of order.stacks) {
    const change = changeOf(stack, before.get(stack.name)) ?? affected(stack, changes, readsOf);
    if (change !== undefined) changes.set(stack.name, change);
  }
  const present = order.stacks.filter(({ name }) => changes.has(name));
  const waves = namesByWave(new Map(present.map(({ name, wave }) => [name, wave])));
  const waveOf = new Map(waves.flatMap((names, wave) => names.map((name) => [name, wave] as const)));
  const goneNumbers = waveNumbers(gone);
  const goneByName = new Map(gone.map((stack) => [stack.name, stack]));
  const destroy = namesByWave(goneNumbers).reverse();
  return {
    unchanged: order.stacks.length - present.length,
    waves,
    destroy,
    stacks: [
      ...present.map(({ digest, wave: _, ...stack }): ChangedStack => {
        const change = changes.get(stack.name) ?? "changed";
        const wave = waveOf.get(stack.name) ?? 0;
        return entry(stack, { change, wave, before: before.get(stack.name) ?? null, after: digest });
      }),
      ...destroy.flat().flatMap((name) => {
        const stack = goneByName.get(name);
        if (stack === undefined) return [];
        const wave = goneNumbers.get(name) ?? 0;
        const folder = `removed/${name}`;
        return [entry({ ...stack, folder }, { change: "gone", wave, before: stack.digest, after: null })];
      }),
    ],
  };
}

function changeOf({ digest }: OrderedStack, before: string | undefined): "changed" | "new" | undefined {
  if (before === undefined) return "new";
  return before === digest ? undefined : "changed";
}

/** A stack with the same bytes is affected where it reads the state of one that changes: its plan may differ. */
function affected(
  { name, dependencies }: OrderedStack,
  changes: ReadonlyMap<string, unknown>,
  readsOf: Comparison["readsOf"],
): "affected" | undefined {
  const changing = dependencies.filter((each) => changes.has(each));
  if (changing.length === 0) return undefined;
  const reads = readsOf(name);
  return reads === undefined || changing.some((each) => reads.includes(each)) ? "affected" : undefined;
}

/** The keys in the order of the format. */
function entry(
  { name, environment, kind, folder, account, region, engine, dependencies }: Omit<OrderedStack, "wave" | "digest">,
  { change, wave, before, after }: Pick<ChangedStack, "change" | "wave" | "before" | "after">,
): ChangedStack {
  const about = { name, environment, kind, change, folder, account, region, ...engineEntry(engine) };
  return { ...about, dependencies, wave, before, after };
}
