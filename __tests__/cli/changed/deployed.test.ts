import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYED_FORMAT } from "../../../pipeline/deployed-file";
import type { OrderFile } from "../../../pipeline/order-file";
import { cli } from "../../support/cli";
import { consumer, estate } from "./estate";

const REVOKED = `${consumer(21)}state: revoked\nsince: 2026-01-01\nreason: moved\n`;
const UNKNOWN = "0123456789abcdef0123456789abcdef01234567";

/** An estate, all of which was applied from its first commit. */
async function deployed() {
  const found = estate();
  const file = join(found.root, "..", "deployed.json");
  await cli(["synth", ...found.places], process.env);
  const { stacks }: OrderFile = JSON.parse(readFileSync(join(found.out, "order.json"), "utf8"));
  const commit = found.git("rev-parse", "HEAD").trim();
  const record = (changes: Record<string, { digest?: string; commit?: string | null } | undefined> = {}) => {
    const all = Object.fromEntries(stacks.map(({ name, digest }) => [name, { digest, commit }]));
    for (const [name, change] of Object.entries(changes))
      if (change === undefined) delete all[name];
      else all[name] = { ...all[name], ...change } as { digest: string; commit: string };
    writeFileSync(file, JSON.stringify({ ...DEPLOYED_FORMAT, stacks: all }));
  };
  record();
  return { ...found, file, record, since: (...args: string[]) => found.since("--deployed", file, ...args) };
}

test("tells what differs from what was applied, whatever the commits say", async () => {
  const { since, record, write, commit } = await deployed();
  expect(await since()).toEqual([]);
  write("environments/dev/consumers/api.yaml", consumer(30));
  commit();
  expect(await since()).toEqual(["new dev-consumer-api", "changed dev-acceptance-orders"]);
  record({ "prod-acceptance-orders": { digest: "0".repeat(64) }, "prod-consumer-web": undefined });
  expect(await since("--env", "prod")).toEqual(["new prod-consumer-web", "changed prod-acceptance-orders"]);
});

test("a stack that is no longer declared is built again at the commit that it was applied from", async () => {
  const { since, write, commit, file, out, ...found } = await deployed();
  const before = readFileSync(join(out, "stacks/prod-consumer-web/cdk.tf.json"), "utf8");
  write("environments/prod/consumers/web.yaml", REVOKED);
  commit();
  commit();
  expect(await since()).toEqual(expect.arrayContaining(["gone prod-consumer-web"]));
  expect(readFileSync(join(out, "removed/prod-consumer-web/cdk.tf.json"), "utf8")).toBe(before);
  expect(await since("--env", "dev")).toEqual([]);
  const first = found.git("rev-parse", "base").slice(0, 12);
  expect((await found.changed("--deployed", file)).error).toBe(
    `note: the repository does not hold the program: the stacks at ${first} are built by this one\n`,
  );
});

test("a note tells where that gives other bytes than were applied", async () => {
  const { record, write, changed, file } = await deployed();
  record({ "prod-consumer-web": { digest: "0".repeat(64) } });
  write("environments/prod/consumers/web.yaml", REVOKED);
  expect(await changed("--deployed", file)).toMatchObject({
    code: 0,
    error: expect.stringContaining("note: prod-consumer-web: what "),
  });
});

test.each([
  ["the commit is not known", null, "found no commit for 1 stack: prod-consumer-web"],
  ["the commit is not there", UNKNOWN, "0123456789ab, which is not in this repository, for 1 stack"],
])("fails where a stack is no longer declared and %s", async (_, commit, expected) => {
  const { record, write, changed, file, out } = await deployed();
  record({ "prod-consumer-web": { commit } });
  write("environments/prod/consumers/web.yaml", REVOKED);
  const { code, error } = await changed("--deployed", file);
  expect([code, error]).toEqual([1, expect.stringContaining(expected)]);
  expect(error).toContain("git fetch --unshallow");
  expect(existsSync(join(out, "changed.json"))).toBe(false);
});

test("fails where the commit does not declare the stack", async () => {
  const { record, changed, file } = await deployed();
  record({ "dev-consumer-other": { digest: "0".repeat(64), commit: null } });
  expect((await changed("--deployed", file)).error).toContain("found no commit for 1 stack: dev-consumer-other");
  const { git, ...rest } = await deployed();
  const commit = git("rev-parse", "HEAD").trim();
  rest.record({ "dev-consumer-other": { digest: "0".repeat(64), commit } });
  expect((await rest.changed("--deployed", rest.file)).error).toContain(
    `found ${commit.slice(0, 12)}, which does not declare it, for 1 stack: dev-consumer-other`,
  );
});

test("a file that is missing is an error, unless nothing is deployed yet", async () => {
  const { changed, root, file } = estate() as ReturnType<typeof estate> & { file: () => { stacks: object[] } };
  const missing = join(root, "none.json");
  const { code, error } = await changed("--deployed", missing);
  expect([code, error]).toEqual([
    1,
    expect.stringContaining("found no file. If nothing is deployed yet, give --first."),
  ]);
  expect((await changed("--deployed", missing, "--first")).code).toBe(0);
  expect(file().stacks).toHaveLength(6);
  writeFileSync(missing, JSON.stringify({ ...DEPLOYED_FORMAT, stacks: {} }));
  expect((await changed("--deployed", missing, "--first")).error).toContain("Leave --first out");
  writeFileSync(missing, JSON.stringify({ ...DEPLOYED_FORMAT, stacks: { a: {} } }));
  expect((await changed("--deployed", missing)).error).toContain("found something else at stacks.a");
});
