import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context as TerraformContext } from "../../test-terraform/context";
import { CheckFailed } from "../../test-terraform/report";
import { cleanEnvironment, simulatedCloudProblem } from "../../test-terraform/simulated-cloud";
import type { Stack } from "../../test-terraform/stack";
import { Terraform, terraformProblem } from "../../test-terraform/terraform";
import type { Context } from "../context";
import { Scratch } from "./scratch";
import type { UserTrial } from "./user-part";

/** Folder of a project whose states are local, in the user's project: what is installed there serves both. */
const LOCAL = "local";

/** Most rounds of approval: the longest chain of stacks. */
const MOST_ROUNDS = 6;

/** What is needed to make something in the simulated cloud. */
export type Cloud = Pick<TerraformContext, "report" | "folder" | "terraform" | "prerequisites">;

/** Makes what an environment needs, and writes its ids into the project. */
export type Prepare = (project: Scratch, cloud: Cloud) => Promise<void>;

/** Plans, applies and destroys the stacks of a user in a simulated cloud, by the commands of the project's README. */
export async function deployment(scratch: Scratch, context: Context, trial: UserTrial): Promise<void> {
  const { report, processes, folder } = context;
  const { user, prepare } = trial;
  const name = `${user}: plan, apply, plan again, destroy`;
  const problem = (await terraformProblem(processes, folder)) ?? (await simulatedCloudProblem(processes, folder));
  if (problem !== undefined) {
    report.skip(name, problem);
    return;
  }
  const env = Object.fromEntries(
    Object.entries(cleanEnvironment(folder)).filter(([key]) => !/^(npm_(?!config_registry$)|INIT_CWD$)/i.test(key)),
  );
  const terraform = new Terraform(processes, env);
  const made: Stack[] = [];
  const project = new Scratch(context, join(scratch.folder, LOCAL), env);
  await report.check(`${user}: init with local states, in a folder of the project`, () =>
    scratch.must(`npx privatelink init --${user} --ci none --dir ${LOCAL}`),
  );
  await prepare?.(project, { report, folder, terraform, prerequisites: made });
  await report.check(`${user}: npm start, and a commit of it`, async () => {
    await project.must("npm start", / {2}PROVEN {2}/);
    const as = "-c user.name=user -c user.email=user@example.com";
    await project.must(`git init --quiet && git add . && git ${as} commit --quiet --message first`);
  });
  await report.check(`${user}: plan, policy, review and apply, until nothing waits`, () => apply(project, user));
  await report.check(`${user}: plan again changes nothing, and nothing drifts`, async () => {
    await project.must(`npm run plan -- --env ${user}`, /no-changes: \d+ stacks?$/m);
    await project.must(`npm run drift -- --env ${user}`, /No drift/);
  });
  await report.check(`${user}: everything is destroyed`, () => destroy(project, terraform, folder, made));
}

async function apply(project: Scratch, user: string): Promise<void> {
  await project.must(`npm run synth -- --env ${user} && npm run plan -- --env ${user}`, /to create/);
  let plans = "plans";
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    await project.must(
      `npm run policy -- ${plans} cdktf.out --format json=policy-report.json`,
      /0 could not be judged/,
    );
    await project.must(`npm run review -- --plans ${plans} --policy policy-report.json`, /^## ✅/m);
    const { code, output } = await project.run(`npm run apply -- --plans ${plans}`);
    if (code === 0) return;
    if (code !== 3) throw new CheckFailed(output);
    plans = "plans-next";
  }
  throw new CheckFailed(`plans wait after ${MOST_ROUNDS} rounds`);
}

/** Destroys the stacks in the opposite order, then what was made before them. */
async function destroy(project: Scratch, terraform: Terraform, folder: string, made: readonly Stack[]): Promise<void> {
  const { waves } = JSON.parse(project.read("cdktf.out/order.json")) as { readonly waves: readonly string[][] };
  for (const name of waves.flat().reverse()) {
    const stack = join(project.folder, "cdktf.out/stacks", name);
    await terraform.must(stack, "destroy", "-auto-approve", "-input=false", "-no-color");
  }
  for (const stack of [...made].reverse()) await stack.destroy();
  const { objects } = JSON.parse(readFileSync(join(folder, "world.json"), "utf8")) as { readonly objects: object };
  if (Object.keys(objects).length > 0) throw new CheckFailed(`left: ${Object.keys(objects).join(", ")}`);
}
