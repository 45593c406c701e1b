import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commitRefusals } from "../../../pipeline/apply/check-commit";
import { temporaryFolder } from "../../support/environments";
import { Estate } from "./estate";

/** A repository with one commit. */
function repository() {
  const folder = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      encoding: "utf8",
    }).trim();
  git("init", "-q");
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments/dev.yaml"), "");
  writeFileSync(join(folder, "policy.yaml"), "");
  git("add", ".");
  git("commit", "-qm", "First");
  return { folder, environments: join(folder, "environments"), git, commit: git("rev-parse", "HEAD") };
}

test("takes the commit that was planned, and plans beside it that are not committed", () => {
  const { folder, environments, commit } = repository();
  const plans = join(folder, "plans");
  mkdirSync(plans);
  writeFileSync(join(plans, "plans.json"), "");
  writeFileSync(join(folder, "status.json"), "");
  const given = [plans, join(folder, "status.json"), join(folder, "not-there-yet")];
  expect(commitRefusals({ commit, dirty: false }, environments, given)).toEqual([]);
});

test("takes new files that are no part of the environments, such as a report in the working folder", () => {
  const { folder, environments, commit } = repository();
  writeFileSync(join(folder, "policy-report.json"), "");
  expect(commitRefusals({ commit, dirty: false }, environments, [])).toEqual([]);
});

test("refuses another commit", () => {
  const { environments, git, commit } = repository();
  git("commit", "-qm", "Second", "--allow-empty");
  const [refusal, ...others] = commitRefusals({ commit, dirty: false }, environments, []);
  expect(refusal).toMatchObject({ expected: `commit ${commit}`, found: `commit ${git("rev-parse", "HEAD")}` });
  expect(others).toEqual([]);
});

test.each([
  ["a change", "environments/dev.yaml"],
  ["a new file, with a space and a quote", 'environments/a "b".yaml'],
  ["a file that git knows, elsewhere", "policy.yaml"],
])("refuses %s that is not committed, and names it", (_, file) => {
  const { folder, environments, commit } = repository();
  writeFileSync(join(folder, file), "changed");
  const refusals = commitRefusals({ commit, dirty: false }, environments, [join(folder, "plans")]);
  expect(refusals.map(({ found }) => found)).toEqual([join(folder, file)]);
});

test("refuses plans that were made with changes that were not committed", () => {
  const { environments, commit } = repository();
  const refusals = commitRefusals({ commit, dirty: true }, environments, []);
  expect(refusals.map(({ about }) => about)).toEqual(["the plans"]);
});

test("refuses plans without a commit in a repository, and plans of a commit without one", () => {
  const { environments, commit } = repository();
  expect(commitRefusals({ commit: null, dirty: false }, environments, [])).toHaveLength(1);
  const [refusal] = commitRefusals({ commit, dirty: false }, temporaryFolder(), []);
  expect(refusal?.found).toBe("no repository");
});

test("--uncommitted applies all the same, and --deployed then knows no commit", async () => {
  const estate = new Estate([{ name: "dev-service-a" }]);
  estate.edit((index) => Object.assign(index, { commit: "a".repeat(40), dirty: true }));
  await expect(estate.apply()).rejects.toThrow("3 problems; nothing was applied.");
  const { endings } = await estate.apply({ uncommitted: true });
  expect(endings.map(({ fate }) => fate.kind)).toEqual(["applied"]);
});
