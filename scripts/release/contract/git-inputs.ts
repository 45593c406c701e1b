import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { askGit, gitFailed, gitList, mustAskGit } from "../../../support/git";
import { UserError } from "../../../support/user-error";
import { INPUTS, type InputName, sorted } from "./contract";

/**
 * Ids of the trees of the last commit that a contract is of.
 *
 * @throws UserError where the working tree has other files there: the ids would not be of what was synthesized.
 */
export function committedInputs(root: string): Record<InputName, string> {
  const changed = gitList(mustAskGit(root, ["status", "--porcelain", "-z", "--", ...INPUTS]));
  if (changed.length > 0)
    throw new UserError(
      `expected ${INPUTS.join(", ")} as they are committed; found changes: ${changed.join(", ")}. Commit them first.`,
    );
  return sorted(
    INPUTS.map((name) => [name, mustAskGit(root, ["rev-parse", `HEAD:${name}`]).trim()] as const),
  ) as Record<InputName, string>;
}

/**
 * Writes the files of a tree, as a release had them.
 *
 * @param root folder of the repository.
 * @param folder is made.
 * @throws UserError where the repository does not have the tree: a shallow clone has only the newest commits.
 */
export function writeTree(root: string, tree: string, folder: string): void {
  if (askGit(root, ["cat-file", "-e", `${tree}^{tree}`]).status !== 0)
    throw new UserError(
      `expected the tree ${tree} of the last release in this repository; found none. Fetch its whole history: ` +
        "`git fetch --unshallow` (in a workflow, `fetch-depth: 0`).",
    );
  mkdirSync(folder, { recursive: true });
  for (const line of gitList(mustAskGit(root, ["ls-tree", "-r", "-z", tree]))) {
    const [, id, path] = /^100[67]\d{2} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (id === undefined || path === undefined) throw new UserError(`expected only files in the tree; found: ${line}.`);
    const { status, stdout, reason } = askGit(root, ["cat-file", "blob", id]);
    if (status !== 0) throw gitFailed(root, ["cat-file"], reason);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), stdout);
  }
}
