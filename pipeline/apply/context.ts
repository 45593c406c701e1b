import type { EngineEntry } from "../terraform/engine";
import type { DeployedRecord } from "./deployed-record";
import type { Ending } from "./fate";
import type { Judging } from "./judge-plans";
import type { Rules } from "./rules";
import type { DeferredPlanner, StackWork } from "./work";

/** What plans are applied with. */
export interface ApplyContext extends Judging {
  /** What becomes of plans that are made during the run. */
  readonly rules: Rules;
  readonly workOf: (stack: EngineEntry) => StackWork;
  readonly planner: DeferredPlanner;
  /** Most runs of Terraform side by side. */
  readonly parallel: number;
  readonly onProgress: (phase: string, done: number, total: number) => void;
  /** Is told what became of each stack, at once. */
  readonly onEnding: (ending: Ending) => void;
  /** Keeps what is deployed: before and after each wave. What it throws ends the run there. */
  readonly record: Pick<DeployedRecord, "begin" | "end">;
}
