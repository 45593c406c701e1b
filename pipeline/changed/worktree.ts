import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GIT_OPTIONS, reasonOf } from "../../support/git";
import { gitVariables } from "../../support/git-variables";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { short } from "./builder";
import type { Repository } from "./repository";
import { runProgram } from "./run-program";

/** How a commit is looked at. */
interface Looking {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Does something with the files of a commit, in a worktree of git that is gone afterwards, however that ends. Neither
 * the user's index nor a branch is touched.
 *
 * @param body is given the folder of the files, and a folder for its own that lasts as long.
 * @throws UserError when git cannot make the worktree; the reason of the signal.
 */
export async function withWorktree<T>(
  { root }: Repository,
  commit: string,
  { env, signal }: Looking,
  body: (files: string, scratch: string) => Promise<T>,
): Promise<T> {
  const treeIn = (folder: string) => join(folder, "tree");
  const take = async (folder: string): Promise<T> => {
    const files = treeIn(folder);
    const args = [...GIT_OPTIONS, "worktree", "add", "--quiet", "--detach", files, commit];
    const { code, stderr } = await runProgram("git", args, { folder: root, env: gitVariables(env), signal });
    if (code === 0) return await body(files, folder);
    throw new UserError(
      `git worktree: expected to check out ${short(commit)} in a folder for temporary files; ` +
        `found: ${reasonOf(stderr)}.`,
    );
  };
  return await withTemporaryFolder("privatelink-changed", take, (folder) => remove(root, treeIn(folder), env));
}

/** Removes a worktree, and what git notes of it. */
function remove(root: string, files: string, env: NodeJS.ProcessEnv): void {
  const notes = notesOf(files);
  const args = [...GIT_OPTIONS, "worktree", "remove", "--force", files];
  const { status } = spawnSync("git", args, { cwd: root, env: gitVariables(env) });
  if (status === 0 || notes === undefined) return;
  rmSync(files, { recursive: true, force: true });
  rmSync(notes, { recursive: true, force: true });
}

/** Folder in which git keeps what it notes of a worktree. Undefined where there is none. */
function notesOf(files: string): string | undefined {
  try {
    const path = /^gitdir: (.+)$/m.exec(readFileSync(join(files, ".git"), "utf8"))?.[1];
    return path !== undefined && basename(dirname(path)) === "worktrees" ? path : undefined;
  } catch {
    return undefined;
  }
}
