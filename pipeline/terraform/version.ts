import { UserError } from "../../support/user-error";
import { ENGINE, type Engine, neededVersion } from "./engine";
import type { Terraform } from "./terraform";

/** What a program says of itself. */
export interface Identity {
  readonly engine: Engine;
  readonly version: string;
}

/**
 * Which engine a program is, and its version, by its command `version`. What that prints with `-json` does not tell the
 * engines apart.
 *
 * @param folder to run it in.
 * @throws UserError where there is none, or it is too old; the reason of the signal.
 */
export async function identityOf(terraform: Terraform, folder: string): Promise<Identity> {
  const { program } = terraform;
  const { code, stdout, stderr } = await terraform.run(folder, ["version"]);
  terraform.signal.throwIfAborted();
  const identity = code === 0 ? identityIn(stdout) : undefined;
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(identity?.version ?? "") ?? [];
  if (identity === undefined || major === undefined || minor === undefined) {
    const said = (stderr.trim() || stdout.trim()).split("\n")[0] ?? "";
    throw new UserError(
      `${program}: expected ${neededVersion(terraform.engine)}; \`${program} version\` ended with ${code}: ${said}`,
    );
  }
  const { oldest, page } = ENGINE[identity.engine];
  const isOld = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  if (!isOld) return identity;
  throw new UserError(
    `${program}: expected ${neededVersion(identity.engine)}; found ${identity.version}. ` +
      `Install a newer one (${page}), or name another with --terraform.`,
  );
}

/** The first line is `Terraform v1.15.5` or `OpenTofu v1.12.6`. */
function identityIn(text: string): Identity | undefined {
  const [, title, version] = /^(\w+) v(\S+)$/m.exec(text) ?? [];
  const [engine] = (["terraform", "tofu"] as const).filter((each) => ENGINE[each].title === title);
  return engine === undefined || version === undefined ? undefined : { engine, version };
}
