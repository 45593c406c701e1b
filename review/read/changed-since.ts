import { spawnSync } from "node:child_process";
import { gitVariables } from "../../support/git-variables";

/**
 * Files that differ from what they were at a commit, or are no longer there. Where git cannot tell, such as without the
 * commit in a shallow clone, a file is not named.
 *
 * @param files from the folder, or absolute.
 * @param folder in the repository. @default - the working folder
 */
export function changedSince(commit: string, files: readonly string[], folder: string = process.cwd()): string[] {
  const env = gitVariables(process.env);
  const options = [
    "-C",
    folder,
    "--literal-pathspecs",
    "diff",
    "--quiet",
    "--no-ext-diff",
    "--no-textconv",
    commit,
    "--",
  ];
  // 1 says that they differ, 0 that they do not, all else that git failed.
  return files.filter((file) => spawnSync("git", [...options, file], { env, stdio: "ignore" }).status === 1);
}
