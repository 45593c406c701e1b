import type { PlannedStack } from "../pipeline/plans-file";
import type { Review } from "./review-file";

/** What a verdict follows from. */
export interface VerdictInput {
  readonly problems: readonly string[];
  readonly violates: boolean;
  readonly stacks: readonly Pick<PlannedStack, "result">[];
  /** Whether the plans are those of a deployment: what they apply is merged already. */
  readonly isDeployment: boolean;
}

/** The verdict on a change, and the exit code: what nobody knows is worse than what is known to be wrong. */
export function verdictOn(input: VerdictInput): Pick<Review, "verdict" | "exit_code"> {
  const { problems, violates, stacks, isDeployment } = input;
  const some = (...results: readonly PlannedStack["result"][]) => stacks.some(({ result }) => results.includes(result));
  if (problems.length > 0) return { verdict: "not-judged", exit_code: 2 };
  if (violates) return { verdict: "violations", exit_code: 1 };
  if (some("failed")) return { verdict: "failed", exit_code: 1 };
  if (!some("planned", "deferred")) return { verdict: "no-changes", exit_code: 0 };
  return { verdict: isDeployment ? "may-be-applied" : "may-be-merged", exit_code: 0 };
}
