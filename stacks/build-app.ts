import type { App } from "cdktf";
import type { StackPlan } from "../config/estate/stack-plan";
import { buildStack } from "./build-stack";
import type { PrivateLinkStack } from "./privatelink-stack";

/**
 * Builds all stacks of an estate in one app of cdktf, with the dependencies between them: what `App.synth` writes of it
 * is what must come out however stacks are built.
 *
 * @param plans each behind those that it depends on.
 * @throws UserError that names the file and the key of what a construct refuses.
 */
export function buildApp(app: App, plans: readonly StackPlan[]): void {
  const stacks = new Map<string, PrivateLinkStack>();
  for (const plan of plans) {
    const stack = buildStack(app, plan);
    for (const name of plan.dependencies) {
      const dependency = stacks.get(name);
      if (dependency === undefined) throw new Error(`${plan.name}: expected ${name} before it`);
      stack.addDependency(dependency);
    }
    stacks.set(plan.name, stack);
  }
}
