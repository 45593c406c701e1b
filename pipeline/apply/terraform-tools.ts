import { join, resolve } from "node:path";
import { planOne } from "../plan/plan-one";
import { Initializer } from "../terraform/initializer";
import type { Terraform } from "../terraform/terraform";
import { terraformVersion } from "../terraform/version";
import type { TerraformTools } from "./request";
import { terraformWork } from "./terraform-work";

/**
 * What runs Terraform for stacks.
 *
 * @param stacks output folder of the synthesis.
 * @param projectLock lock file of the project, for stacks that are planned. @default - there is none
 * @throws UserError where there is no Terraform, or it is too old.
 */
export async function terraformTools(
  terraform: Terraform,
  stacks: string,
  projectLock?: string,
): Promise<TerraformTools> {
  const version = await terraformVersion(terraform, stacks);
  const initializer = new Initializer(terraform, projectLock);
  const planner = { terraform, initializer, lock: false };
  return {
    version,
    work: terraformWork(terraform, initializer),
    planner: {
      plan: async ({ plans: _, ...stack }, plans) => {
        const { dependencies } = stack;
        // All that it depends on is deployed. What it does not see of that yet, it may see a little later.
        const others = { isSettled: () => false, pending: dependencies, heldBackBy: new Map() };
        const path = resolve(join(stacks, stack.folder));
        const toPlan = { ...stack, path, digest: stack.stack_digest, isWanted: true };
        return (await planOne(toPlan, resolve(join(plans, stack.name)), planner, others)).record;
      },
    },
  };
}
