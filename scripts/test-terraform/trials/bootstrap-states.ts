import { join } from "node:path";
import { bootstrapStacks, ENVIRONMENT_IN_S3 } from "../bootstrap-stacks";
import type { Context } from "../context";
import { mustChangeNothing } from "../deployment";
import { Processes } from "../processes";
import { CheckFailed } from "../report";
import { S3Server } from "../s3-server";
import { cleanEnvironment } from "../simulated-cloud";
import { Stack } from "../stack";
import { Terraform } from "../terraform";

const BUCKET = { bucket: "example-states", region: "us-east-1" };

/** The states of a bootstrap move from files into the bucket that it made, and nothing is planned afterwards. */
export async function bootstrapStates(context: Context): Promise<void> {
  const processes = new Processes();
  try {
    const command = await S3Server.find(processes, context.folder);
    if (command === undefined)
      context.report.skip("states of the bootstrap move into S3", "moto is not installed (pip install 'moto[server]')");
    else await moved(context, processes, await S3Server.start(command, processes, context.folder));
  } finally {
    await processes.end();
  }
}

async function moved({ folder, report, project }: Context, processes: Processes, s3: S3Server): Promise<void> {
  const terraform = new Terraform(processes, { ...cleanEnvironment(folder), ...s3.variables });
  for (const [file, content] of Object.entries(ENVIRONMENT_IN_S3)) project.write(file, content);
  const { out, stacks } = await bootstrapStacks(project, folder);
  const folders = stacks.map((name) => join(out, "stacks", name));
  await report.check("bootstrap: apply with the states in files", async () => {
    for (const each of folders) {
      const stack = new Stack(each, terraform);
      await stack.init();
      await stack.planAndApply();
    }
  });
  // The bucket of the simulated cloud holds no objects: moto has another of its name.
  await s3.createBucket(BUCKET.bucket, BUCKET.region);
  await bootstrapStacks(project, folder, { type: "s3", ...BUCKET });
  await report.check("bootstrap: init -migrate-state moves each state into the bucket", async () => {
    for (const each of folders)
      await terraform.must(each, "init", "-migrate-state", "-force-copy", "-input=false", "-no-color");
    const expected = stacks.map((name) => `privatelink/.bootstrap/${name}.tfstate`).sort();
    const found = await s3.keys(BUCKET.bucket);
    if (found.join() !== expected.join())
      throw new CheckFailed(`expected the keys\n${expected.join("\n")}\nfound\n${found.join("\n")}`);
  });
  for (const each of folders) {
    const stack = new Stack(each, terraform);
    await report.check(`${stack.name}: a plan with the state in S3 shows no changes`, () => mustChangeNothing(stack));
  }
}
