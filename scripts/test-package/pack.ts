import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { trimPackage } from "../package/trim";
import { CheckFailed } from "../test-terraform/report";
import type { Context } from "./context";

/**
 * Packs the package as `npm publish` would. The project is built already, so that the script that npm would run before
 * is not run again: only what it leaves out of the package is.
 *
 * @param folder that the package is written to.
 * @returns path of the package.
 */
export async function pack({ processes, env }: Pick<Context, "processes" | "env">, folder: string): Promise<string> {
  await trimPackage();
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { code, stdout, output } = await processes.run("npm", args, PACKAGE_ROOT, env);
  if (code !== 0) throw new CheckFailed(output);
  const [packed] = JSON.parse(stdout) as { readonly filename: string }[];
  if (packed === undefined) throw new CheckFailed(`npm pack made nothing:\n${output}`);
  return join(folder, packed.filename);
}
