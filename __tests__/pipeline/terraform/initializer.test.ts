import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Initializer } from "../../../pipeline/terraform/initializer";
import { Terraform } from "../../../pipeline/terraform/terraform";
import { type FakeStack, fakeProject } from "../../support/fake-terraform";

const NAMES = ["dev-service-a", "dev-service-b"];
const CHECKSUMS = { code: 1, err: "Error: Required plugins are not installed\n\nchecksums of the lock file differ\n" };

function started(stack: FakeStack, projectLock?: string) {
  const project = fakeProject(Object.fromEntries(NAMES.map((name) => [name, stack])));
  const terraform = new Terraform({ env: project.env, signal: new AbortController().signal });
  const lock = join(project.folder, "project.lock");
  if (projectLock !== undefined) writeFileSync(lock, projectLock);
  const initializer = new Initializer(terraform, projectLock === undefined ? undefined : lock);
  const folders = NAMES.map((name) => join(project.stacks, "stacks", name));
  const lockOf = (index: number) => join(folders[index] ?? "", ".terraform.lock.hcl");
  return { project, initializer, folders, lockOf };
}

test("the lock file of the project is copied to each stack, and decides", async () => {
  const { initializer, folders, lockOf } = started({}, "theirs");
  for (const folder of folders) expect((await initializer.init(folder)).isDone).toBe(true);
  expect([readFileSync(lockOf(0), "utf8"), readFileSync(lockOf(1), "utf8")]).toEqual(["theirs", "theirs"]);
});

test("a lock file of the project that does not fit is named, and stays", async () => {
  const { project, initializer, folders, lockOf } = started({ init: CHECKSUMS }, "theirs");
  const { isDone, diagnostics } = await initializer.init(folders[0] ?? "");
  expect([isDone, diagnostics[0]?.summary]).toEqual([
    false,
    expect.stringMatching(/project\.lock decides .* Required plugins/),
  ]);
  expect(existsSync(lockOf(0))).toBe(true);
  expect(project.calls()).toHaveLength(1);
});

test("a lock file that is a link is replaced, and not what it leads to", async () => {
  const { project, initializer, folders, lockOf } = started({}, "theirs");
  const elsewhere = join(project.folder, "elsewhere");
  writeFileSync(elsewhere, "kept");
  symlinkSync(elsewhere, lockOf(0));
  expect((await initializer.init(folders[0] ?? "")).isDone).toBe(true);
  expect([readFileSync(elsewhere, "utf8"), readFileSync(lockOf(0), "utf8")]).toEqual(["kept", "theirs"]);
});

test("without one, a lock file that an earlier run left and that does not fit is forgotten", async () => {
  const { project, initializer, folders, lockOf } = started({ init: CHECKSUMS });
  writeFileSync(lockOf(0), "old");
  expect((await initializer.init(folders[0] ?? "")).isDone).toBe(false);
  expect(existsSync(lockOf(0))).toBe(false);
  expect(project.calls()).toHaveLength(2);
});

test("without one, all stacks take the lock file of the first", async () => {
  const { initializer, folders, lockOf } = started({});
  writeFileSync(lockOf(0), "first");
  writeFileSync(lockOf(1), "old");
  for (const folder of folders) await initializer.init(folder);
  expect(readFileSync(lockOf(1), "utf8")).toBe("first");
});
