import { inOrder, type Problem, renderProblems } from "../../config/problem";
import { CouldNotJudge } from "./could-not-judge";

/** Files of policy data, and statuses, in which something is wrong: nothing can be judged by them. */
export class PolicyDataError extends CouldNotJudge {
  /** Always `PolicyDataError`. */
  override readonly name = "PolicyDataError";
  /** Everything that is wrong, in the order of files and lines. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(renderProblems(sorted, "nothing was judged"));
    this.problems = sorted;
  }
}
