import type { Environment } from "../environment";
import { planEnvironment } from "./plan-environment";
import { checkConsumers } from "./selected-consumers";
import type { StackPlan } from "./stack-plan";

/** Which stacks of environments are planned. What a stack is made of never depends on it. */
export interface EstateSelection {
  /**
   * Names of consumers, in whichever of the environments they are. With them come the services, resources and
   * appliances that they connect to, and the acceptance of their connections.
   *
   * @default - everything
   */
  readonly consumers?: readonly string[] | undefined;
}

/**
 * Resolves environments into the stacks that they are made of, as data.
 *
 * @returns plans in an order in which each stack is behind those that it depends on.
 * @throws UserError when no environment has a consumer of a name.
 */
export function planEstate(environments: readonly Environment[], { consumers }: EstateSelection = {}): StackPlan[] {
  if (consumers) checkConsumers(environments, consumers);
  const names = consumers && new Set(consumers);
  return environments.flatMap((environment) => planEnvironment(environment, names));
}
