import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { gitVariables } from "./git-variables";
import { printable } from "./printable";
import { shown } from "./shown";
import { UserError } from "./user-error";

/** Most bytes that git may say at once. */
const MOST_BYTES = 2 ** 30;

/**
 * Options of every command. git runs no program that a repository names, takes no folder within one for a repository
 * because it looks like one, and takes paths as they are.
 */
export const GIT_OPTIONS: readonly string[] = [
  ...["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.untrackedCache=false", "safe.bareRepository=explicit"],
].flatMap((setting) => ["-c", setting]);

/** Where a folder is in a git repository. */
export interface GitPlace {
  /** The repository's folder, without symbolic links. */
  readonly top: string;
  /** Path of the folder from it, with slashes; empty where they are the same. */
  readonly prefix: string;
}

/** What git said. */
export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  /** The last line of what it said on standard error. */
  readonly reason: string;
}

/**
 * The repository that a folder is in; undefined where it is in none, or is not there. git is not asked: whatever is in
 * the folder, it is the next folder above with `.git` in it.
 *
 * @throws UserError where a folder cannot be looked into.
 */
export function gitPlace(folder: string): GitPlace | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const full = realpathSync(resolve(folder));
    for (let top = full; ; top = dirname(top)) {
      if (isRepository(join(top, ".git"))) return { top, prefix: relative(top, full).split(sep).join("/") };
      if (dirname(top) === top) return undefined;
    }
  } catch (error) {
    throw new UserError(
      `${shown(folder)}: expected a folder that can be read, to see whether it is in a git repository; found: ` +
        `${(error as Error).message}. Correct its permissions.`,
    );
  }
}

/** Whether git takes what is called `.git` for a repository: else it looks further above. */
function isRepository(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true || existsSync(join(path, "HEAD"));
}

/**
 * Asks git, which only reads.
 *
 * @param top folder of the repository.
 * @param input standard input. @default - none
 * @throws UserError where git is not installed.
 */
export function askGit(
  top: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  input?: string,
): GitAnswer {
  const options = { cwd: top, env: gitVariables(env), maxBuffer: MOST_BYTES, input };
  const { error, status, stdout, stderr } = spawnSync("git", [...GIT_OPTIONS, "--literal-pathspecs", ...args], options);
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    throw new UserError(
      `${shown(top)}: expected the program git, which reads this repository; found none. Install it.`,
    );
  const reason = error === undefined ? reasonOf(stderr.toString("utf8")) : error.message;
  return { status: error === undefined ? (status ?? 128) : 128, stdout: stdout ?? Buffer.alloc(0), reason };
}

/**
 * The same, where git must answer.
 *
 * @throws UserError where it fails, such as in a repository that belongs to another user.
 */
export function mustAskGit(top: string, args: readonly string[], env?: NodeJS.ProcessEnv): string {
  const { status, stdout, reason } = askGit(top, args, env);
  if (status === 0) return stdout.toString("utf8");
  throw gitFailed(top, args, reason);
}

/** git does not answer, and why. */
export function gitFailed(top: string, args: readonly string[], reason: string): UserError {
  return new UserError(
    `${shown(top)}: expected git to read this repository; \`git ${args[0]}\` failed: ${reason}. ` +
      "Run `git status` there, and mend what it says.",
  );
}

/** Texts of an answer with a zero byte behind each. */
export function gitList(stdout: Buffer | string): string[] {
  return stdout
    .toString("utf8")
    .split("\0")
    .filter((text) => text !== "");
}

/** The last line that git said, without its mark. */
export function reasonOf(stderr: string): string {
  const lines = stderr.trim().split("\n");
  const line = lines.find((each) => each.startsWith("fatal: ")) ?? lines.at(-1) ?? "";
  return printable(line.replace(/^fatal: /, "").replace(/\.$/, "")) || "nothing that git tells";
}
