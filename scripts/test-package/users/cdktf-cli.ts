import type { Context } from "../context";
import type { Scratch } from "./scratch";
import type { UserTrial } from "./user-part";

/** The cdktf command line in a user's project, where it is installed: CDKTF names it, as in CI. */
export async function cdktfCommandLine(scratch: Scratch, { report, env }: Context, { user }: UserTrial): Promise<void> {
  const name = `${user}: npm run cdktf -- list, and synth`;
  if (!env.CDKTF) {
    report.skip(name, "CDKTF names no cdktf command line");
    return;
  }
  await report.check(name, async () => {
    const project = scratch.with({ CI: "true", CHECKPOINT_DISABLE: "1" });
    await project.must("npm run cdktf -- list", new RegExp(`${user}-`));
    await project.must("npm run cdktf -- synth", /Generated Terraform code for the stacks/);
  });
}
