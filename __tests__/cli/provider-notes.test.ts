import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectLocks } from "../../cli/plan/project-lock";
import { providerNotes } from "../../cli/provider-notes";
import { loadEnvironments } from "../../config/load";
import { ENVIRONMENT, folderOf } from "../support/environments";

function notes(awsProvider: string | undefined, lock?: string): string[] {
  const text = awsProvider === undefined ? "" : `terraform: { awsProvider: "${awsProvider}" }\n`;
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT + text });
  if (lock !== undefined) writeFileSync(join(folder, "dev", ".terraform.lock.hcl"), lock);
  return providerNotes(loadEnvironments(folder), projectLocks(folder));
}

test("the version that is tested, and only that, needs no word", () => {
  expect(notes(undefined)).toEqual([]);
  expect(notes("= 6.25.0")).toEqual([]);
});

test("another version is told", () => {
  expect(notes("6.66.0")).toEqual([
    "dev allows versions 6.66.0 of the AWS provider. The version that is tested is 6.25.0: read the plans with care",
  ]);
});

test("several versions without a lock file are told, and none with one", () => {
  expect(notes(">=6.25, <7")).toEqual([
    "dev allows versions >= 6.25.0, < 7.0.0 of the AWS provider, and no .terraform.lock.hcl says which one: each run " +
      "may take a newer one. Keep a lock file in the folder of the environment or in the working folder, and commit it",
  ]);
  expect(notes(">=6.25, <7", "locked")).toEqual([]);
  expect(notes("~> 6.66")).toHaveLength(2);
});

test("the lock file of an environment comes before that of the working folder", () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT });
  writeFileSync(join(folder, "dev", ".terraform.lock.hcl"), "");
  expect(projectLocks(folder)("dev")).toBe(join(folder, "dev", ".terraform.lock.hcl"));
  expect(projectLocks(folder)("prod")).toBeUndefined();
});
