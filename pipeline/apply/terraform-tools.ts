import { join, resolve } from "node:path";
import { planOne } from "../plan/plan-one";
import { plannersOf } from "../plan/planners";
import type { Planned } from "../terraform/engine";
import type { LockOf } from "../terraform/initializer";
import { findPrograms, type ProgramsOptions, versionsOf } from "../terraform/programs";
import type { TerraformTools } from "./request";
import { terraformWork } from "./terraform-work";

/** Where stacks are, and what runs Terraform for them. */
export interface TerraformToolsOptions {
  readonly programs: ProgramsOptions;
  /** Output folder of the synthesis. */
  readonly output: string;
  /** Lock files of the environments, for stacks that are planned. @default - there are none */
  readonly lockOf?: LockOf | undefined;
}

/**
 * What runs Terraform, or OpenTofu, for stacks.
 *
 * @throws UserError where a program is missing, too old or another engine.
 */
export async function terraformTools(
  stacks: readonly Planned[],
  { programs: asked, output, lockOf }: TerraformToolsOptions,
): Promise<TerraformTools> {
  const programs = await findPrograms(stacks, output, asked);
  const plannerOf = plannersOf(programs, { lockOf });
  return {
    versions: versionsOf(programs),
    workOf: (stack) => {
      const { terraform, initializer } = plannerOf(stack);
      return terraformWork(terraform, initializer);
    },
    planner: {
      plan: async ({ plans: _, ...stack }, plans) => {
        const { dependencies } = stack;
        // All that it depends on is deployed. What it does not see of that yet, it may see a little later.
        const others = { isSettled: () => false, pending: dependencies, heldBackBy: new Map() };
        const path = resolve(join(output, stack.folder));
        const toPlan = { ...stack, path, digest: stack.stack_digest, isWanted: true };
        return (await planOne(toPlan, resolve(join(plans, stack.name)), plannerOf(stack), others)).record;
      },
    },
  };
}
