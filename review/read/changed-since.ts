import { resolve } from "node:path";
import { askGit, gitPlace } from "../../support/git";
import { UserError } from "../../support/user-error";

/**
 * Files that differ from what they were at a commit, or are no longer there. Where git cannot tell, such as without the
 * commit in a shallow clone, a file is not named.
 *
 * @param files from the folder, or absolute.
 * @param folder in the repository. @default - the working folder
 */
export function changedSince(commit: string, files: readonly string[], folder: string = process.cwd()): string[] {
  const place = gitPlace(folder);
  if (place === undefined) return [];
  const diff = ["diff", "--quiet", "--no-ext-diff", "--no-textconv", commit, "--"];
  try {
    // 1 says that they differ, 0 that they do not, all else that git failed.
    return files.filter((file) => askGit(place.top, [...diff, resolve(place.top, place.prefix, file)]).status === 1);
  } catch (error) {
    // git is not installed.
    if (error instanceof UserError) return [];
    throw error;
  }
}
