import { join } from "node:path";
import { deployedBranch } from "../../cli/deployed-branch";
import { temporaryFolder } from "../support/environments";
import { scratchRepository } from "../support/repository";

test("the branch that the remote names, then main or master of the remote, then a local one", () => {
  const { root, git } = scratchRepository({ "environments/a.yaml": "" });
  const folder = join(root, "environments");
  expect(deployedBranch(folder)).toBe("main");
  git("update-ref", "refs/remotes/origin/master", "HEAD");
  expect(deployedBranch(folder)).toBe("origin/master");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  expect(deployedBranch(folder)).toBe("origin/main");
  git("update-ref", "refs/remotes/origin/develop", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop");
  expect(deployedBranch(folder)).toBe("origin/develop");
});

test("none in a repository with other branches only, nor outside of one", () => {
  const { root, git } = scratchRepository({ "a.yaml": "" });
  git("branch", "--move", "main", "trunk");
  expect(deployedBranch(root)).toBeUndefined();
  expect(deployedBranch(temporaryFolder())).toBeUndefined();
});
