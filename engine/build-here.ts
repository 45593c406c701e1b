import { setImmediate } from "node:timers/promises";
import type { StackPlan } from "../config/estate/stack-plan";
import { type BuiltStack, buildOne } from "./build-one";
import { type Job, jobOf } from "./job";
import { writeManifest } from "./manifest";

/**
 * Builds stacks in this thread and writes what a synthesis writes: their folders, the cards and the manifest. It is for
 * tests and small uses: it knows nothing of earlier syntheses.
 *
 * @param folder to write to, where no such stack is yet.
 * @throws UserError when a construct refuses its properties.
 */
export function buildHere(plans: readonly StackPlan[], folder: string): void {
  const built = new Map(plans.map((plan) => [plan.name, buildOne(jobOf(plan), folder)]));
  writeManifest(folder, plans, built);
}

/**
 * Builds stacks in this thread, in their order. Between two, the process hears signals and timers.
 *
 * @param onBuilt called after each stack.
 * @throws the error of the first stack that fails, or the reason of the signal.
 */
export async function buildInThisThread(
  jobs: readonly Job[],
  folder: string,
  onBuilt: () => void,
  signal?: AbortSignal,
): Promise<Map<string, BuiltStack>> {
  const built = new Map<string, BuiltStack>();
  for (const job of jobs) {
    signal?.throwIfAborted();
    built.set(job.name, buildOne(job, folder));
    onBuilt();
    await setImmediate();
  }
  signal?.throwIfAborted();
  return built;
}
