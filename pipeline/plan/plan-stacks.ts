import { join } from "node:path";
import { inOrder } from "../in-order";
import { beforeDestroyed } from "./before-destroyed";
import { ALONE, type Context } from "./context";
import type { Outcome } from "./outcome";
import { planOne } from "./plan-one";
import type { PlannerOf } from "./planners";
import { statesReadBy } from "./reads-state";
import { skipped } from "./records";
import type { StackToPlan } from "./stack-to-plan";

/** How stacks are planned. */
export interface PlanStacksOptions {
  readonly plannerOf: PlannerOf;
  /** Most stacks at a time. */
  readonly parallel: number;
  /** Stacks that another run plans, and that these are deployed after: see `shardOf`. @default - none */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** All stacks of the deployment, those of other shards among them. @default - these */
  readonly all?: readonly StackToPlan[];
  /** Is told of each stack that is done, and how many milliseconds it took. */
  readonly onDone: (outcome: Outcome, milliseconds: number) => void;
}

/**
 * Plans stacks, each behind those of them that it is deployed after. What fails keeps no other from being planned.
 *
 * @param into folder for the plans: each stack has one of its name in it.
 * @returns what became of each, in the order of the stacks.
 * @throws the reason of the signal, where the user ended the command.
 */
export async function planStacks(
  stacks: readonly StackToPlan[],
  into: string,
  { parallel, onDone, elsewhere = new Map(), all = stacks, plannerOf }: PlanStacksOptions,
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  // What is to be destroyed waits for the stacks that may still depend on it, where these turn out to change.
  const items = stacks.map((stack) => ({
    name: stack.name,
    dependencies: stack.mode === "destroy" ? [...beforeDestroyed(stack, all).keys()] : stack.dependencies,
    stack,
  }));
  await inOrder(items, parallel, async ({ name, stack }) => {
    const start = performance.now();
    const context =
      stack.mode === "destroy"
        ? { ...ALONE, heldBackBy: stillChanging(beforeDestroyed(stack, all), outcomes) }
        : contextOf(stack, outcomes, elsewhere);
    const outcome = withoutNeed(stack, context) ?? (await planOne(stack, join(into, name), plannerOf(stack), context));
    outcomes.set(name, outcome);
    onDone(outcome, performance.now() - start);
  });
  return stacks.map(({ name }) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined) throw new Error(`${name} was not planned`);
    return outcome;
  });
}

/** Of stacks that others wait for, those that are not known to have nothing to change. */
function stillChanging(
  waitsFor: ReadonlyMap<string, string>,
  outcomes: ReadonlyMap<string, Outcome>,
): ReadonlyMap<string, string> {
  return new Map([...waitsFor].filter(([name]) => !isIdle(outcomes.get(name))));
}

/** What is known of those that a stack is deployed after. */
function contextOf(
  stack: StackToPlan,
  outcomes: ReadonlyMap<string, Outcome>,
  elsewhere: ReadonlyMap<string, string>,
): Context {
  const reasonOf = (name: string) => outcomes.get(name)?.holdsBack ?? elsewhere.get(name);
  const holding = stack.dependencies.filter((name) => reasonOf(name) !== undefined);
  const read = holding.length === 0 ? new Set<string>() : statesReadBy(stack.path);
  return {
    heldBackBy: new Map(holding.filter((name) => read.has(name)).map((name) => [name, reasonOf(name) ?? ""])),
    pending: stack.dependencies.filter(
      (name) => elsewhere.has(name) || (outcomes.has(name) && !isIdle(outcomes.get(name))),
    ),
    isSettled: (name) => isIdle(outcomes.get(name)),
  };
}

/** Results of stacks that change nothing. */
const IDLE: ReadonlySet<string> = new Set(["no-changes", "skipped"]);

/** Whether a stack turned out to change nothing; false where it is not planned here, or not yet. */
function isIdle(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && IDLE.has(outcome.record.result);
}

/** What becomes of a stack that need not be planned; undefined where it is planned. */
function withoutNeed(stack: StackToPlan, { heldBackBy }: Context): Outcome | undefined {
  const isNeeded = stack.change !== "affected" || heldBackBy.size > 0;
  return isNeeded ? undefined : skipped(stack);
}
