import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Initializer, type LockOf } from "../../../pipeline/terraform/initializer";
import { Terraform } from "../../../pipeline/terraform/terraform";
import { temporaryFolder } from "../../support/environments";
import { type FakeStack, fakeProject } from "../../support/fake-terraform";

const NAMES = ["dev-service-a", "dev-service-b"];
const CHECKSUMS = { code: 1, err: "Error: Required plugins are not installed\n\nchecksums of the lock file differ\n" };

function started(stack: FakeStack, projectLock?: string) {
  const project = fakeProject(Object.fromEntries(NAMES.map((name) => [name, stack])));
  const terraform = new Terraform({ env: project.env, signal: new AbortController().signal });
  const lock = join(project.folder, "project.lock");
  if (projectLock !== undefined) writeFileSync(lock, projectLock);
  const initializer = new Initializer(terraform, () => (projectLock === undefined ? undefined : lock));
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

/** A stack that allows some versions of the AWS provider. */
function allowing(version: string): FakeStack {
  return { document: { terraform: { required_providers: { aws: { source: "aws", version } } } } };
}

function differing(stacks: Readonly<Record<string, FakeStack>>, lockOf?: LockOf) {
  const project = fakeProject(stacks);
  const terraform = new Terraform({ env: project.env, signal: new AbortController().signal });
  const folderOf = (name: string) => join(project.stacks, "stacks", name);
  const textOf = (name: string) => readFileSync(join(folderOf(name), ".terraform.lock.hcl"), "utf8");
  return { project, initializer: new Initializer(terraform, lockOf), folderOf, textOf };
}

test("stacks that allow other versions of providers do not take the lock file of the first", async () => {
  const { initializer, folderOf, textOf } = differing({
    "dev-service-a": allowing(">= 6.25.0, < 7.0.0"),
    "dev-service-b": allowing(">= 6.25.0, < 7.0.0"),
    "prod-service-a": allowing("6.25.0"),
    "prod-service-b": allowing("6.25.0"),
  });
  writeFileSync(join(folderOf("dev-service-a"), ".terraform.lock.hcl"), "newest");
  writeFileSync(join(folderOf("prod-service-a"), ".terraform.lock.hcl"), "tested");
  const names = ["dev-service-a", "prod-service-a", "dev-service-b", "prod-service-b"];
  for (const name of names) await initializer.init(folderOf(name));
  expect(names.map(textOf)).toEqual(["newest", "tested", "newest", "tested"]);
});

test("the first stack of each range is initialized alone: the cache bears no two that write to it", async () => {
  const { project, initializer, folderOf } = differing({
    "dev-service-a": { ...allowing("6.66.0"), init: { slow: 300 } },
    "dev-service-b": allowing("6.66.0"),
    "prod-service-a": { ...allowing("6.25.0"), init: { slow: 300 } },
    "prod-service-b": allowing("6.25.0"),
  });
  const names = ["dev-service-a", "dev-service-b", "prod-service-a", "prod-service-b"];
  await Promise.all(names.map((name) => initializer.init(folderOf(name))));
  const placeOf = (call: string) => project.calls().indexOf(call);
  expect(placeOf("end init dev-service-a")).toBeGreaterThan(-1);
  expect(placeOf("init dev-service-b")).toBeGreaterThan(placeOf("end init dev-service-a"));
  expect(placeOf("init prod-service-a")).toBeGreaterThan(placeOf("end init dev-service-a"));
  expect(placeOf("init prod-service-b")).toBeGreaterThan(placeOf("end init prod-service-a"));
});

test("each environment has a lock file of its own that decides, where there is one", async () => {
  const folder = temporaryFolder();
  const lock = (name: string) => join(folder, name);
  writeFileSync(lock("prod"), "prod's");
  writeFileSync(lock("project"), "the project's");
  const { initializer, folderOf, textOf } = differing(
    { "dev-service-a": allowing("6.66.0"), "prod-service-a": allowing("6.25.0") },
    (environment) => lock(environment === "prod" ? "prod" : "project"),
  );
  await initializer.initStackOf("dev", folderOf("dev-service-a"));
  await initializer.initStackOf("prod", folderOf("prod-service-a"));
  expect([textOf("dev-service-a"), textOf("prod-service-a")]).toEqual(["the project's", "prod's"]);
});
