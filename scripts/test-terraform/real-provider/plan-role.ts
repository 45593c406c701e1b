import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Purpose, roleVariables } from "../../../pipeline/terraform/role-variables";
import { shellCommand } from "../../../support/shell";
import type { Processes } from "../processes";
import { Project } from "../project";
import { CheckFailed, type Report } from "../report";
import { inRealCloud } from "./real-cloud";

const ACCOUNT = "222222222222";
const STACK = `demo-account-${ACCOUNT}`;

/** A plan that the real provider makes with the role that plans, and applies with the one that deploys. */
export async function planRole(report: Report, processes: Processes, folder: string): Promise<void> {
  await inRealCloud("real provider: plan role", { report, processes, folder }, async (cloud) => {
    const project = new Project(folder);
    const zones = ["use1-az1", "use1-az2"];
    project.write("demo/environment.yaml", {
      backend: { type: "local" },
      region: "us-east-1",
      delivery: { planRole: "reader" },
      accounts: { [ACCOUNT]: { role: "deploy", blockPublicAccess: { preventDestroy: false } } },
    });
    project.write("demo/consumers/web.yaml", {
      ...{ account: ACCOUNT, role: "deploy", vpc: { cidr: "10.20.0.0/20", zones } },
      connections: { objects: { awsService: "s3" } },
    });
    const documents = await project.synthesize();
    await cloud.stack(STACK, JSON.parse(documents.get(STACK) ?? ""));
    const own = join(folder, STACK);
    const run = (purpose: Purpose, command: string, ...words: readonly string[]) => {
      const set = Object.entries(roleVariables(own, purpose)).map(([name, value]) => `${name}=${value}`);
      const line = shellCommand([command, "-input=false", "-no-color", ...words]);
      return cloud.terraform.mustInShell(own, `env ${set.join(" ")} "$PRIVATELINK_AWS_TERRAFORM" ${line}`);
    };
    await report.check("real provider: a plan of one role is applied with the other", async () => {
      const said = await run("plan", "plan", "-lock=false", "-out=role.tfplan");
      if (!said.includes("1 to add")) throw new CheckFailed(said);
      await run("apply", "apply", "role.tfplan");
      const again = await run("plan", "plan", "-lock=false");
      if (!again.includes("No changes.")) throw new CheckFailed(again);
    });
    await report.check("real provider: without the variable, the role that deploys does all", async () => {
      await cloud.terraform.must(own, "destroy", "-auto-approve", "-input=false", "-no-color");
      if (!readFileSync(join(own, "cdk.tf.json"), "utf8").includes('"ephemeral": true'))
        throw new CheckFailed("the stack leaves no choice of roles");
    });
  });
}
