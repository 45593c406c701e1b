import { join } from "node:path";
import { type Purpose, roleVariables } from "../../../pipeline/terraform/role-variables";
import { shellCommand } from "../../../support/shell";
import { ENVIRONMENT_IN_S3 } from "../bootstrap-stacks";
import type { Context } from "../context";
import { CheckFailed } from "../report";
import { trial } from "../trial";

/** An environment whose plans are made with one role and applied with another. Without variables, one does both. */
export async function planRole(context: Context): Promise<void> {
  const files = {
    ...ENVIRONMENT_IN_S3,
    "demo/environment.yaml": { ...ENVIRONMENT_IN_S3["demo/environment.yaml"], backend: { type: "local" } },
  };
  await trial(context, "plan role", files, async ({ report, terraform, project }) => {
    const folder = join(project.out, "stacks", "demo-consumer-web");
    const run = (purpose: Purpose, command: string, ...words: readonly string[]) => {
      const set = Object.entries(roleVariables(folder, purpose)).map(([name, value]) => `${name}=${value}`);
      if (set.length === 0) throw new CheckFailed("the stack leaves no choice of roles");
      const line = shellCommand(["env", ...set, "terraform", command, "-input=false", "-no-color", ...words]);
      return terraform.mustInShell(folder, line);
    };
    const plan = ["-lock=false", "-out=role.tfplan"];
    await report.check("plan role: a plan of one role is applied with the other", async () => {
      project.edit("demo/consumers/web.yaml", (document) => document.set("tags", { Team: "web" }));
      await project.synthesize();
      const said = await run("plan", "plan", ...plan);
      if (!/to change/.test(said)) throw new CheckFailed(said);
      await run("apply", "apply", "role.tfplan");
      const again = await run("plan", "plan", ...plan);
      if (!again.includes("No changes.")) throw new CheckFailed(again);
    });
    await report.check("plan role: Terraform applies such a plan only where the variable is set again", async () => {
      project.edit("demo/consumers/web.yaml", (document) => document.set("tags", { Team: "shop" }));
      await project.synthesize();
      await run("plan", "plan", ...plan);
      const refused = await terraform.mustFail(folder, "apply", "-input=false", "-no-color", "role.tfplan");
      if (!refused.includes('"privatelink_role" was set during the plan')) throw new CheckFailed(refused);
      await run("apply", "apply", "role.tfplan");
    });
    await report.check("plan role: no other role can be chosen", async () => {
      const words = ["-var", "privatelink_role=admin", "-input=false", "-no-color"];
      const refused = await terraform.mustFail(folder, "plan", ...words);
      if (!refused.includes('must be "deploy" or "plan"')) throw new CheckFailed(refused);
    });
  });
}
