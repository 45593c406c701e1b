import { mayDependOn } from "../kind-order";
import { type Fates, isOver } from "./fate";
import type { ReviewedStack } from "./reviewed-plans";

/**
 * Says whose turn it is.
 *
 * A stack to apply waits for those among the plans that it depends on, or is planned after. A stack to destroy waits
 * for those to destroy that depend on it, for those that it is planned after, and for those of its environment that may
 * have depended on it until now: of a later kind.
 */
export class Schedule {
  /** Names of the stacks that each one waits for. */
  private readonly before: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly stacks: readonly ReviewedStack[]) {
    const applied = new Set(stacks.filter(({ mode }) => mode === "apply").map(({ name }) => name));
    const names = new Set(stacks.map(({ name }) => name));
    const dependents = dependentsOf(stacks);
    const byEnvironment = groupedByEnvironment(stacks.filter(({ mode }) => mode === "apply"));
    this.before = new Map(
      stacks.map((stack) => {
        if (stack.mode === "apply") {
          const names = new Set([...stack.dependencies, ...stack.waits_for]);
          return [stack.name, [...names].filter((name) => applied.has(name) && name !== stack.name)];
        }
        const later = (byEnvironment.get(stack.environment) ?? []).filter(({ kind }) => mayDependOn(kind, stack.kind));
        const first = stack.waits_for.filter((name) => names.has(name) && name !== stack.name);
        const before = [...(dependents.get(stack.name) ?? []), ...later.map(({ name }) => name), ...first];
        return [stack.name, [...new Set(before)]];
      }),
    );
  }

  /**
   * The stacks whose turn it is: of those that nothing keeps waiting, the ones of the earliest wave. Where none of them
   * is to be applied, those to destroy, the latest wave first. None: there is nothing more that can be done.
   *
   * @param fates of the stacks that had their turn.
   */
  next(fates: Fates): ReviewedStack[] {
    const ready = this.stacks.filter(({ name }) => !fates.has(name) && this.blockers(name, fates).length === 0);
    const applies = ready.filter(({ mode }) => mode === "apply");
    const [first] = applies.length > 0 ? inOrder(applies, 1) : inOrder(ready, -1);
    return ready.filter(({ mode, wave }) => mode === first?.mode && wave === first.wave);
  }

  /** Names of the stacks that keep one waiting. */
  blockers(name: string, fates: Fates): string[] {
    return (this.before.get(name) ?? []).filter((other) => !isOver(fates.get(other)));
  }
}

function inOrder(stacks: readonly ReviewedStack[], sign: 1 | -1): ReviewedStack[] {
  return [...stacks].sort((a, b) => sign * (a.wave - b.wave));
}

/** Names of the stacks to destroy that depend on each. */
function dependentsOf(stacks: readonly ReviewedStack[]): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  for (const { name, mode, dependencies } of stacks)
    if (mode === "destroy")
      for (const other of dependencies) {
        const group = dependents.get(other);
        if (group === undefined) dependents.set(other, [name]);
        else group.push(name);
      }
  return dependents;
}

function groupedByEnvironment(stacks: readonly ReviewedStack[]): Map<string, ReviewedStack[]> {
  const groups = new Map<string, ReviewedStack[]>();
  for (const stack of stacks) {
    const group = groups.get(stack.environment);
    if (group === undefined) groups.set(stack.environment, [stack]);
    else group.push(stack);
  }
  return groups;
}
