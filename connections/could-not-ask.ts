import { isThrottling } from "./call-error";

/** Why AWS, or a file, does not say which connections there are. */
export interface AskProblem {
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** Thrown where AWS does not say which connections there are. */
export class CouldNotAsk extends Error {
  override readonly name = "CouldNotAsk";

  constructor(
    readonly problem: AskProblem,
    cause?: unknown,
  ) {
    super(askText(problem), { cause });
  }

  /** Whether AWS only had too many calls, so that it may answer later. */
  get isThrottling(): boolean {
    return isThrottling(this.cause);
  }
}

/** A problem in one line. */
export function askText({ expected, found, fix }: AskProblem): string {
  return `expected: ${expected}; found: ${found}; fix: ${fix}`;
}
