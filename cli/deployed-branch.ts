import { askGit, gitPlace } from "../support/git";
import { UserError } from "../support/user-error";

/** Branches that a project deploys, the likeliest first. The first one is whichever the remote names as its own. */
const BRANCHES = [
  ...["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"],
  ...["refs/heads/main", "refs/heads/master"],
];

/**
 * The branch that is deployed, as far as the repository of a folder knows one.
 *
 * @param folder of the environments.
 * @returns a name that git takes, such as `origin/main`; undefined where there is none of these branches.
 */
export function deployedBranch(folder: string): string | undefined {
  const top = gitPlace(folder)?.top;
  if (top === undefined) return undefined;
  const found = new Map(refs(top));
  const ref = BRANCHES.map((name) => found.get(name)).find((each) => each !== undefined);
  return ref?.replace(/^refs\/(remotes|heads)\//, "");
}

/** The branches that are there, each with the one that it stands for. */
function refs(top: string): [string, string][] {
  try {
    const { stdout } = askGit(top, ["for-each-ref", "--format=%(refname) %(symref)", ...BRANCHES]);
    return stdout
      .toString("utf8")
      .split("\n")
      .flatMap((line): [string, string][] => {
        const [name = "", symbolic = ""] = line.split(" ");
        return name === "" ? [] : [[name, symbolic || name]];
      });
  } catch (error) {
    // Without git, there is nothing to compare with.
    if (error instanceof UserError) return [];
    throw error;
  }
}
