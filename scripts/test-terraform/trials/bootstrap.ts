import { join } from "node:path";
import { bootstrapStacks, ENVIRONMENT_IN_S3 } from "../bootstrap-stacks";
import type { Context } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustBeClean } from "../judgement";
import { CheckFailed } from "../report";
import { Stack, type StackDocument } from "../stack";

/** What CI needs is made, planned again without changes, kept from being destroyed, and goes where that is wanted. */
export async function bootstrap({ folder, report, policy, terraform, project }: Context): Promise<void> {
  for (const [file, content] of Object.entries(ENVIRONMENT_IN_S3)) project.write(file, content);
  const { out, stacks: names } = await bootstrapStacks(project, folder);
  const stacks = names.map((name) => new Stack(join(out, "stacks", name), terraform));
  for (const stack of stacks) {
    await report.check(`${stack.name}: the policies pass`, () => mustBeClean(policy, stack.document));
    await report.check(`${stack.name}: init, validate, plan and apply`, async () => {
      await stack.init();
      await stack.validate();
      const { document } = await stack.plan();
      mustBeClean(policy, document);
      await stack.apply();
    });
    await report.check(`${stack.name}: a second plan shows no changes`, () => mustChangeNothing(stack));
  }
  const [states] = stacks;
  await report.check("bootstrap: Terraform refuses to destroy the bucket and the OIDC providers", async () => {
    const said = await states?.destroyRefused();
    if (!said?.includes("Instance cannot be destroyed")) throw new CheckFailed(String(said));
  });
  for (const stack of stacks.reverse())
    await report.check(`${stack.name}: destroy, where nothing keeps it any more`, async () => {
      const copy = stack.copy("unprotected", withoutGuards);
      await copy.init();
      await copy.destroy();
    });
}

/** Takes out what keeps resources from being destroyed. */
export function withoutGuards(document: StackDocument): void {
  for (const blocks of Object.values(document.resource))
    for (const block of Object.values(blocks) as { lifecycle?: object }[]) delete block.lifecycle;
}
