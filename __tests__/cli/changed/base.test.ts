import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Repository } from "../../../pipeline/changed/repository";
import { changedSchema } from "../../../pipeline/changed-file";
import { cli } from "../../support/cli";
import { consumer, estate, FILES } from "./estate";

const REVOKED = "state: revoked\nsince: 2026-01-01\nreason: moved\n";
const NONE_LEFT = /privatelink-(changed|gone)-/;

test("nothing changed: no stack, an empty matrix, and nothing is left in git", async () => {
  const { changed, file, git, root } = estate();
  expect(await changed("--base", "HEAD", "--format", "matrix")).toMatchObject({ code: 0, out: '{"include":[]}\n' });
  expect(file()).toMatchObject({
    base: { from: "commit", ref: "HEAD", commit: git("rev-parse", "HEAD").trim() },
    head: { commit: git("rev-parse", "HEAD").trim(), dirty: false },
    ...{ unchanged: 6, waves: [], destroy: [], stacks: [] },
  });
  expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
});

test("nothing changed: a note for users who have deployed nothing yet", async () => {
  const { changed } = estate();
  const hint = "If the stacks were never deployed, compare with what is deployed, which is nothing: ";
  const { out, error } = await changed("--base", "HEAD", "--env", "dev");
  expect(out).toContain("nothing changed");
  expect(error).toContain(`${hint}node dist/cli/main.js changed --deployed deployed.json --first --env dev\n`);
  expect((await changed("--base", "HEAD", "--format", "json")).error).not.toContain("never deployed");
});

test("only a README changed, or only a comment: the lines move, and no stack is another", async () => {
  const { write, commit, since } = estate();
  write("README.md", "# Hello\n");
  write("environments/dev/environment.yaml", `# A comment\n\n${FILES["environments/dev/environment.yaml"]}`);
  write("environments/dev/consumers/web.yaml", `# Another\n${consumer(20)}`);
  commit();
  expect(await since()).toEqual([]);
});

test("a new consumer, not yet committed: its stack and the acceptance, in this order", async () => {
  const { write, since, file, git } = estate();
  write("environments/dev/consumers/api.yaml", consumer(30));
  expect(await since()).toEqual(["new dev-consumer-api", "changed dev-acceptance-orders"]);
  expect(changedSchema.parse(file())).toMatchObject({
    head: { dirty: true },
    unchanged: 5,
    waves: [["dev-consumer-api"], ["dev-acceptance-orders"]],
    stacks: [
      { environment: "dev", kind: "consumer", account: "222222222222", region: "us-east-1", wave: 0, before: null },
      { dependencies: ["dev-consumer-api", "dev-consumer-web", "dev-service-orders"], wave: 1 },
    ],
  });
  expect(git("status", "--porcelain").trim()).toBe("?? environments/dev/consumers/api.yaml");
});

test("a service with other bytes affects the consumers that read its state, and no other environment", async () => {
  const { write, since } = estate();
  write("environments/prod/environment.yaml", `${FILES["environments/prod/environment.yaml"]}    tags: { Team: a }\n`);
  expect(await since()).toEqual([
    "changed prod-service-orders",
    "affected prod-consumer-web",
    "changed prod-acceptance-orders",
  ]);
});

describe("a consumer that is revoked", () => {
  const revoked = () => {
    const found = estate();
    found.write("environments/prod/consumers/web.yaml", `${consumer(21)}${REVOKED}`);
    return found;
  };

  test("is gone: its folder has the bytes that it was deployed from, and is destroyed last", async () => {
    const { since, file, out, changed } = revoked();
    await changed("--base", "base", "--env", "dev");
    expect(await since()).toEqual(expect.arrayContaining(["gone prod-consumer-web"]));
    const gone = file().stacks.at(-1);
    expect([file().destroy, gone]).toMatchObject([
      [["prod-consumer-web"]],
      { name: "prod-consumer-web", folder: "removed/prod-consumer-web", account: "222222222222", after: null },
    ]);
    const { out: text } = await changed("--base", "base");
    expect(text).toContain("  gone      prod-consumer-web (destroyed)");
    expect(readFileSync(join(out, "removed/prod-consumer-web/cdk.tf.json"), "utf8")).toContain(
      "../../../terraform-state/prod-consumer-web.tfstate",
    );
  });

  test("comes back as it was when it is declared again", async () => {
    const { since, write, out } = revoked();
    await since();
    write("environments/prod/consumers/web.yaml", consumer(21));
    expect(await since()).toEqual([]);
    expect([existsSync(join(out, "removed")), existsSync(join(out, "stacks/prod-consumer-web/.gone"))]).toEqual([
      false,
      false,
    ]);
  });

  test("with its state in S3, the next synthesis keeps the folder and says that it may be deployed", async () => {
    const s3 = (text: string) => text.replace("type: local", "{ type: s3, bucket: example-states, region: us-east-1 }");
    const file = "environments/prod/environment.yaml";
    const { since, write, out, places } = estate({ ...FILES, [file]: s3(FILES[file] ?? "").replace("\n  {", " {") });
    write("environments/prod/consumers/web.yaml", `${consumer(21)}${REVOKED}`);
    await since();
    const { out: printed } = await cli(["start", ...places], process.env);
    expect(printed).toContain("no longer declared, but may still be deployed");
    expect(printed).toContain("removed/prod-consumer-web destroy");
    expect(existsSync(join(out, "removed/prod-consumer-web/cdk.tf.json"))).toBe(true);
    // Against the commit that revoked it, nobody is gone: the folder of the earlier comparison goes.
    write("environments/prod/consumers/web.yaml", consumer(21));
    await since("--base", "HEAD");
    expect(existsSync(join(out, "removed"))).toBe(false);
  });
});

test("an environment that is new has new stacks; one that is gone needs its customers revoked first", async () => {
  const { write, remove, since } = estate();
  for (const path of ["environment.yaml", "consumers/web.yaml"])
    write(`environments/staging/${path}`, FILES[`environments/prod/${path}`]?.replaceAll("10.11", "10.12") ?? "");
  expect(await since("--base", "base", "--env", "staging")).toEqual([
    "new staging-service-orders",
    "new staging-consumer-web",
    "new staging-acceptance-orders",
  ]);
  remove("environments/prod");
  await expect(since()).rejects.toThrow("until none of its customers is allowed or draining");
});

test("an environment without customers that was renamed: its stacks are gone, in reverse, and new", async () => {
  const { remove, write, since, file, commit, git } = estate();
  write("environments/prod/consumers/web.yaml", `${consumer(21)}${REVOKED}`);
  commit();
  const base = git("rev-parse", "HEAD").trim();
  for (const path of ["environment.yaml", "consumers/web.yaml"])
    write(`environments/live/${path}`, FILES[`environments/prod/${path}`] ?? "");
  remove("environments/prod");
  expect(await since("--base", base)).toEqual([
    "new live-service-orders",
    "new live-consumer-web",
    "new live-acceptance-orders",
    "gone prod-acceptance-orders",
    "gone prod-service-orders",
  ]);
  expect(file().destroy).toEqual([["prod-acceptance-orders"], ["prod-service-orders"]]);
});

test("the environments' folder was not there: everything is new, and no worktree is made", async () => {
  const { write, commit, since, git } = estate({ "README.md": "# Hello\n" });
  const before = git("rev-parse", "HEAD").trim();
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  commit();
  expect((await since("--base", before)).every((line) => line.startsWith("new "))).toBe(true);
});

test("of selected environments, only these are compared, on both sides", async () => {
  const { write, since } = estate();
  write("environments/dev/consumers/api.yaml", consumer(30));
  write("environments/prod/consumers/web.yaml", `${consumer(21)}${REVOKED}`);
  expect(await since("--base", "base", "--env", "dev")).toEqual([
    "new dev-consumer-api",
    "changed dev-acceptance-orders",
  ]);
});

describe("refuses", () => {
  test("a commit that there is not, with 2, and changes nothing", async () => {
    const { changed, out } = estate();
    const { code, error } = await changed("--base", "nowhere");
    expect([code, existsSync(out)]).toEqual([2, false]);
    expect(error).toContain('--base: expected a commit, a branch or a tag of this repository; found "nowhere"');
    expect((await changed("--base", "--upload-pack=x")).code).toBe(2);
  });

  test("a commit that a shallow clone does not have", async () => {
    const { commit, git, root, beside } = estate();
    commit();
    git("clone", "--quiet", "--depth", "1", `file://${root}`, `${root}-shallow`);
    expect(beside()).toContain("repository-shallow");
    const places = ["--environments", `${root}-shallow/environments`, "--out", `${root}-shallow/cdktf.out`];
    expect(await cli(["changed", ...places, "--base", "HEAD~1"], process.env)).toMatchObject({
      code: 2,
      error: expect.stringContaining("a shallow clone does not have it"),
    });
  });

  test("environments that were broken at the commit, and says where", async () => {
    const broken = { ...FILES, "environments/dev/consumers/web.yaml": consumer(20).replace("orders\n", "ordrs\n") };
    const { write, changed, git, out } = estate(broken);
    write("environments/dev/consumers/web.yaml", consumer(20));
    const { code, error } = await changed("--base", "base");
    const commit = git("rev-parse", "HEAD").slice(0, 12);
    expect([code, existsSync(join(out, "changed.json"))]).toEqual([1, false]);
    expect(error).toContain(`${commit}: expected environments in which nothing is wrong; found:`);
    expect(error).toContain(`${commit}:environments/dev/consumers/web.yaml:`);
    expect(error).toContain("--deployed FILE");
    expect(error).not.toMatch(NONE_LEFT);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  test("a folder in no repository", async () => {
    const { root, remove, changed } = estate();
    remove(".git");
    expect(await changed("--base", "base")).toMatchObject({
      code: 1,
      error: expect.stringContaining(`expected ${root}/environments to be in a git repository`),
    });
  });

  test.each([
    [[], "expected --base COMMIT or --deployed FILE"],
    [["--base", "a", "--deployed", "b"], "cannot be used with option '--base"],
    [["--base", "a", "--first"], "cannot be used with option '--base"],
    [["--base", "a", "--shards", "0"], "Expected a number from 1 to 256"],
    [["--base", "a", "--format", "yaml"], "Allowed choices are text, json, matrix"],
  ])("the command line %j", async (args, expected) => {
    const { error, code } = await cli(["changed", ...args], process.env);
    expect([code, error]).toEqual([2, expect.stringContaining(expected)]);
  });
});

test("prints the file as JSON, or writes what it prints to a file", async () => {
  const { changed, out, root, write } = estate();
  write("environments/dev/consumers/api.yaml", consumer(30));
  const { out: json } = await changed("--base", "base", "--format", "json");
  expect(json).toBe(readFileSync(join(out, "changed.json"), "utf8"));
  const file = join(root, "deep/matrix.json");
  expect(await changed("--base", "base", "--format", "matrix", "--output", file)).toMatchObject({ out: "", code: 0 });
  expect(JSON.parse(readFileSync(file, "utf8")).include).toMatchObject([{ shard: 1, of: 4, count: 2 }]);
});

test("writes over no file of the output folder, and says where something is in the way", async () => {
  const { changed, out } = estate();
  for (const name of ["changed.json", "order.json", "manifest.json"])
    expect(await changed("--base", "base", "--output", join(out, name))).toMatchObject({
      code: 2,
      error: expect.stringContaining("found one of them. Name another."),
    });
  mkdirSync(join(out, "changed.json"), { recursive: true });
  writeFileSync(join(out, "manifest.json"), JSON.stringify({ stacks: {} }));
  expect(await changed("--base", "base")).toMatchObject({
    code: 2,
    error: expect.stringContaining("expected a folder that can be made and written to"),
  });
});

test("within a hook of git, means the repository of the environments", async () => {
  const { places, git, out } = estate();
  const env = { ...process.env, GIT_DIR: "elsewhere", GIT_INDEX_FILE: join(out, "index"), GIT_WORK_TREE: "/" };
  expect(Repository.of(places[1] ?? "", env, { option: "--base", instead: "" }).prefix).toBe("environments");
  const { code } = await cli(["changed", ...places, "--deployed", join(out, "none.json"), "--first"], env);
  expect([code, existsSync(join(out, "index"))]).toEqual([0, false]);
  expect(git("status", "--porcelain")).toBe("");
});

test("a branch that lacks commits of the base: a note says how to compare with its beginning", async () => {
  const { write, commit, git, changed } = estate();
  git("checkout", "--quiet", "-b", "feature");
  git("checkout", "--quiet", "main");
  write("environments/dev/consumers/api.yaml", consumer(30));
  commit();
  git("checkout", "--quiet", "feature");
  const { error } = await changed("--base", "main");
  // The ledger of main has a customer that this branch lacks: this is what the note explains.
  expect(error).toContain("note: main has commits that are missing here");
  expect(error).toContain('--base "$(git merge-base main HEAD)"');
});

test("hooks of the repository do not run, and links among the environments lead where they led", async () => {
  const { root, write, commit, git, since } = estate();
  write("environments/shared.yaml", consumer(40));
  symlinkSync("../../shared.yaml", join(root, "environments/dev/consumers/linked.yaml"));
  const base = commit();
  write(".git/hooks/post-checkout", "#!/bin/sh\ntouch ran\n");
  git("update-index", "--refresh");
  chmodSync(join(root, ".git/hooks/post-checkout"), 0o755);
  expect(await since("--base", base)).toEqual([]);
  write("environments/shared.yaml", consumer(41));
  expect(await since("--base", base)).toEqual(["changed dev-consumer-linked", "affected dev-acceptance-orders"]);
  expect(existsSync(join(root, "ran"))).toBe(false);
});
