import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { applyPlans } from "../pipeline/apply/apply-plans";
import type { Applied, ApplyTools } from "../pipeline/apply/request";
import { terraformTools } from "../pipeline/apply/terraform-tools";
import { readDeployed } from "../pipeline/drift/deployed";
import { leftOver } from "../pipeline/left-over";
import { DEFAULT_DATA, readPolicyData } from "../policies/checker/policy-data";
import { today } from "../support/date";
import { nextSteps } from "./apply/next-steps";
import type { ApplyOptions } from "./apply/options";
import { endingLine, endingsText } from "./apply/report-text";
import { EXIT } from "./exit-codes";
import { Interrupted, orInterrupted } from "./interrupt";
import { leftOverText } from "./left-over-text";
import { projectLocks } from "./plan/project-lock";
import { tellLine } from "./plan/tell-line";
import { programsOptions } from "./programs";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Applies the plans that were reviewed, and no others.
 *
 * @returns the exit code: 0 everything is applied, 1 an apply failed, 2 the manifest could not be written, 3 plans
 *   wait.
 * @throws UserError with all that is refused, where nothing was applied.
 */
export async function applyCommand(
  options: ApplyOptions,
  { out, error }: Streams,
  called: Called,
  { signal, onProgress }: Work,
): Promise<number> {
  const { env } = called;
  const { plans, digest = [], now = today(), data, status = [], deployed, parallel, uncommitted = false } = options;
  const tell = (message: string) => error(`${message}\n`);
  const tools: ApplyTools = {
    ...{ signal, onProgress, tell, now: () => new Date() },
    onEnding: (ending) => tellLine(error, endingLine(ending)),
    terraform: (stacks) =>
      terraformTools(stacks, {
        programs: programsOptions(options.terraform, env, signal),
        output: options.stacks,
        lockOf: projectLocks(options.environments),
      }),
  };
  const request = {
    ...{ plans, digests: digest, names: options.env, out: options.out, deployed, uncommitted },
    ...{ stacks: options.stacks, environments: options.environments, given: status },
    ...{ data: readPolicyData(data, now, status), dataFiles: data ?? [DEFAULT_DATA] },
    parallel: parallel ?? Math.max(2, availableParallelism()),
  };
  const applied = await orInterrupted(signal, "Interrupted. Nothing was applied.", () => applyPlans(request, tools));
  out(endingsText(applied.endings));
  const steps = nextSteps(applied, options, called);
  if (steps !== "") out(`\n${steps}`);
  error(leftOverText(leftAfter(applied, options), options.stacks));
  if (applied.problem !== undefined) tell(applied.problem);
  if (applied.interrupted) throw new Interrupted("Interrupted. What was applied stays applied.");
  return exitCode(applied);
}

/** Stacks that nothing declares, and that neither these plans nor those that wait destroy. */
function leftAfter({ planned }: Applied, { stacks, deployed, env: environments }: ApplyOptions): readonly string[] {
  const except = planned.flatMap(({ name, mode }) => (mode === "destroy" ? [name] : []));
  const known = deployed === undefined || !existsSync(deployed) ? undefined : Object.keys(readDeployed(deployed));
  return leftOver(stacks, { environments, except, deployed: known });
}

function exitCode({ endings, problem }: Applied): number {
  const has = (...kinds: readonly string[]) => endings.some(({ fate }) => kinds.includes(fate.kind));
  if (has("failed")) return EXIT.wrong;
  if (problem !== undefined) return EXIT.unjudgeable;
  return has("waiting", "deferred") ? EXIT.waiting : EXIT.clean;
}
