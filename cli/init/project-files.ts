import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { deliveryFiles } from "../../delivery/files";
import { writeFiles } from "../../delivery/write-files";
import { starterFiles } from "../../starter/files";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { DEFAULT_ENVIRONMENTS } from "../defaults";
import type { InitOptions } from "./options";
import type { ProjectRequest } from "./project-request";
import { settingsOf } from "./settings";

/**
 * The files of a new project, but for package.json: texts by path. Workflows are for its environments, and for those
 * that are there already.
 *
 * @throws UserError where an environment that is there is wrong.
 */
export async function projectFiles(
  name: string,
  { users, account, region, system }: ProjectRequest,
  options: InitOptions,
): Promise<Readonly<Record<string, string>>> {
  const files = starterFiles({ name, users, account, region, system });
  if (system === undefined) return files;
  const settings = settingsOf(options);
  return withTemporaryFolder("privatelink-init", async (folder) => {
    const there = join(options.dir, DEFAULT_ENVIRONMENTS);
    const trial = join(folder, DEFAULT_ENVIRONMENTS);
    if (existsSync(there)) cpSync(there, trial, { recursive: true });
    writeFiles(folder, files);
    const all = loaded(trial, there);
    const environments = all.filter(({ backend }) => backend.type === "s3");
    const workflows = { ...settings, environments, folder: DEFAULT_ENVIRONMENTS, program: "installed" as const };
    return { ...files, ...deliveryFiles(system, workflows) };
  });
}

/** Environments of a trial, whose mistakes are told by the files that they are copies of. */
function loaded(trial: string, there: string) {
  try {
    return loadEnvironments(trial);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message.replaceAll(trial, there));
  }
}
