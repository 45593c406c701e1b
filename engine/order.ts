import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import type { Head } from "../pipeline/head";
import { ORDER_FILE, ORDER_FORMAT, type OrderedStack, type OrderFile } from "../pipeline/order-file";
import { engineEntry } from "../pipeline/terraform/engine";
import { namesByWave, waveNumbers } from "../pipeline/waves";
import { compare } from "../support/compare";
import type { BuiltStack } from "./build-one";
import type { StackEntry } from "./job";
import { STACKS } from "./stack-files";

/** What the order tells of a stack. */
type Entry = Pick<StackEntry, "name" | "environment" | "kind" | "account" | "region" | "dependencies">;

/**
 * The order of deployment.
 *
 * @param stacks those of the manifest.
 * @param built what building each of them gave, by name.
 * @param environments that they are of.
 * @param head commit that the environments were read at; null where it is not known.
 */
export function orderOf(
  stacks: readonly Entry[],
  built: ReadonlyMap<string, Pick<BuiltStack, "digest">>,
  environments: readonly Pick<Environment, "name" | "delivery" | "terraform">[],
  head: Head | null,
): OrderFile {
  const numbers = waveNumbers(stacks);
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const waves = namesByWave(numbers);
  const engines = new Map(environments.map(({ name, terraform }) => [name, terraform.engine]));
  const settings = environments.map(({ name, delivery: { deferred } }) => [name, { deferred }] as const);
  return {
    ...ORDER_FORMAT,
    head,
    environments: Object.fromEntries(settings.sort(([a], [b]) => compare(a, b))),
    waves,
    stacks: waves.flat().flatMap((name): OrderedStack[] => {
      const [stack, digest] = [byName.get(name), built.get(name)?.digest];
      if (stack === undefined || digest === undefined) return [];
      const { environment, kind, account, region, dependencies } = stack;
      return [
        {
          ...{ name, environment, kind, folder: `${STACKS}/${name}`, account, region },
          ...engineEntry(engines.get(environment)),
          dependencies: [...dependencies].sort(compare),
          wave: numbers.get(name) ?? 0,
          digest,
        },
      ];
    }),
  };
}

/** The order as it is written. */
export function orderText(order: OrderFile): string {
  return `${JSON.stringify(order, undefined, 2)}\n`;
}

/** Writes the order of deployment. @param folder output folder. */
export function writeOrder(folder: string, order: OrderFile): void {
  writeFileSync(join(folder, ORDER_FILE), orderText(order));
}
