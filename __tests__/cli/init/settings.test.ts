import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentsOf } from "../../delivery/environments";
import { cli, type Printed } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";

/** A repository with the environment `prod`, and with these settings of `init`. */
function repository(settings?: string): string {
  const folder = temporaryFolder();
  renameSync(environmentsOf("prod"), join(folder, "environments"));
  if (settings !== undefined) write(folder, ".privatelink/init.yaml", settings);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function init(folder: string, ...args: readonly string[]): Promise<Printed> {
  return cli(["init", ...args, "--dir", folder, "--environments", join(folder, "environments")]);
}

const PULL_REQUEST = ".github/workflows/privatelink-pull-request.yaml";
const APPLY = ".github/workflows/privatelink-apply.yaml";
const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

const SETTINGS = `branch: trunk
shards: 20
runner: our-runners
timeoutMinutes: 110
sessionSeconds: 7200
driftSchedule: "5 */6 * * 1-5"
destroyed: [old, older]
`;

test("the settings of the repository are in the files, and --check is content", async () => {
  const folder = repository(SETTINGS);
  expect((await init(folder, "github")).code).toBe(0);
  expect((await init(folder, "github", "--check")).code).toBe(0);
  const pull = read(folder, PULL_REQUEST);
  expect(pull).toContain('init github --branch "trunk" --shards "20" --check');
  expect(pull).toContain('DESTROYED: "old,older"');
  expect(pull).not.toContain("ubuntu-24.04");
  expect(pull).toContain('runs-on: "our-runners"');
  expect(read(folder, APPLY)).toContain("timeout-minutes: 110\n");
  expect(read(folder, APPLY)).toContain("role-duration-seconds: 7200\n");
  expect(read(folder, ".github/workflows/privatelink-drift.yaml")).toContain('cron: "5 */6 * * 1-5"');
  await init(folder, "gitlab");
  expect(read(folder, ".gitlab/privatelink.yml")).toContain('timeout: "110 minutes"\n  tags: ["our-runners"]\n');
});

test("without settings, GitLab's jobs take any runner", async () => {
  const folder = repository();
  await init(folder, "gitlab");
  expect(read(folder, ".gitlab/privatelink.yml")).not.toContain("tags:");
});

test("--check fails once the settings change, and the branch and the shards must not contradict them", async () => {
  const folder = repository("runner: ours\n");
  await init(folder, "github");
  write(folder, ".privatelink/init.yaml", "runner: theirs\n");
  expect(await init(folder, "github", "--check")).toMatchObject({ code: 1, out: expect.stringContaining("differs") });
  write(folder, ".privatelink/init.yaml", "branch: trunk\nshards: 9\n");
  for (const [option, value] of [
    ["--branch", "main"],
    ["--shards", "8"],
  ] as const)
    expect(await init(folder, "github", option, value)).toMatchObject({
      code: 1,
      error: expect.stringContaining(`${option}: expected`),
    });
  expect((await init(folder, "github", "--branch", "trunk", "--force")).code).toBe(0);
});

test.each([
  ["timeoutMinuts: 5\n", 'the key "timeoutMinuts"'],
  ["timeoutMinutes: 60\n", "fewer minutes than the session of the role has (sessionSeconds: 3600)"],
  ["sessionSeconds: 50000\n", "sessionSeconds"],
  ['runner: "a b"\n', "a label of letters"],
  ['driftSchedule: "daily"\n', "a schedule of cron with five fields"],
  ["branch: release/*\n", "a branch of letters"],
  ["destroyed: [prod]\n", "expected environments that are no longer declared; found prod."],
  ["destroyed: ['a\",b']\n", "the name of an environment"],
  ["a: [\n", "expected"],
])("fails on the settings %j, says where, and writes nothing", async (settings, message) => {
  const folder = repository(settings);
  const { code, error } = await init(folder, "github");
  expect([code, error]).toEqual([1, expect.stringContaining(message)]);
  expect(error).toContain(".privatelink/init.yaml");
  expect(() => read(folder, PULL_REQUEST)).toThrow();
});

describe("files that somebody updated", () => {
  const NEWER = `actions/checkout@${"b".repeat(40)} # v99.0.0`;
  const updated = (folder: string) => {
    const text = read(folder, PULL_REQUEST).replace(/actions\/checkout@\S+ # v\S+/g, NEWER);
    writeFileSync(join(folder, PULL_REQUEST), `# Ours.\n\n${text}`);
  };

  test("with newer actions and with comments fit", async () => {
    const folder = repository();
    await init(folder, "github");
    updated(folder);
    expect((await init(folder, "github", "--check")).code).toBe(0);
    expect((await init(folder, "github")).out).toContain(`${PULL_REQUEST}  unchanged`);
    expect(read(folder, PULL_REQUEST)).toContain("# Ours.");
  });

  test("keep newer actions where the rest is replaced", async () => {
    const folder = repository();
    await init(folder, "github");
    updated(folder);
    write(folder, ".privatelink/init.yaml", "runner: ours\n");
    expect((await init(folder, "github", "--force")).code).toBe(0);
    expect(read(folder, PULL_REQUEST)).toContain(NEWER);
    expect(read(folder, PULL_REQUEST)).toContain('runs-on: "ours"');
    expect((await init(folder, "github", "--check")).code).toBe(0);
  });

  test.each([
    ["an older action", /actions\/checkout@\S+ # v\S+/g, `actions/checkout@${"b".repeat(40)} # v1.0.0`],
    ["an action by its tag", /actions\/checkout@\S+ # v\S+/g, "actions/checkout@v99"],
    ["another action", /actions\/checkout@/g, "evil/checkout@"],
    ["a step that is not a gate any more", /--check\b/g, "--check || true"],
  ])("with %s do not fit", async (_, from, to) => {
    const folder = repository();
    await init(folder, "github");
    writeFileSync(join(folder, PULL_REQUEST), read(folder, PULL_REQUEST).replace(from, to));
    expect((await init(folder, "github", "--check")).code).toBe(1);
  });
});
