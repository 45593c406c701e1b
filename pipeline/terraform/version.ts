import { UserError } from "../../support/user-error";
import type { Terraform } from "./terraform";

/** Oldest version that the stacks accept: they keep a lock file beside the state. */
const OLDEST: readonly [number, number] = [1, 10];

/**
 * Version of Terraform, or of OpenTofu.
 *
 * @param folder to run it in.
 * @throws UserError where there is none, or it is too old; the reason of the signal.
 */
export async function terraformVersion(terraform: Terraform, folder: string): Promise<string> {
  const { program } = terraform;
  const { code, stdout, stderr } = await terraform.run(folder, ["version", "-json"]);
  terraform.signal.throwIfAborted();
  const version = code === 0 ? versionIn(stdout) : undefined;
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version ?? "") ?? [];
  if (version === undefined || major === undefined || minor === undefined) {
    const said = (stderr.trim() || stdout.trim()).split("\n")[0] ?? "";
    throw new UserError(
      `${program}: expected Terraform ${OLDEST.join(".")} or newer; ` +
        `\`${program} version -json\` ended with ${code}: ${said}`,
    );
  }
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (!isOld) return version;
  throw new UserError(
    `${program}: expected Terraform ${OLDEST.join(".")} or newer; found ${version}. ` +
      "Install a newer one (https://developer.hashicorp.com/terraform/install), or name another with --terraform.",
  );
}

function versionIn(text: string): string | undefined {
  try {
    const { terraform_version } = JSON.parse(text) as { terraform_version?: unknown };
    return typeof terraform_version === "string" ? terraform_version : undefined;
  } catch {
    return undefined;
  }
}
