import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, type Printed } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../../support/environments";

let folder: string;
const NOW = ["--now", "2026-11-29"];

function run(...args: string[]): Promise<Printed> {
  return cli(["consumer", ...args, "--environments", folder]);
}

function text(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

beforeEach(() => {
  folder = folderOf({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": CONSUMER,
    "dev/consumers/globex.yaml": `# A customer.\n${EXTERNAL}`,
  });
});

test("revoke writes the state, the day and the reason, and nothing else", async () => {
  const { out, code } = await run("revoke", "globex", "--reason", "contract ended: #1", ...NOW);
  expect(code).toBe(0);
  expect(text("dev/consumers/globex.yaml")).toBe(
    edit(
      `# A customer.\n${EXTERNAL}`,
      "connections:",
      'state: revoked\nsince: 2026-11-29\nreason: "contract ended: #1"\nconnections:',
    ),
  );
  expect(out).toContain(
    `${folder}/dev/consumers/globex.yaml:1  globex: state: allowed -> revoked, since: 2026-11-29, reason: contract ended: #1\n`,
  );
  expect(text("dev/consumers/web.yaml")).toBe(CONSUMER);
  expect(readdirSync(join(folder, "dev/consumers"))).toEqual(["globex.yaml", "web.yaml"]);
});

test("the life of a customer: each state takes the place of the one before", async () => {
  await run("drain", "globex", "--reason", "moves to v2", "--now", "2026-01-01");
  expect(text("dev/consumers/globex.yaml")).toContain("state: draining\nsince: 2026-01-01\nreason: moves to v2\n");
  await run("allow", "globex", "--until", "2027-06-30", "--now", "2026-02-01");
  expect(text("dev/consumers/globex.yaml")).toContain(
    "state: allowed\nsince: 2026-02-01\nuntil: 2027-06-30\nconnections:",
  );
  await run("allow", "globex", "--until", "none", "--now", "2026-03-01");
  expect(text("dev/consumers/globex.yaml")).toContain("state: allowed\nsince: 2026-02-01\nconnections:");
  await run("revoke", "globex", "--reason", "ended", "--now", "2026-04-01");
  expect(text("dev/consumers/globex.yaml")).toContain("state: revoked\nsince: 2026-04-01\nreason: ended\nconnections:");
});

test("the same state again writes nothing", async () => {
  expect((await run("allow", "globex", ...NOW)).out).toBe("globex is `allowed` already. Nothing was written.\n");
  expect(text("dev/consumers/globex.yaml")).toBe(`# A customer.\n${EXTERNAL}`);
});

test("fails where the rule of the states refuses it, at the line of the state", async () => {
  await run("revoke", "globex", "--reason", "ended", ...NOW);
  const before = text("dev/consumers/globex.yaml");
  const { error, code } = await run("drain", "globex", ...NOW);
  expect(code).toBe(1);
  expect(error).toContain("globex.yaml:4:8  state\n");
  expect(error).toContain("found:    `revoked`");
  expect(text("dev/consumers/globex.yaml")).toBe(before);
});

test("fails to revoke without a reason", async () => {
  const { error, code } = await run("revoke", "globex", ...NOW);
  expect([code, error]).toEqual([1, expect.stringContaining("fix:      give it with --reason TEXT")]);
});

test("fails to allow an access that has ended", async () => {
  await run("allow", "globex", "--until", "2026-01-31", "--now", "2026-01-01");
  const { error, code } = await run("drain", "globex", "--now", "2026-02-01");
  expect([code, error]).toEqual([1, expect.stringContaining("or remove it with --until none")]);
});

test("fails on a reason of two lines, and on a day that is none", async () => {
  expect(await run("revoke", "globex", "--reason", "a\nb")).toMatchObject({
    code: 2,
    error: expect.stringContaining("one line of text"),
  });
  expect(await run("allow", "globex", "--until", "soon")).toMatchObject({
    code: 2,
    error: expect.stringContaining("a day such as"),
  });
});

test("fails on a customer that there is not, and names a similar one", async () => {
  const { error, code } = await run("revoke", "globx", "--reason", "x");
  expect([code, error]).toEqual([2, expect.stringContaining("globx: did you mean globex?\nThere are: globex, web.")]);
});

test("fails where the environment would be wrong, with the names of the files that there are", async () => {
  writeFileSync(join(folder, "dev/consumers/bad.yaml"), "account: 1\n");
  const before = text("dev/consumers/globex.yaml");
  const { error, code } = await run("revoke", "globex", "--reason", "x", ...NOW);
  expect(code).toBe(1);
  expect(error).toContain(`${folder}/dev/consumers/bad.yaml:1:10  account`);
  expect(error).toContain("nothing was written");
  expect(text("dev/consumers/globex.yaml")).toBe(before);
});

test("a customer of several environments needs --env", async () => {
  const other = ENVIRONMENT.replaceAll("10.10.0.0", "10.90.0.0").replaceAll("orders", "other");
  const files = { "a/environment.yaml": ENVIRONMENT, "b/environment.yaml": other };
  folder = folderOf({
    ...files,
    "a/consumers/globex.yaml": EXTERNAL,
    "b/consumers/globex.yaml": EXTERNAL.replaceAll("orders", "other"),
  });
  expect((await run("drain", "globex")).error).toContain("several environments: a, b. Choose one with --env.");
  expect((await run("drain", "globex", "--env", "b", ...NOW)).code).toBe(0);
  expect(text("a/consumers/globex.yaml")).toBe(EXTERNAL);
  expect(text("b/consumers/globex.yaml")).toContain("state: draining");
});

test("a file keeps its mode, and a link stays a link", async () => {
  const real = join(folder, "real.txt");
  writeFileSync(real, EXTERNAL);
  chmodSync(real, 0o640);
  symlinkSync(real, join(folder, "dev/consumers/linked.yaml"));
  writeFileSync(
    real,
    EXTERNAL.replace("888888888888", "999999999999").replace("vpce-0123456789abcdef0", "vpce-0123456789abcdef1"),
  );
  expect((await run("drain", "linked", ...NOW)).code).toBe(0);
  expect(readFileSync(real, "utf8")).toContain("state: draining");
  expect(statSync(real).mode & 0o777).toBe(0o640);
  expect(existsSync(join(folder, "dev/consumers/linked.yaml"))).toBe(true);
});

test("the id of an endpoint is noted where the connection is", async () => {
  writeFileSync(join(folder, "dev/consumers/globex.yaml"), EXTERNAL.replace(/ *endpointId.*\n/, ""));
  const { out } = await run("allow", "globex", "--endpoint-id", "vpce-0123456789abcdef0");
  expect(text("dev/consumers/globex.yaml")).toBe(EXTERNAL);
  expect(out).toContain("connections.orders.endpointId: vpce-0123456789abcdef0");
  expect(out).toContain("deploy dev-acceptance-orders ");
  expect(out).not.toContain("dev-service-orders");
  expect((await run("allow", "globex", "--endpoint-id", "vpce-1")).code).toBe(2);
  expect(
    (await run("allow", "globex", "--endpoint-id", "vpce-0123456789abcdef0", "--connection", "order")).error,
  ).toContain("order: did you mean orders?");
  expect((await run("allow", "globex", "--connection", "orders")).error).toContain("give --endpoint-id with it");
});

test("revoke --ended revokes those whose last day has passed, each with its reason", async () => {
  const until = (day: string) => EXTERNAL.replace("connections:", `until: ${day}\nconnections:`);
  writeFileSync(join(folder, "dev/consumers/globex.yaml"), until("2026-11-28"));
  const other = until("2026-11-29").replace("888888888888", "999999999999").replace("abcdef0", "abcdef1");
  writeFileSync(join(folder, "dev/consumers/initech.yaml"), other);
  const { out, code } = await run("revoke", "--ended", ...NOW);
  expect(code).toBe(0);
  expect(out).toContain("globex: state: allowed -> revoked, since: 2026-11-29, reason: access ended on 2026-11-28\n");
  expect(text("dev/consumers/globex.yaml")).toContain("until: 2026-11-28\n");
  expect(text("dev/consumers/initech.yaml")).toBe(other);
  expect((await run("revoke", "--ended", ...NOW)).out).toBe(
    "No access has ended by 2026-11-29. Nothing was written.\n",
  );
  expect((await run("revoke", "globex", "--ended")).error).toContain("found both");
  expect((await run("revoke")).error).toContain("or --ended for all");
});

test("fails at the list of endpoints where it cannot be edited", async () => {
  const before = EXTERNAL.replace(/endpointId: .*/, "endpointIds: []");
  writeFileSync(join(folder, "dev/consumers/globex.yaml"), before);
  const { error, code } = await run("allow", "globex", "--endpoint-id", "vpce-0123456789abcdef1");
  expect([code, error]).toEqual([1, expect.stringContaining("globex.yaml:6:18  connections.orders.endpointIds\n")]);
  expect(error).toContain('fix:      add "vpce-0123456789abcdef1" to the list');
  expect(text("dev/consumers/globex.yaml")).toBe(before);
});
