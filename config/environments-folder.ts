import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, normalize, resolve } from "node:path";
import { NoSuchName } from "../support/no-such-name";
import { shellWord } from "../support/shell";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { mayBeFolder } from "./folder-files";
import { existingNames, unknownNames } from "./nearest";

/** Name of the file that makes a folder an environment. */
export const ENVIRONMENT_FILE = "environment.yaml";

/**
 * Names of the environments in a folder.
 *
 * @param names those that are wanted. @default - all
 * @throws UserError when the folder is missing, is empty or is an environment itself, or has no environment of a name.
 */
export function environmentNames(folder: string, names?: readonly string[]): string[] {
  const where = shown(folder);
  refuseOneEnvironment(folder);
  if (!isFolder(folder))
    throw new UserError(
      `${where}: expected a folder of environments; found ${existsSync(folder) ? "a file" : "none"}. ` +
        "Give it with --environments DIR, or with the variable PRIVATELINK_ENVIRONMENTS_DIR.",
    );
  const found = foldersIn(folder);
  if (found.length === 0)
    throw new UserError(
      `${where}: expected a folder for each environment, with ${ENVIRONMENT_FILE} in it; found none.`,
    );
  const unknown = unknownNames(names ?? [], found);
  if (unknown !== undefined)
    throw new NoSuchName(`No such environment in ${where}:\n${unknown}\n${existingNames(names ?? [], found)}`);
  return names === undefined ? found : found.filter((name) => names.includes(name));
}

/**
 * Throws a UserError when what was given as the folder of environments is one environment, or its file.
 *
 * @param selects whether the command builds environments, and so selects them by name. @default true
 */
export function refuseOneEnvironment(given: string, selects: boolean = true): void {
  const isTheFile = basename(given) === ENVIRONMENT_FILE && isFile(given);
  const folder = isTheFile ? dirname(given) : given;
  if (!isFolder(folder) || !isFile(join(folder, ENVIRONMENT_FILE))) return;
  if (foldersIn(folder).some((name) => isFile(join(folder, name, ENVIRONMENT_FILE)))) return;
  const name = shellWord(basename(resolve(folder)));
  const parent = shellWord(normalize(join(folder, "..")));
  throw new UserError(
    `${shown(given)}: expected the folder that holds the environments; found one environment (${ENVIRONMENT_FILE} is ` +
      `${isTheFile ? "its file" : "in it"}). ` +
      (selects
        ? `Write \`--environments ${parent} --env ${name}\`; for cdktf, ` +
          `\`PRIVATELINK_ENVIRONMENTS_DIR=${parent} PRIVATELINK_ENVIRONMENTS=${name}\`.`
        : `Write \`--environments ${parent}\`.`),
  );
}

/** Names of the folders in a folder, those that links lead to among them. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith(".") && mayBeFolder(join(folder, name)))
      .sort();
  } catch (error) {
    throw new UserError(`${shown(folder)}: expected a folder that can be read; found: ${(error as Error).message}.`);
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
