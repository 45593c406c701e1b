import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { headOf, uncommittedFiles } from "../../pipeline/head";
import { temporaryFolder } from "../support/environments";
import { type ScratchRepository, scratchRepository } from "../support/repository";

const FILE = "environments/dev/environment.yaml";

function repository(): ScratchRepository & { readonly environments: string; readonly found: () => string[] } {
  const made = scratchRepository({ [FILE]: "", "shared/x.yaml": "", "policy.yaml": "" });
  const environments = join(made.root, "environments");
  return {
    ...{ ...made, environments },
    found: () => uncommittedFiles(environments).map((path) => path.slice(made.root.length + 1)),
  };
}

test("is the commit, and clean", () => {
  const { environments, git, write } = repository();
  write("report.json", "");
  expect(headOf(environments)).toEqual({ commit: git("rev-parse", "HEAD").trim(), dirty: false });
});

test("is null outside of a repository, where the folder is not there, and before the first commit", () => {
  expect(headOf(temporaryFolder())).toBeNull();
  const { root, environments, git } = repository();
  expect(headOf(join(root, "nowhere"))).toBeNull();
  git("checkout", "--quiet", "--orphan", "other");
  expect(headOf(environments)).toBeNull();
});

test("fails where there is a repository, and git does not answer", () => {
  const { root, environments, remove } = repository();
  remove(".git");
  writeFileSync(join(root, ".git"), "gitdir: nowhere\n");
  expect(() => headOf(environments)).toThrow(/git` failed|`git rev-parse` failed: not a git repository/);
});

test.each<[string, (made: ReturnType<typeof repository>) => void, string]>([
  ["a change", ({ write }) => write(FILE, "x"), FILE],
  ["a change elsewhere", ({ write }) => write("policy.yaml", "x"), "policy.yaml"],
  ["a new file", ({ write }) => write("environments/dev/new.yaml", ""), "environments/dev/new.yaml"],
  [
    "a new file that git ignores",
    ({ write }) => {
      write(".git/info/exclude", "*.csv\n");
      write("environments/dev/consumers/c.csv", "");
    },
    "environments/dev/consumers/c.csv",
  ],
  [
    "a file that git takes for unchanged",
    ({ git, write }) => {
      git("update-index", "--assume-unchanged", FILE);
      write(FILE, "x");
    },
    FILE,
  ],
  [
    "a file that is not to be checked out",
    ({ git, write }) => {
      git("update-index", "--skip-worktree", FILE);
      write(FILE, "x");
    },
    FILE,
  ],
  [
    "a submodule that the repository says not to look at",
    ({ root, git, commit, write }) => {
      write("vendor/file", "");
      const inside = ["-C", join(root, "vendor")];
      git(...inside, "init", "--quiet");
      git(...inside, "add", "file");
      git(...inside, "commit", "--quiet", "--message", "file");
      write(".gitmodules", '[submodule "vendor"]\n\tpath = vendor\n\turl = ../x\n\tignore = all\n');
      git("add", "--force", "vendor");
      commit();
      write("vendor/file", "x");
    },
    "vendor",
  ],
  [
    "a link out of the repository",
    ({ root, commit }) => {
      symlinkSync(dirname(root), join(root, "environments/out"));
      commit();
    },
    "environments/out",
  ],
  [
    "a link to what git ignores",
    ({ root, commit, write }) => {
      write(".git/info/exclude", "ignored\n");
      write("ignored/x.yaml", "");
      symlinkSync("../ignored/x.yaml", join(root, "environments/x.yaml"));
      commit();
    },
    "environments/x.yaml",
  ],
])("%s counts as not committed", (_, change, expected) => {
  const made = repository();
  change(made);
  expect(made.found()).toEqual([expected]);
  expect(headOf(made.environments)?.dirty).toBe(true);
});

test("ignored files that no environment is made of do not count, nor a link to a file that git knows", () => {
  const { root, commit, write, found } = repository();
  write(".git/info/exclude", ".DS_Store\nnotes.md\n");
  write("environments/.DS_Store", "");
  write("environments/dev/notes.md", "");
  symlinkSync("../../shared/x.yaml", join(root, "environments/dev/x.yaml"));
  commit();
  expect(found()).toEqual([]);
});

test("no program is run that a folder of the environments names, although it looks like a repository", () => {
  const { environments, root, found } = repository();
  const [program, ran] = [join(root, "program"), join(root, "ran")];
  writeFileSync(program, `#!/bin/sh\ntouch '${ran}'\n`);
  chmodSync(program, 0o755);
  for (const folder of ["objects", "refs"]) mkdirSync(join(environments, folder));
  writeFileSync(join(environments, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(
    join(environments, "config"),
    `[core]\n  repositoryformatversion = 0\n  bare = false\n  worktree = ..\n  fsmonitor = ${program}\n`,
  );
  expect(found()).toEqual(["environments/HEAD", "environments/config"]);
  expect(existsSync(ran)).toBe(false);
});
