import { existsSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { askGit, gitFailed, gitList, gitPlace, mustAskGit } from "../support/git";

/** The commit that a folder is at. */
export interface Head {
  readonly commit: string;
  /** Whether there are changes that are not committed: see {@link uncommittedFiles}. */
  readonly dirty: boolean;
}

/**
 * The commit that the repository of the environments is at; null where they are in none, or it has no commit yet.
 *
 * @param environments folder of the environments.
 * @throws UserError where there is a repository, and git does not answer.
 */
export function headOf(environments: string): Head | null {
  const top = gitPlace(environments)?.top;
  if (top === undefined) return null;
  const args = ["rev-parse", "--verify", "--quiet", "HEAD"];
  const { status, stdout, reason } = askGit(top, args);
  if (status === 1) return null;
  if (status !== 0) throw gitFailed(top, args, reason);
  return { commit: stdout.toString("utf8").trim(), dirty: uncommittedFiles(environments).length > 0 };
}

/** A head in words. */
export function headText(head: Head | null): string {
  if (head === null) return "no known commit";
  return `commit ${head.commit}${head.dirty ? " with changes that are not committed" : ""}`;
}

/**
 * Files with changes that are not committed: those that git knows, anywhere in the repository, and among the
 * environments also new ones, those that git ignores, those that it was told not to look at, and links to what is not
 * in the repository. Other new files, such as a report in the working folder, are no part of what is deployed.
 *
 * @param environments folder of the environments.
 * @returns absolute paths; none where there is no repository.
 * @throws UserError where git does not answer.
 */
export function uncommittedFiles(environments: string): string[] {
  const place = gitPlace(environments);
  if (place === undefined) return [];
  const { top, prefix } = place;
  const own = prefix === "" ? "." : prefix;
  const status = (...options: string[]) =>
    gitList(mustAskGit(top, ["status", "--porcelain", "-z", "--no-renames", ...options]));
  // Whatever the repository says of its submodules.
  const known = status("--untracked-files=no", "--ignore-submodules=untracked");
  const added = status("--untracked-files=all", "--ignored=traditional", "--ignore-submodules=none", "--", own);
  const paths = [...known, ...added]
    .filter((entry) => !entry.startsWith("!! ") || isRead(entry.slice("!! ".length + prefix.length)))
    .map((entry) => entry.slice("XY ".length));
  return [...new Set([...paths, ...unseen(top, own)])].map((path) => join(top, path));
}

/** Whether the environments are made of a file: not of hidden ones and of texts for people. */
function isRead(path: string): boolean {
  return !path.endsWith(".md") && !path.split("/").some((name) => name.startsWith("."));
}

/** Files that `git status` does not compare, from the repository's folder. */
function unseen(top: string, own: string): string[] {
  return gitList(mustAskGit(top, ["ls-files", "-v", "--stage", "-z", "--", own])).flatMap((entry) => {
    const [, tag = "", mode, path = ""] = /^(\S) (\d+) \S+ \d\t(.*)$/s.exec(entry) ?? [];
    // Lower case: somebody told git to take it for unchanged. S: it is not checked out, and yet may be there.
    const isHidden = tag !== tag.toUpperCase() || (tag === "S" && existsSync(join(top, path)));
    return isHidden || (mode === LINK && leadsAway(top, path)) ? [path] : [];
  });
}

/** Mode of a link, as git has it. */
const LINK = "120000";

/** Whether a link leads to what git does not compare. One that leads nowhere is told where it is read. */
function leadsAway(top: string, path: string): boolean {
  const link = join(top, path);
  if (!existsSync(link)) return false;
  const target = realpathSync(link);
  if (!target.startsWith(`${top}${sep}`)) return true;
  return gitList(mustAskGit(top, ["ls-files", "-z", "--", target.slice(top.length + 1)])).length === 0;
}
