import { join } from "node:path";
import { matching } from "../../config/estate/selected-stacks";
import { stackIsOf } from "../../config/estate/stack-names";
import { isMarkedDeclared, REMOVED } from "../../engine/removed";
import { compare } from "../../support/compare";
import { type DeployedFile, deployedSchema } from "../deployed-file";
import type { DriftFile } from "../drift-file";
import type { OrderFile } from "../order-file";
import type { Selection } from "../plan/read-stacks";
import { readChecked } from "../read-checked";

/** Where a manifest of what is deployed is, and what is declared. */
export interface Declared {
  readonly selection: Selection;
  readonly order: OrderFile;
  /** Names of all environments, also of those that were not synthesized. */
  readonly environments: readonly string[];
}

/** Stacks that are deployed, and are not among those that were synthesized. */
export type Undeclared = Pick<DriftFile, "gone" | "not_synthesized">;

/** Reads a manifest of what is deployed. @throws UserError where it is none. */
export function readDeployed(file: string): DeployedFile["stacks"] {
  return readChecked(file, deployedSchema, "what was applied last, which `privatelink apply` writes").stacks;
}

/**
 * Which stacks are deployed, and not among those that were synthesized. One of an environment that was not synthesized
 * may be declared there. So may one that an earlier synthesis set aside because it was not selected.
 */
export function undeclared(deployed: DeployedFile["stacks"], { selection, order, environments }: Declared): Undeclared {
  const { stacks, patterns = [], environments: asked } = selection;
  const declared = new Set(order.stacks.map(({ name }) => name));
  const names = Object.keys(deployed).filter((name) => !declared.has(name));
  const wanted = names
    .filter((name) => asked?.some((environment) => stackIsOf(name, environment)) ?? true)
    .filter((name) => patterns.length === 0 || patterns.some((pattern) => matching(pattern, [name]).length > 0))
    .sort(compare);
  const other = environments.filter((environment) => !Object.hasOwn(order.environments, environment));
  const isLeftOut = (name: string) =>
    other.some((environment) => stackIsOf(name, environment)) || isMarkedDeclared(join(stacks, REMOVED, name));
  return {
    gone: wanted.filter((name) => !isLeftOut(name)).map((name) => ({ name, commit: deployed[name]?.commit ?? null })),
    not_synthesized: wanted.filter(isLeftOut),
  };
}

/**
 * What is asked for among the stacks that are declared; undefined where all that is asked for is deployed only. A
 * pattern that matches neither is kept, so that it is refused.
 */
export function declaredSelection(
  selection: Selection,
  order: OrderFile,
  undeclared: Undeclared,
): Selection | undefined {
  const { patterns = [] } = selection;
  const declared = order.stacks.map(({ name }) => name);
  const rest = [...undeclared.gone.map(({ name }) => name), ...undeclared.not_synthesized];
  const own = patterns.filter(
    (pattern) => matching(pattern, declared).length > 0 || matching(pattern, rest).length === 0,
  );
  return patterns.length > 0 && own.length === 0 ? undefined : { ...selection, patterns: own };
}
