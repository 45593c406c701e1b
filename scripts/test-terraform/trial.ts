import type { Context } from "./context";
import { deployAll, destroyAll, planAllAgain } from "./deployment";
import { readStacks } from "./stack";

/**
 * Deploys environments of a trial, plans them again without changes, looks at them, and destroys them.
 *
 * @param files environment and consumer files by name, `demo/environment.yaml` or `demo/consumers/web.yaml`.
 * @param look what else is to be seen of them while they are deployed; `context.stacks` has their stacks.
 */
export async function trial(
  context: Context,
  name: string,
  files: Readonly<Record<string, object>>,
  look: (context: Context) => Promise<void> = async () => {},
): Promise<void> {
  for (const [file, content] of Object.entries(files)) context.project.write(file, content);
  await context.project.synthesize();
  const deploying = { ...context, stacks: readStacks(context.project.out, context.terraform) };
  const deployed = await deployAll(deploying);
  if (deployed.size === deploying.stacks.size) {
    await planAllAgain(deploying);
    await context.report.section(() => look(deploying));
  } else context.report.skip(`${name}: second plans and what follows`, "not every stack is deployed");
  await destroyAll(deploying, deployed);
}
