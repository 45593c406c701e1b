import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyCommand } from "../../cli/apply";
import { invocationOf } from "../../cli/invocation";
import { dayBefore, today } from "../../support/date";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";
import { planDocumentOf } from "../pipeline/apply/plan-documents";
import { cli, type Printed } from "../support/cli";
import {
  CHANGES,
  DEPLOYED,
  type FakeCommand,
  type FakeProject,
  type FakeStack,
  fakeError,
  fakePlan,
  fakeProject,
  noStateOf,
} from "../support/fake-terraform";
import { keptStreams } from "../support/ledger-folder";
import { runTypeScript } from "../support/run-node";

/** A stack with something to do. */
interface Changing extends FakeStack {
  readonly apply?: FakeCommand;
}

const SERVICE = "dev-service-a";
const CONSUMER = "dev-consumer-b";

/** A stack whose plan the policies let pass. */
function changing(name: string, more: Changing = {}): Changing {
  return { plan: CHANGES, show: fakePlan(planDocumentOf(name)), state: DEPLOYED, ...more };
}

/** A project whose stacks were planned. */
async function planned(stacks: Readonly<Record<string, Changing>>): Promise<FakeProject> {
  const project = fakeProject(stacks);
  const { code, error } = await cli(["plan", "--stacks", project.stacks, "--out", project.plans], project.env);
  if (code !== 0) throw new Error(error);
  return project;
}

/** Applies plans of a project. The repository of this program is at work: it does not count. */
async function apply(project: FakeProject, ...more: string[]): Promise<Printed> {
  const own = ["--stacks", project.stacks, "--out", join(project.folder, "plans-next"), "--uncommitted"];
  const plans = more.includes("--plans") ? [] : ["--plans", project.plans];
  const { out, error, code } = await cli(["apply", ...plans, ...own, ...more], project.env);
  return { out: out.replaceAll(project.folder, "DIR"), error: error.replaceAll(project.folder, "DIR"), code };
}

function digestOf(folder: string): string {
  return sha256(readFileSync(join(folder, "plans.json")));
}

/** Changes what the fake Terraform does with a stack. */
function now(project: FakeProject, stack: string, does: Changing): void {
  const file = join(project.folder, "scenario.json");
  const scenario = JSON.parse(readFileSync(file, "utf8"));
  scenario.stacks[stack] = { ...scenario.stacks[stack], ...does };
  writeFileSync(file, JSON.stringify(scenario));
}

test("applies what is reviewed, keeps what waits for approval, and applies that", async () => {
  const project = await planned({
    [SERVICE]: changing(SERVICE),
    [CONSUMER]: changing(CONSUMER, { dependencies: [SERVICE], plan: noStateOf(SERVICE) }),
  });
  now(project, CONSUMER, { plan: CHANGES });
  const deployed = join(project.folder, "deployed.json");
  const first = await apply(project, "--digest", digestOf(project.plans), "--deployed", deployed);
  const next = digestOf(join(project.folder, "plans-next"));
  expect(first).toEqual({
    code: 3,
    out: expect.stringContaining(`2 stacks: 1 applied, 1 waiting for approval.

applied:
  dev-service-a  1 created

waiting for approval:
  dev-consumer-b  its plan waits for approval, as \`delivery.deferred: approve\` of its environment says

Plans that wait for approval are in DIR/plans-next (SHA-256 of DIR/plans-next/plans.json: ${next}).
Review them, then apply them:
`),
    // A line of each stack where there is no terminal.
    error: expect.not.stringContaining("note:"),
  });
  expect(first.out).toContain(`apply --plans DIR/plans-next --digest ${next}`);
  const second = await apply(project, "--plans", join(project.folder, "plans-next"), "--digest", `sha256:${next}`);
  expect([second.code, second.out]).toEqual([0, "1 stack: 1 applied.\n\napplied:\n  dev-consumer-b  1 created\n"]);
  expect(Object.keys(JSON.parse(readFileSync(deployed, "utf8")).stacks)).toEqual([SERVICE]);
  expect(project.calls().filter((call) => call.startsWith("apply"))).toEqual([`apply ${SERVICE}`, `apply ${CONSUMER}`]);
});

test("the commands that are printed for what waits take the options of the run, and work as they are", async () => {
  const document = { resource: { aws_vpc: { x: { cidr_block: "10.0.0.0/20" } } } };
  const project = await planned({
    [SERVICE]: changing(SERVICE, { document }),
    [CONSUMER]: changing(CONSUMER, { dependencies: [SERVICE], plan: noStateOf(SERVICE), document }),
  });
  now(project, CONSUMER, { plan: CHANGES });
  const file = (name: string) => join(project.folder, name);
  // What the review draws is of the synthesis.
  writeFileSync(join(project.stacks, "manifest.json"), JSON.stringify({ stacks: {} }));
  writeFileSync(file("my policy.yaml"), "config:\n  allow_no_consumer_vpc: true\n");
  const given = ["--data", file("my policy.yaml"), "--deployed", file("deployed.json"), "--now", today()];
  const first = await apply(project, ...given, "--env", "dev", "--parallel", "2", "--terraform", "terraform");
  expect(first.code).toBe(3);
  const [policy = "", review = "", last = ""] = first.out
    .split("\n")
    .filter((line) => line.startsWith("  node "))
    .map((line) => line.replaceAll("DIR", project.folder).replaceAll("policy-report.json", file("report.json")));
  const run = (line: string) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    return cli(words.slice(2), project.env);
  };
  for (const word of ["--data", "--now", "--environments", "--stack "]) expect(policy).toContain(word);
  for (const word of [
    "--env dev",
    "--out",
    "--deployed",
    "--data",
    "--now",
    "--parallel 2",
    "--terraform",
    "--environments",
  ])
    expect(last).toContain(word);
  expect(await run(policy)).toMatchObject({ code: 0, error: "" });
  expect(await run(review)).toMatchObject({ out: expect.stringContaining(CONSUMER), error: "" });
  expect(await run(last)).toMatchObject({
    code: 0,
    out: "1 stack: 1 applied.\n\napplied:\n  dev-consumer-b  1 created\n",
  });
  expect(Object.keys(JSON.parse(readFileSync(file("deployed.json"), "utf8")).stacks)).toEqual([CONSUMER, SERVICE]);
});

test("stacks in removed/ that may still be deployed are named, and that no review binds the run", async () => {
  const project = await planned({ [SERVICE]: changing(SERVICE) });
  const left = join(project.stacks, "removed", CONSUMER);
  mkdirSync(join(left, ".terraform"), { recursive: true });
  writeFileSync(join(left, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { s3: {} } } }));
  const { code, error } = await apply(project);
  expect(code).toBe(0);
  const [warning = ""] = error.split("\n");
  expect(warning).toMatch(/^warning: without --digest, nobody compares these plans .*DIR\/plans\/plans.json/);
  expect(error).toContain(
    `DIR/cdktf.out/removed is no longer declared, may still be deployed, and no plan here destroys it`,
  );
  const bound = await planned({ [SERVICE]: changing(SERVICE) });
  const said = (await apply(bound, "--digest", digestOf(bound.plans))).error;
  expect(said).not.toMatch(/warning|no longer declared/);
});

test("the index of plans has the rules of its environments, and digests of the lock files", async () => {
  const project = fakeProject({ [SERVICE]: changing(SERVICE) });
  const lock = "# kept by init\n";
  writeFileSync(join(project.stacks, "stacks", SERVICE, ".terraform.lock.hcl"), lock);
  await cli(["plan", "--stacks", project.stacks, "--out", project.plans], project.env);
  const index = JSON.parse(readFileSync(join(project.plans, "plans.json"), "utf8"));
  expect(index.environments).toEqual({ dev: { deferred: "approve" } });
  expect(index.stacks[0].lock_digest).toBe(sha256(lock));
});

test("an apply that fails: what is applied, what failed and why, what is left, and what to do", async () => {
  const failure = { code: 1, out: [fakeError("creating EC2 VPC", "UnauthorizedOperation:\nyou may not", "aws_vpc.x")] };
  const project = await planned({
    "dev-account-1": changing("dev-account-1"),
    [SERVICE]: changing(SERVICE, { dependencies: ["dev-account-1"], apply: failure }),
    [CONSUMER]: changing(CONSUMER, { dependencies: [SERVICE] }),
  });
  const { code, out, error } = await apply(project);
  expect(code).toBe(1);
  expect(out).toContain(`3 stacks: 1 applied, 1 failed, 1 left as they were.

applied:
  dev-account-1  1 created

failed:
  dev-service-a  aws_vpc.x: creating EC2 VPC: UnauthorizedOperation: you may not

left as they were:
  dev-consumer-b  its turn did not come

A stack that failed may be changed in part, and its plan is out of date.`);
  expect(error).toContain(
    "warning: without --digest, nobody compares these plans with what was reviewed: DIR/plans/plans.json is applied as it is (SHA-256 ",
  );
});

test("fails for a day before yesterday, on which an expired waiver would hold again", async () => {
  const project = await planned({ [SERVICE]: changing(SERVICE) });
  const { code, error } = await apply(project, "--now", "2020-12-01");
  expect([code, error]).toEqual([2, expect.stringMatching(/Expected \d{4}-\d\d-\d\d or later \(UTC\): a waiver/)]);
  expect(project.calls().filter((call) => call.startsWith("apply"))).toEqual([]);
  expect((await apply(project, "--now", dayBefore(today()))).code).toBe(0);
});

test.each([
  ["an environment", ["--env", "dev"], "plan --env dev --stacks ", [SERVICE, CONSUMER]],
  [
    "some stacks",
    [CONSUMER, "prod-service-a"],
    `plan ${CONSUMER} prod-service-a --stacks `,
    [CONSUMER, "prod-service-a"],
  ],
  ["all", [], "plan --stacks ", [SERVICE, CONSUMER, "prod-service-a"]],
])("after a failure, the command plans the same selection again: %s", async (_, selected, command, expected) => {
  const failing = (name: string) => changing(name, { apply: { code: 1, out: [fakeError("refused")] } });
  const names = [SERVICE, CONSUMER, "prod-service-a"];
  const project = fakeProject(Object.fromEntries(names.map((name) => [name, failing(name)])));
  const own = ["--stacks", project.stacks, "--out", project.plans];
  expect(await cli(["plan", ...selected, ...own], project.env)).toMatchObject({ code: 0 });
  const { code, out } = await apply(project, "--parallel", "2", "--terraform", "terraform");
  const line = out.split("\n").find((each) => each.startsWith("  node ")) ?? "";
  expect([code, line]).toEqual([1, expect.stringContaining(command)]);
  expect(line).toMatch(/ --out DIR\/plans --parallel 2 --terraform terraform$/);
  rmSync(project.plans, { recursive: true });
  const words = line.replaceAll("DIR", project.folder).trim().split(" ").slice(2);
  expect(await cli(words, project.env)).toMatchObject({ code: 0 });
  const index = JSON.parse(readFileSync(join(project.plans, "plans.json"), "utf8"));
  expect(index.stacks.map(({ name }: { name: string }) => name)).toEqual(expected);
});

test("an error that holds a sensitive value is told without it", async () => {
  const secret = "hunter2-of-the-database";
  const [change] = planDocumentOf(SERVICE).resource_changes;
  const sensitive = { ...change?.change, after: { name: secret }, after_sensitive: { name: true } };
  const show = fakePlan({ ...planDocumentOf(SERVICE), resource_changes: [{ ...change, change: sensitive }] });
  const apply1 = { code: 1, out: [fakeError("refused", `the value ${secret} is too short`)] };
  const project = await planned({ [SERVICE]: changing(SERVICE, { show, apply: apply1 }) });
  const { out, error } = await apply(project);
  expect(out).toContain("dev-service-a  refused: the value (sensitive value) is too short");
  expect(out + error).not.toContain(secret);
});

test("Ctrl-C: Terraform ends what it does, nothing else begins, and the report says what is left", async () => {
  const project = await planned({
    [SERVICE]: changing(SERVICE, { apply: { slow: 20_000 } }),
    [CONSUMER]: changing(CONSUMER, { dependencies: [SERVICE] }),
  });
  const { kept, streams } = keptStreams();
  const controller = new AbortController();
  const options = { plans: [project.plans], stacks: project.stacks, out: join(project.folder, "plans-next") };
  const work = { signal: controller.signal, onProgress: () => undefined };
  const invocation = invocationOf({ env: {}, script: `${PACKAGE_ROOT}/dist/cli/main.js`, cwd: PACKAGE_ROOT });
  const ended = applyCommand(
    { ...options, uncommitted: true, environments: "environments" },
    streams,
    { env: project.env, invocation },
    work,
  ).catch((error: Error) => error.message);
  while (!project.calls().includes(`apply ${SERVICE}`)) await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort();
  expect(await ended).toBe("Interrupted. What was applied stays applied.");
  expect(kept.out).toContain("2 stacks: 1 failed, 1 left as they were.");
  expect(kept.out).toContain("dev-service-a  it was interrupted: Terraform ended what it did, and kept the state");
  expect(project.calls()).toContain(`interrupted ${SERVICE}`);
  expect(project.calls()).not.toContain(`apply ${CONSUMER}`);
});

test("a run that is killed while Terraform applies: the manifest knows the stack, and the next run tells the truth", async () => {
  const project = await planned({ [SERVICE]: changing(SERVICE, { apply: { slow: 2000 } }) });
  const deployed = join(project.folder, "deployed.json");
  const entry = () => JSON.parse(readFileSync(deployed, "utf8")).stacks[SERVICE]?.digest;
  const args = ["apply", "--plans", project.plans, "--stacks", project.stacks, "--out", join(project.folder, "next")];
  const source = `
    const { existsSync, readFileSync } = require("node:fs");
    const { FAKE_CALLS: calls } = process.env;
    setInterval(() => {
      const isApplying = existsSync(calls) && readFileSync(calls, "utf8").includes("apply ${SERVICE}");
      if (isApplying) process.kill(process.pid, "SIGKILL");
    }, 20);
    const { invocationOf } = require("./cli/invocation.ts");
    const write = (text) => process.stdout.write(text);
    const invocation = invocationOf({ env: {}, script: "main.js", cwd: process.cwd() });
    require("./cli/program.ts").runProgram(
      ${JSON.stringify([...args, "--uncommitted", "--deployed", deployed])},
      { out: write, error: write, env: process.env, invocation },
    );
  `;
  const { code } = await runTypeScript(source, { ...project.env, TMPDIR: project.folder });
  const { stacks } = JSON.parse(readFileSync(join(project.plans, "plans.json"), "utf8"));
  expect([code, entry()]).toEqual([null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(entry()).not.toBe(stacks[0].stack_digest);
  now(project, SERVICE, { apply: {} });
  expect((await apply(project, "--deployed", deployed)).code).toBe(0);
  expect(entry()).toBe(stacks[0].stack_digest);
});

test("the lock file of providers that a plan was made with decides", async () => {
  const project = await planned({ [SERVICE]: changing(SERVICE) });
  const content = "# of the plan\n";
  writeFileSync(join(project.plans, SERVICE, "providers.lock.hcl"), content);
  expect((await apply(project)).error).toContain("expected: no such file: the index has no digest of it");
  const index = JSON.parse(readFileSync(join(project.plans, "plans.json"), "utf8"));
  index.stacks[0].lock_digest = sha256(content);
  writeFileSync(join(project.plans, "plans.json"), JSON.stringify(index));
  expect((await apply(project)).code).toBe(0);
  const lock = readFileSync(join(project.stacks, "stacks", SERVICE, ".terraform.lock.hcl"), "utf8");
  expect(lock).toBe("# of the plan\n");
});

describe("refuses", () => {
  test("bytes that differ, with one report and nothing applied", async () => {
    const project = await planned({ [SERVICE]: changing(SERVICE) });
    writeFileSync(join(project.stacks, "stacks", SERVICE, "cdk.tf.json"), "{}");
    const { code, out, error } = await apply(project);
    expect([code, out]).toEqual([1, ""]);
    expect(error).toMatch(
      /^1 problem; nothing was applied\.\n\nDIR\/cdktf\.out\/stacks\/dev-service-a\n {2}expected: /,
    );
    expect(project.calls().some((call) => call.startsWith("apply"))).toBe(false);
  });

  test("a folder without plans, and one without an order of deployment", async () => {
    const project = await planned({ [SERVICE]: changing(SERVICE) });
    rmSync(project.plans, { recursive: true });
    expect(await apply(project)).toMatchObject({
      code: 1,
      error: expect.stringContaining(
        "plans.json: expected an index of plans, which `privatelink plan` writes; found no file",
      ),
    });
    rmSync(join(project.stacks, "order.json"));
    expect(await apply(project)).toMatchObject({ code: 1, error: expect.stringContaining("found no file") });
  });

  test.each([
    ["no plans", [], "required option '--plans <dir...>' not specified"],
    ["a digest that is none", ["--plans", "plans", "--digest", "abc"], "Expected the SHA-256 digest"],
    ["no run at a time", ["--plans", "plans", "--parallel", "0"], "Expected a whole number from 1 to 999."],
    ["an empty folder name", ["--plans", ""], "Expected a name; got an empty text."],
  ])("a command line with %s", async (_, args, message) => {
    const { code, error } = await cli(["apply", ...args]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  test("a program that is not there", async () => {
    const project = await planned({ [SERVICE]: changing(SERVICE) });
    const { code, error } = await apply(project, "--terraform", "no-such-terraform");
    expect([code, error]).toEqual([1, expect.stringContaining("expected the program no-such-terraform")]);
    expect(existsSync(join(project.folder, "plans-next"))).toBe(false);
  });
});

test("plans in which nothing is to be done are applied at once", async () => {
  const project = await planned({ [SERVICE]: { state: DEPLOYED } });
  expect(await apply(project, "--digest", digestOf(project.plans))).toEqual({
    code: 0,
    out: "1 stack: 1 without changes.\n\nwithout changes:\n  dev-service-a\n",
    error: "",
  });
});
