import type { Finished, Processes } from "../test-terraform/processes";

/** A scratch copy of the project, in which the successor is tried. */
export interface Scratch {
  readonly processes: Processes;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the copy. */
  readonly project: string;
  /** Empty folder for outputs. */
  readonly outputs: string;
}

/** What a step found. */
export interface Finding {
  /** Whether it is as the move needs it. */
  readonly isGood: boolean;
  /** In one line. */
  readonly summary: string;
  /** Markdown for the page, below the table of the steps. @default - none */
  readonly details?: readonly string[];
}

/** A step of the rehearsal. */
export interface Step {
  readonly name: string;
  /** Names of the steps without which this one tells nothing. */
  readonly needs: readonly string[];
  readonly run: (scratch: Scratch) => Promise<Finding> | Finding;
}

/** How a step ended. */
export interface Outcome extends Finding {
  readonly name: string;
  readonly seconds: number;
  readonly isSkipped: boolean;
}

/**
 * Runs the steps in their order. A step that fails is reported, and the rest goes on: but for those that need it.
 *
 * @param onEnd is told of each step when it ended.
 */
export async function rehearse(
  steps: readonly Step[],
  scratch: Scratch,
  onEnd: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, needs, run } of steps) {
    const missing = outcomes.find((each) => needs.includes(each.name) && !each.isGood);
    const begin = Date.now();
    const finding =
      missing === undefined
        ? await found(() => run(scratch))
        : { isGood: false, summary: `did not run: it needs the step "${missing.name}"` };
    const seconds = Math.round((Date.now() - begin) / 1000);
    const outcome = { ...finding, name, seconds, isSkipped: missing !== undefined };
    outcomes.push(outcome);
    onEnd(outcome);
  }
  return outcomes;
}

async function found(run: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    return { isGood: false, summary: (error as Error).message };
  }
}

/** Last lines of what a command printed, for a step that failed. */
const SHOWN_LINES = 15;

/** A finding of a command that did not end well. */
export function failure(command: string, { code, output }: Finished): Finding {
  const lines = output.trim().split("\n").slice(-SHOWN_LINES);
  return { isGood: false, summary: `${command} ended with ${code}`, details: ["```text", ...lines, "```"] };
}
