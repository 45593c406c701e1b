import { existsSync } from "node:fs";
import { askGit, gitFailed, gitList, gitPlace } from "../../support/git";
import { NoSuchName } from "../../support/no-such-name";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";

/** Mode of a link, as git has it. */
const LINK = "120000";

/** What `git cat-file` says before the bytes of an object; or, instead of it, of a link that leads to no file. */
const ANSWER = /^(?:[0-9a-f]+ )?(blob|tree|commit|tag|dangling|loop|notdir|symlink) (\d+)$/;

/** A folder at an earlier commit. */
export class FolderAtCommit {
  private constructor(
    /** Folder of the repository. */
    private readonly top: string,
    private readonly commit: string,
    /** Path of the folder from that of the repository; empty, or with a slash at its end. */
    private readonly prefix: string,
  ) {}

  /**
   * The folder as it was.
   *
   * @param ref a commit, a branch or a tag, as the user gave it.
   * @throws UserError when git is missing, the folder is in no repository, or there is no such commit.
   */
  static of(folder: string, ref: string): FolderAtCommit {
    if (!existsSync(folder)) throw new UserError(`${shown(folder)}: expected a folder of environments; found none.`);
    const place = gitPlace(folder);
    if (place === undefined)
      throw new UserError(
        `--base ${ref}: expected ${shown(folder)} to be in a git repository; found none. Leave --base out where there is no history.`,
      );
    const { top, prefix } = place;
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    const { status, stdout, reason } = askGit(top, args);
    if (status > 1) throw gitFailed(top, args, reason);
    if (status !== 0)
      throw new NoSuchName(
        `--base: expected a commit, a branch or a tag of this repository; found ${JSON.stringify(ref)}. In CI, fetch it first: a shallow clone does not have it.`,
      );
    return new FolderAtCommit(top, stdout.toString("utf8").trim(), prefix === "" ? "" : `${prefix}/`);
  }

  /** Paths of the files and links that were in the folder, from it. */
  files(): ReadonlySet<string> {
    return new Set(this.entries().map(({ path }) => path));
  }

  /**
   * Paths of those that may not be as they were: changed, deleted, or in a merge that is not done; and all links, which
   * stay the same when what they lead to changes.
   */
  changed(): ReadonlySet<string> {
    const options = ["--no-renames", "--no-ext-diff", "--name-only", "--diff-filter=DMTU", "-z"];
    const links = this.entries().flatMap(({ mode, path }) => (mode === LINK ? [path] : []));
    const changed = this.list(["diff", ...options, this.commit, "--", this.prefix || "."]);
    return new Set([...links, ...changed.map((path) => path.slice(this.prefix.length))]);
  }

  private entries(): { readonly mode: string; readonly path: string }[] {
    return this.list(["ls-tree", "-r", "-z", this.commit, this.prefix || "."]).map((entry) => ({
      mode: entry.slice(0, entry.indexOf(" ")),
      path: entry.slice(entry.indexOf("\t") + 1 + this.prefix.length),
    }));
  }

  /** What was in files, by their paths from the folder. What was no file, and led to none, is left out. */
  contents(paths: readonly string[]): ReadonlyMap<string, Buffer> {
    const contents = new Map<string, Buffer>();
    if (paths.length === 0) return contents;
    const names = paths.map((path) => `${this.commit}:${this.prefix}${path}\n`).join("");
    const output = this.run(["cat-file", "--batch", "--follow-symlinks"], names);
    let at = 0;
    for (const path of paths) {
      const end = output.indexOf("\n", at);
      const [, type, size] = ANSWER.exec(output.toString("utf8", at, end)) ?? [];
      at = end + 1;
      if (size === undefined) continue;
      if (type === "blob") contents.set(path, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return contents;
  }

  private list(args: readonly string[]): string[] {
    return gitList(this.run(args));
  }

  private run(args: readonly string[], input?: string): Buffer {
    const { status, stdout, reason } = askGit(this.top, args, process.env, input);
    if (status !== 0) throw gitFailed(this.top, args, reason);
    return stdout;
  }
}
