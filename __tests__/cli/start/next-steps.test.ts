import { cpSync } from "node:fs";
import { join } from "node:path";
import { invocationOf } from "../../../cli/invocation";
import { nextSteps } from "../../../cli/start/next-steps";
import type { Environment } from "../../../config/environment";
import { loadEnvironments } from "../../../config/load";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { cli } from "../../support/cli";
import { ENVIRONMENT, folderOf, temporaryFolder } from "../../support/environments";
import { scratchRepository } from "../../support/repository";
import { runInShell } from "../../support/run-node";

const SHIPPED = join(PACKAGE_ROOT, "environments");

/** The commands that a run of `start` prints, by what they are for. */
async function steps(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Map<string, string[]>> {
  const { out, code } = await cli(["start", ...args], env);
  expect(code).toBe(0);
  const lines = out.slice(out.indexOf("\nNext ")).split("\n");
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const [, what = "", command = ""] = /^ {2}(.{27}) {2}(.*)$/.exec(line) ?? [];
    if (command !== "") found.set(what.trim(), [...(found.get(what.trim()) ?? []), command]);
  }
  return found;
}

const DEPLOY = "deploy, in order";
const DIFF = "see what a deploy would do";
const DELIVER = "or by pull requests";
const PLAN = "judge a Terraform plan";
const AGAIN = "judge these stacks again";

/** A folder with a space in its name, and an environment in it. */
function spaced(): { environments: string; out: string } {
  const folder = join(temporaryFolder(), "my app");
  cpSync(join(SHIPPED, "dev"), join(folder, "environments/dev"), { recursive: true });
  return { environments: join(folder, "environments"), out: join(folder, "out") };
}

test("every command carries the folders and the policy data, in quotes where they need them", async () => {
  const { environments, out } = spaced();
  const data = join(folderOf({ "policy.yaml": "config: {strict: false}\n" }), "policy.yaml");
  const found = await steps(["--environments", environments, "--out", out, "--data", data, "--env", "dev"]);
  const cdktf = `PRIVATELINK_ENVIRONMENTS_DIR='${environments}' PRIVATELINK_ENVIRONMENTS=dev npm run cdktf --`;
  const policy = "node dist/cli/main.js policy";
  expect(Object.fromEntries(found)).toEqual({
    [DIFF]: [`${cdktf} diff dev-service-orders --output '${out}'`],
    [DEPLOY]: [`${cdktf} deploy 'dev-*' --output '${out}'`],
    [DELIVER]: ["docs/delivery/README.md"],
    [PLAN]: [
      ["init", "plan -out=plan.tfplan", "show -json plan.tfplan"]
        .map((words) => `terraform '-chdir=${out}/stacks/dev-service-orders' ${words}`)
        .join(" && ") +
        ` > plan.json && ` +
        `${policy} plan.json --stack '${out}' --environments '${environments}' --data ${data}`,
    ],
    [AGAIN]: [`${policy} '${out}' --environments '${environments}' --data ${data}`],
  });
});

test("a pull request is compared with the branch that there is", async () => {
  const { root, git } = scratchRepository({ "environments/dev/environment.yaml": ENVIRONMENT });
  const [environments, out] = [join(root, "environments"), join(root, "cdktf.out")];
  const expected = (base: string) => [
    `node dist/cli/main.js changed --base ${base} --env dev --environments ${environments} --out ${out} && ` +
      `node dist/cli/main.js plan --changed --environments ${environments} --stacks ${out}  # docs/delivery/README.md`,
  ];
  const found = () => steps(["--environments", environments, "--out", out, "--env", "dev"]);
  expect((await found()).get(DELIVER)).toEqual(expected("main"));
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  expect((await found()).get(DELIVER)).toEqual(expected("origin/main"));
});

test("each environment has a deploy of its own, and cdktf is told which it is", async () => {
  const found = await steps(["--environments", SHIPPED, "--out", join(temporaryFolder(), "out")]);
  expect(found.get(DEPLOY)).toHaveLength(3);
  for (const name of ["dev", "prod", "staging"])
    expect(found.get(DEPLOY)?.join("\n")).toMatch(
      new RegExp(`PRIVATELINK_ENVIRONMENTS=${name} npm run cdktf -- deploy '${name}-\\*'`),
    );
});

test("of more environments than three, the rest is counted", () => {
  const [dev] = loadEnvironments(SHIPPED, ["dev"]) as [Environment];
  const names = ["a", "b", "c", "d", "e"];
  const environments = names.map((name) => ({ ...dev, name }));
  const stacks = names.map((name) => `${name}-service-orders`);
  const invocation = invocationOf({ env: {}, script: "x.js", cwd: PACKAGE_ROOT });
  const options = { environments: "environments", out: "cdktf.out" };
  const text = nextSteps({ environments, stacks, isWhole: true }, options, { env: {}, invocation });
  expect(text.match(/cdktf -- deploy '\w-\*'/g)).toEqual(["a", "b", "c"].map((name) => `cdktf -- deploy '${name}-*'`));
  expect(text).toContain("the same for 2 more environments: d, e");
});

test("a selection of consumers deploys only its stacks, whatever they depend on", async () => {
  const args = [
    "--environments",
    SHIPPED,
    "--out",
    join(temporaryFolder(), "out"),
    "--env",
    "prod",
    "--consumer",
    "audit",
  ];
  expect((await steps(args)).get(DEPLOY)?.[0]).toMatch(
    /npm run cdktf -- deploy prod-service-ledger prod-consumer-audit prod-acceptance-ledger --ignore-missing-stack-dependencies --parallelism 1 --output/,
  );
});

test("the variable of the shell is repeated, since it may not be there when the command is pasted", async () => {
  const args = ["--out", join(temporaryFolder(), "out"), "--env", "dev"];
  const found = await steps(args, { PRIVATELINK_ENVIRONMENTS_DIR: SHIPPED });
  expect(found.get(DIFF)?.[0]).toContain(`PRIVATELINK_ENVIRONMENTS_DIR=${SHIPPED} `);
  expect(found.get(AGAIN)?.[0]).toContain(`--environments ${SHIPPED}`);
});

test("a flag goes before the variable, and is repeated even where it is the default", async () => {
  const args = ["--environments", "environments", "--out", join(temporaryFolder(), "out"), "--env", "dev"];
  const found = await steps(args, { PRIVATELINK_ENVIRONMENTS_DIR: "/nowhere" });
  expect(found.get(AGAIN)?.[0]).toContain("--environments environments");
});

test("no command judges a selection again whose policy data waives something elsewhere", async () => {
  const waiver = "{rule: no-peering, address: aws_x.y, reason: a, owner: b, expires: 2999-12-31}";
  const data = join(folderOf({ "policy.yaml": `waivers: [${waiver}]\n` }), "policy.yaml");
  const args = ["--environments", SHIPPED, "--out", join(temporaryFolder(), "out"), "--env", "dev", "--data", data];
  const found = await steps(args);
  expect(found.has(AGAIN)).toBe(false);
  expect(found.has(DIFF)).toBe(true);
});

test("called by npm, commands are npm's; from elsewhere, they say where the project is", async () => {
  const npm = { npm_lifecycle_event: "start", npm_execpath: "/npm/npm-cli.js" };
  const args = ["--environments", SHIPPED, "--out", join(temporaryFolder(), "out"), "--env", "dev"];
  expect((await steps(args, npm)).get(AGAIN)?.[0]).toMatch(/^npm run policy -- \//);
  const found = await steps(args, { ...npm, INIT_CWD: "/tmp" });
  expect(found.get(AGAIN)?.[0]).toMatch(`npm --prefix ${PACKAGE_ROOT} run policy -- `);
  expect(found.get(DIFF)?.[0]).toMatch(
    new RegExp(`^\\(cd ${PACKAGE_ROOT} && PRIVATELINK_.* npm run cdktf -- diff .*\\)$`),
  );
  expect(found.get(PLAN)?.[0]).toMatch(
    /^terraform -chdir=\/\S+ init && .* show -json plan\.tfplan > plan\.json && .* \/tmp\/plan\.json/,
  );
});

test("the command that needs only Node runs as it is printed", async () => {
  const { environments, out } = spaced();
  const data = join(folderOf({ "it's/policy.yaml": "config: {strict: true}\n" }), "it's/policy.yaml");
  const found = await steps(["--environments", environments, "--out", out, "--data", data, "--env", "dev"]);
  const command = found.get(AGAIN)?.[0] ?? "";
  expect(command).toMatch(/^node dist\/cli\/main\.js policy /);
  const program = 'require("./cli/program.ts").runProgram(process.argv.slice(1));';
  const { stdout, stderr, code } = await runInShell(command.replace("node dist/cli/main.js", "run"), program);
  expect(stderr).toBe("");
  expect(stdout).toContain("3 documents: 3 clean");
  expect(code).toBe(0);
});
