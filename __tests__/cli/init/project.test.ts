import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { initProject, SCRIPTS } from "../../../cli/init/project";
import { reading } from "../../../cli/init/reading";
import { invocationOf } from "../../../cli/invocation";
import { COMMANDS } from "../../../support/commands";
import { gitPlace } from "../../../support/git";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { UserError } from "../../../support/user-error";
import { cli, type Printed, SILENT, UNWATCHED } from "../../support/cli";
import { folderOf, temporaryFolder } from "../../support/environments";
import { thrown } from "../../support/synth";

const init = (dir: string, ...args: readonly string[]): Promise<Printed> => cli(["init", ...args, "--dir", dir]);

const CALLED = { env: {}, invocation: invocationOf({ env: {}, script: "x.js", cwd: PACKAGE_ROOT }) };

const noAnswer = async () => undefined;

const read = (dir: string, path: string) => readFileSync(join(dir, path), "utf8");

/** Paths and texts of all files of a folder. */
function textsIn(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1)).sort();
  return Object.fromEntries(paths.map((path) => [path, read(dir, path)]));
}

test("a project is written, with workflows for its environments, and it says what to do", async () => {
  const dir = join(temporaryFolder(), "shop's links");
  const { out, error, code } = await init(dir, "--vendor", "--customer");
  expect([code, error]).toEqual([0, ""]);
  expect(Object.keys(textsIn(dir)).filter((path) => !path.startsWith(".github/"))).toEqual([
    ".gitignore",
    ".nvmrc",
    "README.md",
    "bootstrap.yaml",
    "cdktf.json",
    "environments/customer/cards/orders.json",
    "environments/customer/consumers/purchasing.yaml",
    "environments/customer/environment.yaml",
    "environments/vendor/consumers/canary.yaml",
    "environments/vendor/consumers/globex.yaml",
    "environments/vendor/environment.yaml",
    "package.json",
    "policy.yaml",
  ]);
  const deploy = read(dir, ".github/workflows/privatelink-deploy.yaml");
  expect(deploy).toContain('"deploy-customer":');
  expect(deploy).toContain('"deploy-vendor":');
  expect(out).toContain(`cd '${dir.replace("'", "'\\''")}'`);
  expect(out).toContain("npm install");
  expect(JSON.parse(read(dir, "package.json"))).toMatchObject({ name: "shop-s-links", scripts: SCRIPTS });
});

test("workflows install the program, and build nothing", async () => {
  for (const system of ["github", "gitlab", "atlantis"]) {
    const dir = temporaryFolder();
    expect((await init(dir, "--platform", "--ci", system)).code).toBe(0);
    const workflows = Object.entries(textsIn(dir)).filter(([path]) => /^\.(git|atl)|^atlantis/.test(path));
    const text = workflows.map(([, each]) => each).join("\n");
    expect(text).toContain("npm ci");
    expect(text).not.toMatch(/npm run build|node dist\/|tsconfig/);
    if (system !== "atlantis") expect(text).toContain("node node_modules/cdktf-privatelink/dist/cli/main.js plan");
    const environments = join(dir, "environments");
    expect(await cli(["init", system, "--check", "--dir", dir, "--environments", environments])).toMatchObject({
      code: 0,
      out: expect.stringContaining("all are current"),
    });
  }
});

test("the scripts of a new project do what this repository's of the same names do", () => {
  const own: Record<string, string> = JSON.parse(read(PACKAGE_ROOT, "package.json")).scripts;
  for (const command of COMMANDS) {
    expect(SCRIPTS[command]).toBe(`privatelink ${command}`);
    const called = own[command]?.split(" && ").at(-1);
    expect(called).toBe(command === "app" ? "node dist/main.js" : `node dist/cli/main.js ${command}`);
  }
});

test("a second run changes nothing: the same command with --force writes the same bytes", async () => {
  const dir = temporaryFolder();
  await init(dir, "--network");
  const before = textsIn(dir);
  const { out, code } = await init(dir, "--network", "--force");
  expect([code, textsIn(dir)]).toEqual([0, before]);
  expect(out).not.toMatch(/ {2}(written|replaced|added to)$/m);
});

test("what npm and git made is no obstacle, and the path that npm wrote stays", async () => {
  const own = '{\n  "dependencies": {\n    "cdktf-privatelink": "file:../p.tgz"\n  }\n}\n';
  const dir = folderOf({ "package.json": own, "package-lock.json": "{}" });
  mkdirSync(join(dir, ".git"));
  expect((await init(dir, "--vendor", "--ci", "none")).code).toBe(0);
  const { name } = JSON.parse(read(dir, "package.json"));
  expect([typeof name, JSON.parse(read(dir, "cdktf.json")).projectId]).toEqual(["string", name]);
  expect(JSON.parse(read(dir, "package.json")).dependencies["cdktf-privatelink"]).toBe("file:../p.tgz");
  expect(read(dir, "package-lock.json")).toBe("{}");
});

test("fails where the folder has something, names all of it, and touches nothing", async () => {
  const dir = folderOf({ "README.md": "mine", "src/a.ts": "", "environments/prod/environment.yaml": "x" });
  const before = textsIn(dir);
  const { error, code } = await init(dir, "--vendor");
  expect(code).toBe(1);
  expect(error).toContain("\n  README.md\n  environments/\n  src/\n");
  expect(textsIn(dir)).toEqual(before);
});

test("with --force: foreign files stay, package.json gets what it lacks, and it says what was replaced", async () => {
  const foreign = { "src/a.ts": "a", LICENSE: "l", "environments/vendor/consumers/mine.yaml": "" };
  const dir = folderOf({
    ...foreign,
    "README.md": "mine",
    "package.json": '{"name": "@team/x", "type": "module", "scripts": {"start": "node ."}}',
  });
  writeFileSync(
    join(dir, "environments/vendor/consumers/mine.yaml"),
    'external: true\naccount: "999999999999"\nconnections: { orders: { service: orders } }\n',
  );
  const { out, code } = await init(dir, "--vendor", "--force");
  expect(code).toBe(0);
  expect(out).toMatch(/README\.md {2}replaced\n/);
  expect(out).toMatch(/package\.json {2}added to\n/);
  expect(out).toContain("scripts.start: expected `privatelink start`; what is there stays.");
  expect(out).toContain("  npx privatelink start ");
  expect(out).not.toContain("npm start");
  expect(read(dir, "src/a.ts")).toBe("a");
  const { name, type, scripts } = JSON.parse(read(dir, "package.json"));
  expect([name, type, scripts.start, scripts.plan]).toEqual(["@team/x", "module", "node .", "privatelink plan"]);
});

test("fails with --force where workflows are for environments that are wrong, and touches nothing", async () => {
  const dir = folderOf({ "environments/prod/environment.yaml": "regoin: us-east-1\n" });
  const { error, code } = await init(dir, "--vendor", "--force");
  expect([code, error]).toEqual([1, expect.stringContaining(`${join(dir, "environments")}/prod/environment.yaml:1:1`)]);
  expect(Object.keys(textsIn(dir))).toEqual(["environments/prod/environment.yaml"]);
});

test("fails on links, folders in the place of files, and a package.json that is none: all at once", async () => {
  const dir = folderOf({ "policy.yaml/x": "", environments: "a file", "package.json": "{" });
  symlinkSync("/nowhere", join(dir, "README.md"));
  const before = textsIn(dir);
  const { error, code } = await init(dir, "--vendor", "--ci", "none", "--force");
  expect(code).toBe(1);
  expect(error).toContain("policy.yaml: expected a file, or nothing; found a folder.");
  expect(error).toContain("README.md: expected a file, or nothing; found a symbolic link.");
  expect(error).toContain("environments: expected a folder, or nothing; found a file.");
  expect(error).toContain("package.json: expected JSON;");
  expect(textsIn(dir)).toEqual(before);
});

test("fails where the folder is a file, and in the package's own folder, also with --force", async () => {
  const file = join(folderOf({ file: "" }), "file");
  for (const force of [[], ["--force"]]) {
    expect(await init(file, "--vendor", "--ci", "none", ...force)).toMatchObject({ code: 1 });
    expect(await init(PACKAGE_ROOT, "--vendor", ...force)).toMatchObject({
      code: 1,
      error: expect.stringContaining("found the package itself"),
    });
  }
});

test("fails below a file, and on a link that leads nowhere: no defect, and nothing is written", async () => {
  const dir = folderOf({ file: "" });
  symlinkSync("/nowhere", join(dir, "link"));
  for (const [path, found] of [
    ["file/links", `found ${join(dir, "file")}, which is no folder`],
    ["file/a/b", `found ${join(dir, "file/a")}, which is no folder`],
    ["link", "found a link that leads nowhere"],
    ["link/a", `found ${join(dir, "link")}, which is no folder`],
  ] as const)
    for (const force of [[], ["--force"]]) {
      const { error, code } = await init(join(dir, path), "--vendor", "--ci", "none", ...force);
      expect([code, error]).toEqual([1, expect.stringContaining(`expected a folder, or nothing; ${found}`)]);
      expect(error).not.toContain("defect");
    }
  expect(readdirSync(dir).sort()).toEqual(["file", "link"]);
});

test("what the file system refuses is no defect", async () => {
  const refused = Object.assign(new Error("EACCES: permission denied, open"), { syscall: "open", path: "/a/x.json" });
  const work = reading("/a", () => {
    throw refused;
  });
  await expect(work).rejects.toThrow(UserError);
  await expect(work).rejects.toThrow("/a/x.json: expected a file or folder that can be read; found: EACCES");
  const defect = new TypeError("x is not a function");
  await expect(reading("/a", () => Promise.reject(defect))).rejects.toBe(defect);
});

test("a folder that nobody may look into is no defect: neither its package.json, nor whether it is a repository", async () => {
  const dir = folderOf({ "package.json": "{}", "links/package.json": "{}" });
  chmodSync(join(dir, "links/package.json"), 0o000);
  chmodSync(join(dir, "links"), 0o000);
  try {
    await asNobody(dir, async () => {
      const { error, code } = await init(join(dir, "links"), "--vendor", "--ci", "none");
      expect([code, error]).toEqual([1, expect.stringContaining("permission denied")]);
      expect(error).not.toContain("defect");
      const refused = thrown(() => gitPlace(join(dir, "links")));
      expect(refused).toBeInstanceOf(UserError);
      expect(refused.message).toContain("links/.git'. Correct its permissions.");
    });
  } finally {
    chmodSync(join(dir, "links"), 0o700);
  }
});

/** Does something as a user who may not read all files, where this process may. */
async function asNobody(dir: string, body: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return body();
  chmodSync(dir, 0o755);
  chmodSync(dirname(dir), 0o711);
  process.seteuid?.(65534);
  try {
    await body();
  } finally {
    process.seteuid?.(0);
    chmodSync(dirname(dir), 0o700);
  }
}

test("of two runs at once, one writes, and the other touches nothing", async () => {
  const dir = temporaryFolder();
  const runs = (["vendor", "network"] as const).map((user) =>
    initProject({ dir, environments: "environments", [user]: true, ci: "none" }, SILENT, CALLED, UNWATCHED, noAnswer),
  );
  const results = await Promise.allSettled(runs);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const user = results[0]?.status === "fulfilled" ? "vendor" : "network";
  expect(readdirSync(join(dir, "environments"))).toEqual([user]);
  expect(read(dir, "README.md")).toContain(`environments/${user}/`);
});

test("fails where nothing says for whom it is, and lists the options", async () => {
  const dir = temporaryFolder();
  const { error, code } = await init(dir);
  expect(code).toBe(2);
  for (const option of ["--vendor", "--platform", "--network", "--customer", "github"]) expect(error).toContain(option);
  expect(readdirSync(dir)).toEqual([]);
});

test.each([
  [["github", "--vendor"], "--vendor: expected only without `github`"],
  [["--vendor", "--check"], "--check: expected a system"],
  [["--vendor", "--environments", "estates"], "expected `environments`"],
  [["--vendor", "--account", "1234"], "an account id: 12 digits"],
  [["--vendor", "--region", "us-east1"], "a region of AWS"],
  [["--vendor", "--ci", "jenkins"], "Allowed choices are github"],
])("fails on %j", async (args, message) => {
  const dir = temporaryFolder();
  expect(await init(dir, ...args)).toMatchObject({ code: 2, error: expect.stringContaining(message) });
  expect(readdirSync(dir)).toEqual([]);
});

test("in a folder of a repository, no workflows are written, and it says so; asked for, they are refused", async () => {
  const root = temporaryFolder();
  execFileSync("git", ["init", "--quiet", root]);
  const dir = join(root, "infra/links");
  expect(await init(dir, "--vendor", "--ci", "github")).toMatchObject({
    code: 2,
    error: expect.stringContaining("expected the root of a git repository"),
  });
  expect(existsSync(join(root, "infra"))).toBe(false);
  const { out, code } = await init(dir, "--vendor");
  expect([code, out]).toEqual([0, expect.stringContaining("note  this is a folder of a git repository")]);
  expect(existsSync(join(dir, ".github"))).toBe(false);
  expect(read(dir, "environments/vendor/environment.yaml")).toContain('type: "local"');
});

test("fails in a folder that cannot be written, and leaves no file", async () => {
  if (process.getuid?.() === 0) return expect(await init("/proc/new", "--vendor")).toMatchObject({ code: 2 });
  const dir = temporaryFolder();
  chmodSync(dir, 0o500);
  expect(await init(dir, "--vendor")).toMatchObject({ code: 2 });
  expect(readdirSync(dir)).toEqual([]);
});
