import { existsSync } from "node:fs";
import { askGit, gitFailed, gitList, gitPlace } from "../../support/git";
import { NoSuchName } from "../../support/no-such-name";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";

/** What asks for a commit, and what to do where there is none. */
export interface Asking {
  /** What is wrong, such as the option that named the commit: it begins the message. */
  readonly option: string;
  /** What to do instead, as a sentence. */
  readonly instead: string;
}

/** The git repository that the folder of the environments is in. It is only read. */
export class Repository {
  private constructor(
    /** The repository's folder, without symbolic links. */
    readonly root: string,
    /** Path of the environments' folder from it; empty where they are the same. */
    readonly prefix: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /**
   * The repository of a folder.
   *
   * @throws UserError when the folder is in no repository.
   */
  static of(folder: string, env: NodeJS.ProcessEnv, { option, instead }: Asking): Repository {
    if (!existsSync(folder)) throw new UserError(`${shown(folder)}: expected a folder of environments; found none.`);
    const place = gitPlace(folder);
    if (place === undefined)
      throw new UserError(`${option}: expected ${shown(folder)} to be in a git repository; found none. ${instead}`);
    return new Repository(place.top, place.prefix, env);
  }

  /**
   * The commit of a name.
   *
   * @throws NoSuchName when there is none; UserError when git is missing, or does not answer.
   */
  commitOf(ref: string, { option, instead }: Asking): string {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    const { status, stdout, reason } = this.ask(args);
    if (status === 0) return stdout.toString("utf8").trim();
    if (status > 1) throw gitFailed(this.root, args, reason);
    throw new NoSuchName(
      `${option}: expected a commit, a branch or a tag of this repository; found ${JSON.stringify(printable(ref))}. ` +
        `In CI, fetch it first: a shallow clone does not have it. ${instead}`,
    );
  }

  /**
   * Whether the commit that is checked out has none of another commit's changes missing. True where a shallow clone
   * cannot tell.
   */
  hasAllOf(commit: string): boolean {
    if (this.ask(["rev-parse", "--is-shallow-repository"]).stdout.toString("utf8").trim() === "true") return true;
    return this.ask(["merge-base", "--is-ancestor", commit, "HEAD"]).status === 0;
  }

  /** Whether a commit is in the repository. */
  hasCommit(commit: string): boolean {
    return this.ask(["cat-file", "-e", `${commit}^{commit}`]).status === 0;
  }

  /** Whether a file or a folder is there at a commit. @param path from the repository's folder. */
  hasAt(commit: string, path: string): boolean {
    return this.ask(["cat-file", "-e", `${commit}:${path}`]).status === 0;
  }

  /** Names in a folder at a commit; none where it is not there. @param path from the repository's folder. */
  namesAt(commit: string, path: string): string[] {
    const place = path === "" ? commit : `${commit}:${path}`;
    return this.list(["ls-tree", "--name-only", "-z", place]) ?? [];
  }

  /**
   * Files that differ between a commit and the working folder: changed, added or deleted, committed or not.
   *
   * @param paths of files and folders, from the repository's folder.
   * @param untracked whether files count that git does not know yet. Ignored ones never do.
   */
  differing(commit: string, paths: readonly string[], untracked: "untracked" | "tracked"): string[] {
    const diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--", ...paths];
    const others = ["ls-files", "--others", "--exclude-standard", "-z", "--", ...paths];
    return (untracked === "untracked" ? [diff, others] : [diff]).flatMap((args) => {
      const found = this.list(args);
      if (found === undefined) throw new UserError(`git ${args[0]}: expected to compare with ${commit}; it failed.`);
      return found;
    });
  }

  private list(args: readonly string[]): string[] | undefined {
    const { status, stdout } = this.ask(args);
    return status === 0 ? gitList(stdout) : undefined;
  }

  private ask(args: readonly string[]) {
    return askGit(this.root, args, this.env);
  }
}
