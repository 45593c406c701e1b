import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../../test-terraform/report";
import { cleanEnvironment, simulatedCloudProblem } from "../../test-terraform/simulated-cloud";
import { Terraform, terraformProblem } from "../../test-terraform/terraform";
import type { Context } from "../context";

const STACK = "dev-service-orders";
const QUIET = ["-input=false", "-no-color"];

/**
 * What happens to a deployed stack when its project moves: the stack that cdktf wrote is deployed into a simulated cloud,
 * then the one that cdktn wrote is planned with the same state. The plan must be empty.
 *
 * @param today folder that cdktf wrote to.
 * @param successor folder that cdktn wrote to.
 */
export async function takeOver(context: Context, today: string, successor: string): Promise<void> {
  const { report, processes, folder } = context;
  const name = `a stack that cdktf deployed needs no change by cdktn (${STACK})`;
  const problem = (await terraformProblem(processes, folder)) ?? (await simulatedCloudProblem(processes, folder));
  if (problem !== undefined) {
    report.skip(name, problem);
    return;
  }
  const terraform = new Terraform(processes, cleanEnvironment(folder));
  // Its state is three folders above.
  const deployed = join(folder, "deployed/stacks", STACK);
  mkdirSync(deployed, { recursive: true });
  await report.check(`Terraform deploys the stack of cdktf (${STACK})`, async () => {
    cpSync(join(today, "stacks", STACK), deployed, { recursive: true });
    await terraform.must(deployed, "init", ...QUIET);
    await terraform.must(deployed, "apply", "-auto-approve", ...QUIET);
  });
  await report.check(name, async () => {
    cpSync(join(successor, "stacks", STACK), deployed, { recursive: true });
    await terraform.must(deployed, "init", ...QUIET);
    const { code, output } = await terraform.run(deployed, "plan", "-detailed-exitcode", ...QUIET);
    if (code !== 0) throw new CheckFailed(`terraform plan -detailed-exitcode ended with ${code}\n${output}`);
  });
}
