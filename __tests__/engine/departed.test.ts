import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { EnvironmentError } from "../../config/problem";
import { departedConsumers } from "../../engine/departed";
import { synthesize } from "../../engine/synthesize";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf, temporaryFolder } from "../support/environments";

const REVOKED = "state: revoked\nsince: 2027-01-01\nreason: contract ended\n";
const named = edit(
  ENVIRONMENT,
  "    targets:\n",
  "    privateDns: { name: orders.example.com, verify: true }\n    targets:\n",
);
const WEB = `${CONSUMER}    privateDns: true\n`;

/** An environment whose stacks are synthesized, and deployed with local states. */
async function deployed() {
  const folder = folderOf({
    "dev/environment.yaml": named,
    "dev/consumers/web.yaml": WEB,
    "dev/consumers/app.yaml": edit(CONSUMER, "10.20", "10.30"),
  });
  const outdir = join(temporaryFolder(), "cdktf.out");
  const { stacks } = await synthesize({ environments: loadEnvironments(folder), outdir });
  const states = join(outdir, "../terraform-state");
  mkdirSync(states);
  const setState = (name: string, resources: readonly object[] = [{ mode: "managed" }]) =>
    writeFileSync(join(states, `${name}.tfstate`), JSON.stringify({ resources }));
  for (const name of stacks) setState(name);
  const web = join(folder, "dev/consumers/web.yaml");
  const problems = () => {
    try {
      loadEnvironments(folder, undefined, { checks: [departedConsumers(outdir, folder)] });
      return [];
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      return error.problems.map((problem) => ({ ...problem, file: problem.file.replace(`${folder}/`, "") }));
    }
  };
  const again = () => synthesize({ environments: loadEnvironments(folder), outdir, undeclared: "all" });
  return { folder, outdir, web, problems, again, setState };
}

test("fails once for a consumer whose file is gone and whose stacks are deployed, with the way out", async () => {
  const { web, problems } = await deployed();
  expect(problems()).toEqual([]);
  rmSync(web);
  expect(problems()).toEqual([
    {
      file: "dev/consumers/web.yaml",
      line: 1,
      column: 1,
      path: "",
      expected:
        "the file of a consumer whose stacks may be deployed, until the consumer is revoked: only that rejects the connections",
      found: "no file, and 2 stacks of it: dev-consumer-web, dev-dns-web",
      fix: "restore the file, and revoke the consumer (`privatelink consumer revoke web`, or `state: revoked` with `since` and `reason`); deploy the acceptance and the service; destroy the stacks of the consumer; then delete the file",
    },
  ]);
});

test("a copy of a stack under another name is no other consumer's", async () => {
  const { outdir, problems, setState } = await deployed();
  cpSync(join(outdir, "stacks/dev-consumer-web"), join(outdir, "stacks/dev-consumer-web-tried"), { recursive: true });
  setState("dev-consumer-web-tried");
  expect(problems()).toEqual([]);
});

test("a revoked consumer's file may go once a synthesis has set its stacks aside, which stay listed", async () => {
  const { web, problems, again } = await deployed();
  writeFileSync(web, `${WEB}${REVOKED}`);
  const { leftovers } = await again();
  expect(leftovers.map(({ name }) => name)).toEqual(["dev-dns-web", "dev-consumer-web"]);
  rmSync(web);
  expect(problems()).toEqual([]);
  expect((await again()).leftovers.map(({ name }) => name)).toEqual(["dev-dns-web", "dev-consumer-web"]);
});

test("a consumer may go whose states are empty: nothing is connected", async () => {
  const { web, problems, setState } = await deployed();
  rmSync(web);
  setState("dev-consumer-web", []);
  expect(problems().map(({ found }) => found)).toEqual(["no file, and 1 stack of it: dev-dns-web"]);
  setState("dev-dns-web", [{ mode: "data" }]);
  expect(problems()).toEqual([]);
});

test.each([
  ["a file of its own", "web.yaml", EXTERNAL],
  ["a row", "crm.csv", "name,account,services\nweb,888888888888,orders\n"],
])("a consumer may become external, in %s", async (_, file, text) => {
  const { folder, web, problems } = await deployed();
  rmSync(web);
  writeFileSync(join(folder, "dev/consumers", file), text);
  expect(problems()).toEqual([]);
});

test("an environment may go as a whole", async () => {
  const { folder, problems } = await deployed();
  rmSync(join(folder, "dev"), { recursive: true });
  mkdirSync(join(folder, "other"));
  writeFileSync(join(folder, "other/environment.yaml"), ENVIRONMENT);
  expect(problems()).toEqual([]);
});

test("says nothing where a table cannot be read, in which the consumer may be", async () => {
  const { folder, web, problems } = await deployed();
  rmSync(web);
  writeFileSync(join(folder, "dev/consumers/crm.csv"), "name;account\n");
  expect(problems().map(({ file }) => file)).toEqual(["dev/consumers/crm.csv"]);
});
