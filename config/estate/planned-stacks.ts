import type { Origins } from "../origins";
import type { PlanOf, StackInputs, StackKind, StackPlan } from "./stack-plan";

/**
 * Keys of the stacks that a stack depends on, by their kind. The manifest lists them in this order. It should not come
 * from the files, whose order says nothing.
 */
export type Dependencies = { readonly [Kind in StackKind]?: readonly string[] };

/** Stacks of an environment in the order that they are planned in, each found by its kind and key. */
export class PlannedStacks {
  readonly plans: StackPlan[] = [];
  private readonly names = new Map<StackKind, Map<string, string>>();

  /**
   * Plans a stack.
   *
   * @param key what the stack is of, by which other stacks depend on it.
   * @param dependencies stacks that it depends on. Those that are not planned yet are left out: nothing depends on a
   *   later one.
   */
  add<Kind extends StackKind>(
    kind: Kind,
    key: string,
    input: StackInputs[Kind],
    origins: Origins,
    dependencies: Dependencies = {},
  ): void {
    const { name } = input;
    const plan: PlanOf<Kind> = { name, kind, dependencies: this.namesOf(dependencies), origins, input };
    // The compiler does not see that a plan of one of the kinds is one of their union.
    this.plans.push(plan as StackPlan);
    const ofKind = this.names.get(kind) ?? new Map<string, string>();
    this.names.set(kind, ofKind.set(key, name));
  }

  has(kind: StackKind, key: string): boolean {
    return this.names.get(kind)?.has(key) ?? false;
  }

  /** Names of stacks, each once. */
  private namesOf(dependencies: Dependencies): string[] {
    const names = new Set<string>();
    for (const kind of Object.keys(dependencies) as StackKind[])
      for (const key of dependencies[kind] ?? []) {
        const name = this.names.get(kind)?.get(key);
        if (name !== undefined) names.add(name);
      }
    return [...names];
  }
}
