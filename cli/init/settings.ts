import { join } from "node:path";
import { INIT_FILE, type InitFile, readInitFile } from "../../delivery/init-file";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { InitOptions } from "./options";

/** Settings of a repository, with those of the command line. */
export interface InitSettings extends Omit<InitFile, "branch"> {
  readonly branch: string;
}

/**
 * Settings of a repository: its file, and the command line.
 *
 * @throws UserError where the two contradict each other, or the file has a mistake.
 */
export function settingsOf({ dir, branch, shards }: InitOptions): InitSettings {
  const file = readInitFile(dir);
  const said = { branch, shards };
  for (const name of ["branch", "shards"] as const)
    if (said[name] !== undefined && file[name] !== undefined && said[name] !== file[name])
      throw new UserError(
        `--${name}: expected \`${file[name]}\`, as ${shown(join(dir, INIT_FILE))} says; found \`${said[name]}\`. ` +
          "Leave the option out, or change the file, and run the command without --check.",
      );
  return { ...file, branch: branch ?? file.branch ?? "main", shards: shards ?? file.shards };
}
