import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrapStacks, ENVIRONMENT_IN_S3 } from "../bootstrap-stacks";
import { mustChangeNothing } from "../deployment";
import type { Processes } from "../processes";
import { Project } from "../project";
import type { Report } from "../report";
import type { StackDocument } from "../stack";
import { withoutGuards } from "../trials/bootstrap";
import { inRealCloud } from "./real-cloud";

/** The stacks of a bootstrap with the real provider: planned, applied, planned again, destroyed. */
export async function bootstrap(report: Report, processes: Processes, folder: string): Promise<void> {
  await inRealCloud("real provider: bootstrap", { report, processes, folder }, async (cloud) => {
    const project = new Project(folder);
    for (const [file, content] of Object.entries(ENVIRONMENT_IN_S3)) project.write(file, content);
    const { out, stacks } = await bootstrapStacks(project, folder);
    for (const name of stacks) {
      const read = () => simulated(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8"));
      const stack = await cloud.stack(name, read());
      await report.check(`real provider: ${name}: validate, plan and apply`, async () => {
        await stack.validate();
        await stack.planAndApply();
      });
      await report.check(`real provider: ${name}: a second plan shows no changes`, () => mustChangeNothing(stack));
      await report.check(`real provider: ${name}: destroy, where nothing keeps it any more`, async () => {
        const document = read();
        withoutGuards(document);
        cloud.write(name, document);
        await stack.destroy();
      });
    }
  });
}

/** A stack without what the simulator forgets: how many earlier versions of an object stay however old they are. */
function simulated(text: string): StackDocument {
  return JSON.parse(text, (key, value) => (key === "newer_noncurrent_versions" ? undefined : value));
}
