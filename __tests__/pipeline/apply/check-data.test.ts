import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataRefusals } from "../../../pipeline/apply/check-data";
import { temporaryFolder } from "../../support/environments";

/** A repository with one commit, which has a file of policy data. */
function repository() {
  const folder = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=Test", "-c", "user.email=test@example.com", ...args]);
  git("init", "-q");
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments/dev.yaml"), "");
  writeFileSync(join(folder, "policy.yaml"), "strict: true\n");
  writeFileSync(join(folder, ".gitignore"), "ignored.yaml\n");
  git("add", ".");
  git("commit", "-qm", "First");
  return { folder, git };
}

function found(folder: string, ...files: readonly string[]): string[] {
  return dataRefusals(files, join(folder, "environments")).map((refusal) => refusal.found);
}

test("takes the policy data of the commit, none at all, and a file outside of the repository", () => {
  const { folder } = repository();
  const elsewhere = join(temporaryFolder(), "policy.yaml");
  writeFileSync(elsewhere, "");
  expect(found(folder, join(folder, "policy.yaml"), join(folder, "none.yaml"), elsewhere)).toEqual([]);
});

test.each(["untracked.yaml", "ignored.yaml", "environments/ignored.yaml"])("refuses %s", (file) => {
  const { folder } = repository();
  writeFileSync(join(folder, file), "waivers: []\n");
  expect(found(folder, join(folder, file))).toEqual(["a file that the commit does not have"]);
});

test("refuses a file that git is only told of, and one that it is told to leave unseen", () => {
  const { folder, git } = repository();
  writeFileSync(join(folder, "added.yaml"), "");
  git("add", "added.yaml");
  git("update-index", "--assume-unchanged", "policy.yaml");
  writeFileSync(join(folder, "policy.yaml"), "waivers: []\n");
  expect(found(folder, join(folder, "added.yaml"), join(folder, "policy.yaml"))).toEqual([
    "a file that the commit does not have",
    "a file that differs from that of the commit",
  ]);
});

test("refuses a link to elsewhere, and a file that is missing", () => {
  const { folder } = repository();
  const elsewhere = join(temporaryFolder(), "policy.yaml");
  writeFileSync(elsewhere, "");
  symlinkSync(elsewhere, join(folder, "link.yaml"));
  rmSync(join(folder, "policy.yaml"));
  expect(found(folder, join(folder, "link.yaml"), join(folder, "policy.yaml"))).toEqual([
    `a link to ${elsewhere}`,
    "no file, but the commit has one",
  ]);
});

test("where there is no repository, nothing can be compared", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "policy.yaml"), "");
  expect(found(folder, join(folder, "policy.yaml"))).toEqual([]);
});
