import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./environments";

/** A git repository of a test's own. */
export interface ScratchRepository {
  readonly root: string;
  /** Writes a file. @param path from the repository's folder. */
  readonly write: (path: string, text: string) => void;
  /** Deletes a file or a folder. */
  readonly remove: (path: string) => void;
  /** Commits everything, and returns the commit. */
  readonly commit: (message?: string) => string;
  /** Runs git, and returns what it prints. */
  readonly git: (...args: string[]) => string;
  /** Names in the folder that holds the repository: what else a command has left there. */
  readonly beside: () => string[];
}

/** A repository with some files, committed. */
export function scratchRepository(files: Readonly<Record<string, string>>): ScratchRepository {
  const parent = temporaryFolder();
  const root = join(parent, "repository");
  mkdirSync(root);
  const git = (...args: string[]) => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    const { status, stdout, stderr } = spawnSync("git", ["-C", root, ...who, ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const commit = (message = "change") => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD").trim();
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  git("init", "--quiet", "--initial-branch=main");
  commit("base");
  git("tag", "base");
  const remove = (path: string) => rmSync(join(root, path), { recursive: true });
  return { root, write, remove, commit, git, beside: () => readdirSync(parent) };
}
