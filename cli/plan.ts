import { availableParallelism } from "node:os";
import { join } from "node:path";
import { CHANGED_FILE } from "../pipeline/changed-file";
import { leftOver } from "../pipeline/left-over";
import { makePlans } from "../pipeline/plan/make-plans";
import { colours } from "./colours";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import { leftOverText } from "./left-over-text";
import { comparedWith, nextSteps } from "./plan/next-steps";
import type { PlanOptions } from "./plan/options";
import { projectLocks } from "./plan/project-lock";
import { tellLine } from "./plan/tell-line";
import { planLine, planTable } from "./plan/text";
import { programsOptions } from "./programs";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Plans stacks with Terraform or OpenTofu, and keeps the plans.
 *
 * @param patterns names of stacks, or patterns with `*`; none: all.
 * @returns exit code: 0, or 1 where a stack could not be planned.
 */
export async function planCommand(
  patterns: readonly string[],
  options: PlanOptions,
  { out, error }: Streams,
  called: Called,
  { signal, onProgress }: Work,
): Promise<number> {
  const { stacks, changed, env: environments } = options;
  const programs = programsOptions(options.terraform, called.env, signal);
  const made = await orInterrupted(signal, "Interrupted. No plans were written.", () =>
    makePlans({
      selection: {
        ...{ stacks, patterns, environments },
        changed: changed === true ? join(stacks, CHANGED_FILE) : changed,
      },
      ...{ programs, shard: options.shard, out: options.out, lock: options.lock ?? false },
      lockOf: projectLocks(options.environments),
      parallel: options.parallel ?? Math.max(2, availableParallelism()),
      environments: options.environments,
      now: () => new Date(),
      onProgress: (done, total, outcome, milliseconds = 0) => {
        if (outcome !== undefined)
          tellLine(error, `${planLine(outcome.record)} (${(milliseconds / 1000).toFixed(1)} s)`);
        onProgress("planning", done, total);
      },
      onWait: (message) => error(`${message}\n`),
    }),
  );
  out(planTable(made.index.stacks, colours));
  out(nextSteps(made, options, called));
  error(leftOverText(leftOver(stacks, { environments, ...comparedWith(options) }), stacks));
  return made.index.stacks.some(({ result }) => result === "failed") ? EXIT.wrong : EXIT.clean;
}
