import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Context } from "../../context";
import type { Terraform } from "../../terraform";
import { deployedByTofu } from "./deployed";
import { pullRequests } from "./pull-requests";

/**
 * OpenTofu in the place of Terraform: stacks are deployed, planned again, judged and destroyed, and pull requests go
 * through the commands, which find it by `terraform.engine` of the environment.
 */
export async function openTofu(context: Context): Promise<void> {
  const tofu = await findTofu(context);
  if (tofu === undefined) {
    context.report.skip("opentofu", "there is no OpenTofu: it is not on the PATH as tofu, and TOFU does not name it");
    return;
  }
  const own = { ...context, terraform: tofu };
  await deployedByTofu(own);
  await pullRequests(own);
}

/** OpenTofu as the commands find it, as `tofu` on the PATH; undefined where there is none. */
async function findTofu({ terraform, folder }: Context): Promise<Terraform | undefined> {
  const program = process.env.TOFU || "tofu";
  const { code, stdout } = await terraform.as(program).run(folder, "version");
  if (code !== 0 || !stdout.startsWith("OpenTofu v")) return undefined;
  const bin = join(folder, "bin");
  mkdirSync(bin);
  if (program.includes("/")) symlinkSync(program, join(bin, "tofu"));
  return terraform.as("tofu", ({ PATH }) => ({ PATH: `${bin}${delimiter}${PATH}` }));
}
