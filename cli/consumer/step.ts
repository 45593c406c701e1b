import type { Changes } from "../../config/edit/changes";
import type { State } from "../../ledger/state";
import type { CustomerStacks } from "./stacks-of";

/** A customer that has got a state. */
export interface Changed {
  readonly environment: string;
  readonly name: string;
  readonly to: State;
  /** What was changed. @default - the state, among others */
  readonly changes?: Changes;
}

/** A customer, with their stacks. */
export interface Customer extends Changed {
  readonly stacks: CustomerStacks;
  readonly managed: boolean;
}

/** What to do, and the commands that do it. Without commands, it is something to know. */
export interface Step {
  readonly what: string;
  readonly commands: readonly string[];
}
