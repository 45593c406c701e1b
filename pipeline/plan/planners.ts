import type { EngineEntry } from "../terraform/engine";
import { Initializer, type LockOf } from "../terraform/initializer";
import { byEngine, type Programs } from "../terraform/programs";
import type { Planner } from "./plan-one";

/** What plans a stack: the program of its engine. */
export type PlannerOf = (stack: EngineEntry) => Planner;

/** How stacks are planned. */
export interface PlannersOptions {
  /** Lock files of the environments. @default - there are none */
  readonly lockOf?: LockOf | undefined;
  /** Whether the states are locked meanwhile. @default false */
  readonly lock?: boolean;
}

/** What plans the stacks of each engine whose program was found. Each engine initializes its stacks by itself. */
export function plannersOf(programs: Programs, { lockOf, lock = false }: PlannersOptions): PlannerOf {
  return byEngine(programs, ({ terraform }) => ({
    terraform,
    initializer: new Initializer(terraform, lockOf),
    lock,
  }));
}
