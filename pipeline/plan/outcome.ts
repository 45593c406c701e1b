import type { PlannedStack } from "../plans-file";

/** What became of a stack. */
export interface Outcome {
  /** What the index says of it. */
  readonly record: PlannedStack;
  /**
   * What keeps stacks that read its state from being planned for good, as it stands in a list: `it is new`. Undefined
   * where nothing does.
   */
  readonly holdsBack: string | undefined;
}
