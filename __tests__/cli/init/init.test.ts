import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentsOf, inS3 } from "../../delivery/environments";
import { cli, type Printed } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../../support/environments";

/** A repository with environments of these names in a folder `environments`. */
function repository(...names: readonly string[]): string {
  const folder = temporaryFolder();
  renameSync(environmentsOf(...names), join(folder, "environments"));
  return folder;
}

function init(folder: string, ...args: readonly string[]): Promise<Printed> {
  return cli(["init", ...args, "--dir", folder, "--environments", join(folder, "environments")]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith("environments/"))
    .sort();
}

const GITLAB = [".gitlab/privatelink.Dockerfile", ".gitlab/privatelink.yml"];

test("the files are written, and it says what is left to do", async () => {
  const folder = repository("prod", "staging-eu");
  const { out, code } = await init(folder, "github");
  expect(code).toBe(0);
  expect(filesIn(folder)).toEqual([
    ".github/actions/privatelink-comment/action.yaml",
    ".github/actions/privatelink-deployed/action.yaml",
    ".github/actions/privatelink-open/action.yaml",
    ".github/actions/privatelink-seal/action.yaml",
    ".github/actions/privatelink-setup/action.yaml",
    ".github/workflows/privatelink-apply.yaml",
    ".github/workflows/privatelink-deploy-environment.yaml",
    ".github/workflows/privatelink-deploy.yaml",
    ".github/workflows/privatelink-drift.yaml",
    ".github/workflows/privatelink-pull-request.yaml",
  ]);
  expect(out).toContain(".github/workflows/privatelink-drift.yaml  written\n");
  expect(out).toContain("environments prod, staging-eu: required reviewers, deployments only from main.");
  expect(out).toContain("PRIVATELINK_PLAN_ROLE_PROD, PRIVATELINK_PLAN_ROLE_STAGING_EU");
});

test("environments without a role that plans are named, where CI has one of its own for plans", async () => {
  const folder = repository("prod", "staging-eu");
  const path = join(folder, "environments/prod/environment.yaml");
  writeFileSync(path, `${readFileSync(path, "utf8")}delivery: { planRole: privatelink-plan }\n`);
  expect((await init(folder, "github")).out).toContain("note  staging-eu: no `delivery.planRole` in environment.yaml.");
  expect((await init(folder, "atlantis")).out).not.toContain("note");
});

test("the bootstrap comes after the protection of the environments that its roles trust", async () => {
  const { out } = await init(repository("prod"), "github");
  expect(out).toMatch(/Create the environment prod: required reviewers[\s\S]*Then create the state bucket/);
  expect(out).toMatch(/which trust this environment: [\s\S]*DEPLOY_ROLE in it\.[\s\S]*repository variable PRIVATE/);
  const gitlab = await init(repository("prod"), "gitlab");
  expect(gitlab.out).toMatch(/CI\/CD variable PRIVATE[\s\S]*Protect the environment prod, and set .* in its scope\./);
  expect(gitlab.out).toMatch(/PRIVATELINK_GITLAB_TOKEN[\s\S]*pipeline schedule/);
});

test("a second run changes nothing, and --check is content", async () => {
  const folder = repository("prod");
  await init(folder, "gitlab");
  const again = await init(folder, "gitlab");
  expect([again.code, again.out]).toEqual([0, expect.stringContaining(".gitlab/privatelink.yml  unchanged\n")]);
  expect(await init(folder, "gitlab", "--check")).toEqual({
    out: "2 files for gitlab: all are current.\n",
    error: "",
    code: 0,
  });
});

test("--check fails where a file is missing or differs, and writes nothing", async () => {
  const folder = repository("prod");
  await init(folder, "atlantis");
  writeFileSync(join(folder, "atlantis.yaml"), "mine\n");
  execFileSync("rm", ["-r", join(folder, ".atlantis")]);
  const { out, code } = await init(folder, "atlantis", "--check");
  expect(code).toBe(1);
  expect(out).toContain(".atlantis/repos.yaml  is missing\natlantis.yaml  differs\n2 of 2 files for atlantis");
  expect(filesIn(folder)).toEqual(["atlantis.yaml"]);
});

test("--check fails once there is another environment", async () => {
  const folder = repository("prod");
  await init(folder, "github");
  renameSync(environmentsOf("other", "staging"), join(folder, "more"));
  renameSync(join(folder, "more/staging"), join(folder, "environments/staging"));
  const { out, code } = await init(folder, "github", "--check");
  expect([code, out]).toEqual([1, expect.stringContaining("privatelink-deploy.yaml  differs")]);
});

test("fails on files that differ, names them all, and writes nothing; --force replaces them", async () => {
  const folder = repository("prod");
  mkdirSync(join(folder, ".gitlab"));
  for (const path of GITLAB) writeFileSync(join(folder, path), "mine\n");
  const refused = await init(folder, "gitlab");
  expect(refused.code).toBe(1);
  for (const path of GITLAB) expect(refused.error).toContain(join(folder, path));
  expect(refused.error).toContain("--force");
  expect(GITLAB.map((path) => readFileSync(join(folder, path), "utf8"))).toEqual(["mine\n", "mine\n"]);
  expect((await init(folder, "gitlab", "--force")).code).toBe(0);
  expect(readFileSync(join(folder, ".gitlab/privatelink.yml"), "utf8")).toContain("privatelink init gitlab");
});

test("fails on links and folders in the place of files, also with --force", async () => {
  const folder = repository("prod");
  const elsewhere = temporaryFolder();
  symlinkSync(elsewhere, join(folder, ".github"));
  const { error, code } = await init(folder, "github", "--force");
  expect([code, error]).toEqual([1, expect.stringContaining("expected a folder, or nothing; found a symbolic link.")]);
  expect(error.match(/symbolic link/g)).toHaveLength(1);
  expect(readdirSync(elsewhere)).toEqual([]);
});

test("environments with local states are left out, and it says so", async () => {
  const folder = repository("prod");
  mkdirSync(join(folder, "environments/dev/consumers"), { recursive: true });
  writeFileSync(join(folder, "environments/dev/environment.yaml"), ENVIRONMENT.replace("10.10.", "10.30."));
  writeFileSync(join(folder, "environments/dev/consumers/web.yaml"), CONSUMER.replace("10.20.", "10.31."));
  const { out } = await init(folder, "github");
  expect(out).toContain(
    "note  dev: states are in local files. CI checks the stacks, and neither plans nor deploys them.",
  );
  const text = readFileSync(join(folder, ".github/workflows/privatelink-deploy.yaml"), "utf8");
  expect(text).toContain('"deploy-prod":');
  expect(text).not.toContain("dev");
});

test("fails where no environment can be deployed by CI", async () => {
  const folder = folderOf({ "environments/dev/environment.yaml": ENVIRONMENT });
  const { error, code } = await init(folder, "github");
  expect([code, error]).toEqual([1, expect.stringContaining("found only local states: dev.")]);
  expect(filesIn(folder)).toEqual([]);
});

test("fails where there is no environment, and where one is wrong", async () => {
  const empty = folderOf({ "environments/.keep": "" });
  expect(await init(empty, "github")).toMatchObject({ code: 1, error: expect.stringContaining("found none") });
  const wrong = folderOf({ "environments/prod/environment.yaml": inS3().replace("zones:", "zonez:") });
  expect(await init(wrong, "github")).toMatchObject({ code: 1, error: expect.stringContaining('the key "zonez"') });
  expect(filesIn(wrong)).toEqual([]);
});

test("fails on another system, a branch that is a pattern, and too few shards", async () => {
  const folder = repository("on", "yes");
  expect(await init(folder, "jenkins")).toMatchObject({ code: 2, error: expect.stringContaining("found `jenkins`") });
  expect(await init(folder, "github", "--branch", "release/*")).toMatchObject({ code: 2 });
  expect(await init(folder, "github", "--shards", "1")).toMatchObject({
    code: 1,
    error: expect.stringContaining("--shards: expected at least 2"),
  });
  expect(await init(folder, "github", "--check", "--force")).toMatchObject({ code: 2 });
});

test("the branch and the folder of the environments are in the files", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "network"));
  renameSync(environmentsOf("prod"), join(folder, "network/estates"));
  const environments = join(folder, "network/estates");
  await cli(["init", "github", "--dir", folder, "--environments", environments, "--branch", "trunk"]);
  const text = readFileSync(join(folder, ".github/workflows/privatelink-deploy.yaml"), "utf8");
  expect(text).toContain('branches: ["trunk"]');
  const pull = readFileSync(join(folder, ".github/workflows/privatelink-pull-request.yaml"), "utf8");
  expect(pull).toContain('PRIVATELINK_ENVIRONMENTS_DIR: "network/estates"');
});

test("fails where the environments are outside of the repository, or in a folder that CI could misread", async () => {
  const folder = repository("prod");
  const outside = await cli([
    "init",
    "github",
    "--dir",
    temporaryFolder(),
    "--environments",
    join(folder, "environments"),
  ]);
  expect([outside.code, outside.error]).toEqual([1, expect.stringContaining("in the repository")]);
  renameSync(join(folder, "environments"), join(folder, "a b$(c)"));
  const odd = await cli(["init", "github", "--dir", folder, "--environments", join(folder, "a b$(c)")]);
  expect([odd.code, odd.error]).toEqual([1, expect.stringContaining("Rename the folder")]);
});
