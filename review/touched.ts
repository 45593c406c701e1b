import type { PlannedStack } from "../pipeline/plans-file";

/** Whether a change does something with a stack, or may do: it is not known yet of one that waits or failed. */
export function isTouched({ result }: Pick<PlannedStack, "result">): boolean {
  return result !== "no-changes" && result !== "skipped";
}
