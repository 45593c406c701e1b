import type { PlannedStack } from "../plans-file";
import type { Others } from "./not-deployed";

/** What is known of the others when a stack is planned. */
export interface Context extends Others {
  /** Stacks whose states it reads and whose changes make its plan out of date: with why, as it stands in a list. */
  readonly heldBackBy: ReadonlyMap<string, string>;
}

/** Nobody else is planned. */
export const ALONE: Context = { isSettled: () => false, pending: [], heldBackBy: new Map() };

/** What is found out while a stack is planned. */
export interface Notes {
  readonly log: string[];
  readonly secrets: Set<string>;
  state: PlannedStack["state"];
}
