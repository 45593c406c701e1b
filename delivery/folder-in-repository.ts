import { relative, resolve } from "node:path";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";

/** A path of which no character means something in the files that it is written to. */
const PLAIN_PATH = /^[\w@+=,][\w.@+=,-]*(\/[\w@+=,][\w.@+=,-]*)*$/;

/**
 * The folder of the environments as CI finds it: from the root of the repository.
 *
 * @throws UserError where it is not in the repository, or its name has characters that CI could misread.
 */
export function folderInRepository(root: string, environments: string): string {
  const path = relative(resolve(root), resolve(environments));
  if (path === "" || path === ".." || path.startsWith("../"))
    throw new UserError(
      `${shown(environments)}: expected a folder of environments in the repository ${shown(root)}. ` +
        "Name the root of the repository with --dir.",
    );
  if (!PLAIN_PATH.test(path))
    throw new UserError(
      `${shown(environments)}: expected a path of letters, digits, and the characters . _ - @ + = , because CI reads ` +
        "it. Rename the folder.",
    );
  return path;
}
