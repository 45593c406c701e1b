import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { type PlansFile, plansSchema } from "../../pipeline/plans-file";
import { sha256 } from "../../support/sha256";
import { cli, type Printed } from "../support/cli";
import {
  CHANGES,
  DEPLOYED,
  type FakeProject,
  type FakeStack,
  fakeError,
  fakePlan,
  fakeProject,
  noStateOf,
  writeJson,
} from "../support/fake-terraform";

const SERVICE = "dev-service-orders";
const WEB = "dev-consumer-web";
const ACCEPTANCE = "dev-acceptance-orders";

const CREATE = fakePlan({
  resource_changes: [{ address: "aws_vpc.a", mode: "managed", change: { actions: ["create"] } }],
});

async function plan(project: FakeProject, ...args: string[]): Promise<Printed & { index: PlansFile | undefined }> {
  const printed = await cli(["plan", "--stacks", project.stacks, "--out", project.plans, ...args], project.env);
  const file = join(project.plans, "plans.json");
  return {
    ...printed,
    index: existsSync(file) ? plansSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined,
  };
}

function results(index: PlansFile | undefined): Record<string, string> {
  return Object.fromEntries((index?.stacks ?? []).map(({ name, result, reason }) => [name, `${result}: ${reason}`]));
}

test("a new environment: the service is planned, what reads its state is deferred", async () => {
  const project = fakeProject({
    [SERVICE]: { plan: CHANGES, show: CREATE },
    [WEB]: { dependencies: [SERVICE], plan: noStateOf(SERVICE) },
    [ACCEPTANCE]: { dependencies: [WEB, SERVICE], plan: noStateOf(WEB) },
  });
  const { index, code, out } = await plan(project);
  expect(results(index)).toEqual({
    [SERVICE]: "planned: null",
    [WEB]: `deferred: ${SERVICE} is not deployed`,
    [ACCEPTANCE]: `deferred: ${WEB} is not deployed`,
  });
  expect(index?.stacks.map(({ waits_for }) => waits_for)).toEqual([[], [SERVICE], [WEB, SERVICE]]);
  expect(code).toBe(0);
  expect(readdirSync(join(project.plans, SERVICE)).sort()).toEqual(["plan.json", "plan.log", "plan.tfplan"]);
  expect(readdirSync(join(project.plans, WEB))).toEqual(["plan.log"]);
  const digest = sha256(readFileSync(join(project.plans, "plans.json")));
  expect(out).toContain(`--digest ${digest}`);
  const [service] = index?.stacks ?? [];
  expect(service?.plan_digest).toBe(sha256(readFileSync(join(project.plans, SERVICE, "plan.tfplan"))));
  expect(service?.json_digest).toBe(sha256(readFileSync(join(project.plans, SERVICE, "plan.json"))));
  expect(service?.counts).toEqual({ create: 1, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 });
  expect(statSync(project.plans).mode & 0o777).toBe(0o700);
  expect(statSync(join(project.plans, SERVICE, "plan.tfplan")).mode & 0o777).toBe(0o600);
});

test("a new consumer of a deployed service is planned; the acceptance is deferred although its plan succeeds", async () => {
  const project = fakeProject({
    [SERVICE]: { state: DEPLOYED },
    [WEB]: { dependencies: [SERVICE], plan: CHANGES, show: CREATE },
    [ACCEPTANCE]: { dependencies: [WEB, SERVICE], plan: CHANGES, show: CREATE, state: DEPLOYED },
  });
  const { index } = await plan(project);
  expect(results(index)).toEqual({
    [SERVICE]: "no-changes: null",
    [WEB]: "planned: null",
    [ACCEPTANCE]: `deferred: waits for ${WEB} (it is new)`,
  });
  const acceptance = index?.stacks[2];
  expect(acceptance).toMatchObject({ plan_digest: null, state: { lineage: "8f0c", serial: 7 }, counts: { create: 1 } });
  expect(readdirSync(join(project.plans, ACCEPTANCE)).sort()).toEqual(["plan.json", "plan.log"]);
});

test.each([
  [
    "changes",
    { actions: ["update"], before: "a", after: "b" },
    "deferred: waits for dev-service-orders (it changes service_name)",
  ],
  ["keeps", { actions: ["no-op"], before: "a", after: "a" }, "planned: null"],
])("a service that %s its outputs: its consumer", async (_, change, expected) => {
  const update = {
    resource_changes: [],
    output_changes: { service_name: change, service_card: { actions: ["update"] } },
  };
  const project = fakeProject({
    [SERVICE]: { plan: CHANGES, show: fakePlan(update), state: DEPLOYED },
    [WEB]: { dependencies: [SERVICE], plan: CHANGES, state: DEPLOYED },
  });
  expect(results((await plan(project)).index)[WEB]).toBe(expected);
});

test("one that fails keeps no other from being planned, and gives exit code 1", async () => {
  const project = fakeProject({
    "dev-service-a": { plan: { code: 1, out: [fakeError("UnauthorizedOperation", "You may not.", "aws_vpc.a")] } },
    "dev-service-b": { plan: CHANGES },
    "dev-service-c": { init: { code: 1, err: "Error: Failed to get existing workspaces\n\nNoSuchBucket" } },
    "dev-service-d": { plan: CHANGES, show: { out: "{" } },
    "dev-service-e": { plan: CHANGES, show: { out: "[]" } },
    "dev-service-f": { state: { code: 1, err: "Error: AccessDenied\n" } },
    "dev-service-g": { plan: { code: 134, err: "panic: runtime error" } },
  });
  const { index, code, out } = await plan(project);
  expect(code).toBe(1);
  expect(results(index)).toMatchObject({
    "dev-service-a": "failed: aws_vpc.a: UnauthorizedOperation: You may not.",
    "dev-service-b": "planned: null",
    "dev-service-c": "failed: Failed to get existing workspaces: NoSuchBucket",
    "dev-service-e": "failed: it is no plan: it has no format_version",
    "dev-service-f": "failed: AccessDenied",
    "dev-service-g": "failed: panic: runtime error",
  });
  expect(results(index)["dev-service-d"]).toMatch(/^failed: .*JSON/);
  expect(existsSync(join(project.plans, "dev-service-d", "plan.tfplan"))).toBe(false);
  expect(out).toContain("failed: 6 stacks");
  expect(out).not.toContain("Apply these plans");
});

test("a stack whose error says more than that something is not deployed fails", async () => {
  const errors = [...(noStateOf(SERVICE).out as object[]), fakeError("Invalid function argument")];
  const project = fakeProject({
    [SERVICE]: { plan: CHANGES },
    [WEB]: { dependencies: [SERVICE], plan: { code: 1, out: errors } },
  });
  expect((await plan(project)).index?.stacks[1]?.result).toBe("failed");
});

test("a stack that needs the state of one which has nothing to do fails: nobody would deploy it", async () => {
  const project = fakeProject({
    [SERVICE]: { state: DEPLOYED },
    [WEB]: { dependencies: [SERVICE], plan: noStateOf(SERVICE) },
  });
  expect((await plan(project)).index?.stacks[1]?.result).toBe("failed");
});

test("a stack waits for one that is not in the run and is not deployed", async () => {
  const project = fakeProject({ [SERVICE]: {}, [WEB]: { dependencies: [SERVICE], plan: noStateOf(SERVICE) } });
  const { index } = await plan(project, WEB);
  expect(results(index)).toEqual({ [WEB]: `deferred: ${SERVICE} is not deployed` });
});

/** Writes what `privatelink changed` would. */
function writeChanged(project: FakeProject, changes: Readonly<Record<string, string>>, gone: object[] = []): void {
  const { stacks } = JSON.parse(readFileSync(join(project.stacks, "order.json"), "utf8"));
  const listed = stacks
    .filter(({ name }: { name: string }) => changes[name] !== undefined)
    .map(({ digest, ...stack }: { name: string; digest: string }) => ({
      ...stack,
      ...{ change: changes[stack.name], before: changes[stack.name] === "new" ? null : "0".repeat(64), after: digest },
    }));
  writeJson(join(project.stacks, "changed.json"), {
    ...{ format: "cdktf-privatelink/changed", version: 1, base: { from: "deployed", file: "deployed.json" } },
    ...{ head: null, unchanged: 0, waves: [], destroy: [], stacks: [...listed, ...gone] },
  });
}

test("--changed: what is affected is planned only where something that it reads changes", async () => {
  const project = fakeProject({
    [SERVICE]: { plan: CHANGES, show: CREATE, state: DEPLOYED },
    [WEB]: { dependencies: [SERVICE], state: DEPLOYED },
    "dev-consumer-other": { dependencies: [SERVICE], state: DEPLOYED },
  });
  writeChanged(project, { [SERVICE]: "changed", [WEB]: "affected" });
  const { index } = await plan(project, "--changed");
  expect(results(index)).toEqual({ [SERVICE]: "planned: null", [WEB]: "skipped: nothing that it reads changes" });
  expect(project.calls().some((call) => call.includes(WEB))).toBe(false);
});

test("what is gone is planned to be destroyed, and never waits", async () => {
  const project = fakeProject({ [SERVICE]: { plan: CHANGES, show: CREATE } });
  const path = join(project.stacks, "removed", WEB);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "cdk.tf.json"), `{"note": "reads /${SERVICE}.tfstate"}`);
  const gone = {
    ...{ name: WEB, environment: "dev", kind: "consumer", change: "gone", folder: `removed/${WEB}`, wave: 1 },
    ...{ account: "222222222222", region: "us-east-1", dependencies: [SERVICE] },
    ...{ before: terraformDigest(path), after: null },
  };
  writeChanged(project, { [SERVICE]: "changed" }, [gone]);
  const { index } = await plan(project, "--changed");
  expect(index?.stacks.map(({ name, mode, change }) => [name, mode, change])).toEqual([
    [SERVICE, "apply", "changed"],
    [WEB, "destroy", "gone"],
  ]);
  expect(results(index)[WEB]).toBe("no-changes: null");
  expect(project.calls()).toContain(`plan ${WEB} -destroy`);
  writeFileSync(join(path, "cdk.tf.json"), "{}");
  expect((await plan(project, "--changed")).error).toContain("and `privatelink changed`");
});

/** A consumer that is gone, and an acceptance that differs. @param acceptance what Terraform does with it. */
function goneBehind(name: string, acceptance: FakeStack): FakeProject {
  const project = fakeProject({ [SERVICE]: {}, [name]: { ...acceptance, dependencies: [SERVICE] } });
  const path = join(project.stacks, "removed", WEB);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "cdk.tf.json"), "{}");
  const file = join(project.folder, "scenario.json");
  const scenario = JSON.parse(readFileSync(file, "utf8"));
  writeJson(file, { ...scenario, stacks: { ...scenario.stacks, [WEB]: { plan: CHANGES, show: DESTROY } } });
  const gone = {
    ...{ name: WEB, environment: "dev", kind: "consumer", change: "gone", folder: `removed/${WEB}`, wave: 0 },
    ...{ account: "222222222222", region: "us-east-1", dependencies: [SERVICE] },
    ...{ before: terraformDigest(path), after: null },
  };
  writeChanged(project, { [name]: "changed" }, [gone]);
  return project;
}

const DESTROY = fakePlan({
  resource_changes: [
    { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", change: { actions: ["delete"] } },
    { address: "data.aws_vpc.b", mode: "data", type: "aws_vpc", change: { actions: ["delete"] } },
  ],
});

test("what is gone waits for stacks that let go of it first, and is not judged before: the index lists it", async () => {
  const acceptance = "dev-acceptance-a";
  const project = goneBehind(acceptance, { plan: CHANGES, show: CREATE });
  const { index } = await plan(project, "--changed");
  expect(index?.stacks[1]).toMatchObject({
    ...{ name: WEB, mode: "destroy", result: "deferred", waits_for: [acceptance] },
    ...{ reason: `waits for ${acceptance} (it may still depend on this stack)`, plan_digest: null, json_digest: null },
    ...{ counts: { destroy: 1 }, destroys: [{ address: "aws_vpc.a", type: "aws_vpc" }] },
  });
  expect(existsSync(join(project.plans, WEB, "plan.json"))).toBe(false);
});

test("what is gone does not wait for a stack that turns out to change nothing", async () => {
  const project = goneBehind("dev-acceptance-a", {});
  const { index } = await plan(project, "--changed");
  expect(index?.stacks).toMatchObject([
    { name: "dev-acceptance-a", result: "no-changes" },
    { name: WEB, mode: "destroy", result: "planned", waits_for: [], reason: null },
  ]);
  expect(existsSync(join(project.plans, WEB, "plan.json"))).toBe(true);
});

test("stacks in removed/ that may still be deployed, and that no plan destroys, are named", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  const path = join(project.stacks, "removed", WEB);
  mkdirSync(join(path, ".terraform"), { recursive: true });
  writeFileSync(join(path, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { s3: {} } } }));
  const { error } = await plan(project);
  expect(error).toContain(
    `/removed is no longer declared, may still be deployed, and no plan here destroys it: ${WEB}.`,
  );
  expect(error).toContain("privatelink changed --deployed FILE");
  writeFileSync(join(path, ".declared"), "");
  expect((await plan(project)).error).not.toContain("no longer declared");
});

test("--shard plans a part of the stacks", async () => {
  const names = ["a", "b", "c", "d"].map((key) => `dev-service-${key}`);
  const project = fakeProject(Object.fromEntries(names.map((name) => [name, { plan: CHANGES }])));
  const first = (await plan(project, "--shard", "1/2")).index?.stacks ?? [];
  const second = (await plan(project, "--shard", "2/2")).index?.stacks ?? [];
  expect([...first, ...second].map(({ name }) => name).sort()).toEqual(names);
  expect((await plan(project, "--shard", "3/2")).error).toContain("such as 1/4");
});

test("--changed refuses a comparison of other stacks", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  writeChanged(project, { [SERVICE]: "changed" });
  const file = join(project.stacks, "changed.json");
  writeFileSync(file, readFileSync(file, "utf8").replace(/"after":"./, '"after":"0'));
  const { code, error } = await plan(project, "--changed");
  expect(code).toBe(2);
  expect(error).toContain(`found one with other bytes of ${SERVICE}`);
});

test.each([
  ["no order", (project: FakeProject) => writeFileSync(join(project.stacks, "order.json"), ""), "order of deployment"],
  [
    "other bytes",
    (project: FakeProject) => writeFileSync(join(project.stacks, "stacks", SERVICE, "cdk.tf.json"), "{}"),
    "Run `privatelink synth` again",
  ],
  [
    "something else in place of the plans",
    (project: FakeProject) => writeFileSync(project.plans, ""),
    "expected a folder for plans; found a file",
  ],
])("plans nothing where there is %s", async (_, spoil, expected) => {
  const project = fakeProject({ [SERVICE]: {} });
  spoil(project);
  const { code, error, index } = await plan(project);
  expect([code, error, index]).toEqual([2, expect.stringContaining(expected), undefined]);
  expect(readdirSync(project.folder).filter((name) => name.includes("partial"))).toEqual([]);
});

test("each stack is planned by the engine of its environment, and the index says by which", async () => {
  const other = "prod-service-orders";
  const project = fakeProject({ [SERVICE]: { plan: CHANGES }, [other]: { plan: CHANGES, engine: "tofu" } });
  const { code, index } = await plan(project);
  expect([code, index?.terraform, index?.tofu]).toEqual([0, "1.15.5", "1.12.6"]);
  expect(index?.stacks.map(({ name, engine }) => [name, engine])).toEqual([
    [SERVICE, undefined],
    [other, "tofu"],
  ]);
  expect(project.calls()).toEqual(expect.arrayContaining([`plan ${SERVICE}`, `tofu plan ${other}`]));
  expect(readFileSync(join(project.plans, other, "plan.log"), "utf8")).toContain("$ tofu plan");
});

test("where only OpenTofu is needed, Terraform need not be there, and the index does not name it", async () => {
  const project = fakeProject({ [SERVICE]: { engine: "tofu" } });
  rmSync(join(project.folder, "bin/terraform"));
  const { code, index } = await plan(project);
  expect([code, index?.terraform, index?.tofu]).toEqual([0, undefined, "1.12.6"]);
});

test("a program of the other engine plans nothing", async () => {
  const { code, error, index } = await plan(fakeProject({ [SERVICE]: { engine: "tofu" } }), "--terraform", "terraform");
  expect([code, index]).toEqual([2, undefined]);
  expect(error).toContain("expected OpenTofu, by which `terraform.engine` has these environments planned and applied");
});

test("a stack that is gone is destroyed by the engine that it was deployed by", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  const path = join(project.stacks, "removed", WEB);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "cdk.tf.json"), "{}");
  const gone = {
    ...{ name: WEB, environment: "dev", kind: "consumer", change: "gone", folder: `removed/${WEB}`, wave: 0 },
    ...{ account: "222222222222", region: "us-east-1", engine: "tofu", dependencies: [] },
    ...{ before: terraformDigest(path), after: null },
  };
  writeChanged(project, {}, [gone]);
  const { index } = await plan(project, "--changed");
  expect(index?.stacks.map(({ name, engine }) => [name, engine])).toEqual([[WEB, "tofu"]]);
  expect(project.calls()).toContain(`tofu plan ${WEB} -destroy`);
});

test("a Terraform that is too old, or is none, plans nothing", async () => {
  const old = await plan(fakeProject({ [SERVICE]: {} }, "1.9.8"));
  expect([old.code, old.error]).toEqual([2, expect.stringContaining("expected Terraform 1.10 or newer; found 1.9.8")]);
  const none = await plan(fakeProject({ [SERVICE]: {} }), "--terraform", "no-such-program");
  expect([none.code, none.error]).toEqual([2, expect.stringContaining("expected the program no-such-program")]);
});

test.each<[string, (folder: string) => void]>([
  ["more.tf", (folder) => writeFileSync(join(folder, "more.tf"), "")],
  ["terraform.tfvars", (folder) => writeFileSync(join(folder, "terraform.tfvars"), "")],
  ["terraform.d/", (folder) => mkdirSync(join(folder, "terraform.d/plugins"), { recursive: true })],
  [".terraform.lock.hcl", (folder) => symlinkSync("/dev/null", join(folder, ".terraform.lock.hcl"))],
  [".terraform", (folder) => symlinkSync("/tmp", join(folder, ".terraform"))],
  [
    ".terraform/environment (the workspace blue)",
    (folder) => {
      mkdirSync(join(folder, ".terraform"));
      writeFileSync(join(folder, ".terraform/environment"), "blue");
    },
  ],
])("%s, which Terraform would read and the project did not write, is refused", async (expected, write) => {
  const project = fakeProject({ [SERVICE]: {} });
  write(join(project.stacks, "stacks", SERVICE));
  const { index } = await plan(project);
  expect(results(index)[SERVICE]).toContain(`failed: Terraform would read ${expected} in the folder`);
  expect(project.calls()).toEqual([]);
});

test("what Terraform and people leave in the folder of a stack is taken", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  const folder = join(project.stacks, "stacks", SERVICE);
  mkdirSync(join(folder, ".terraform/providers"), { recursive: true });
  for (const name of [".terraform.lock.hcl", "terraform.tfstate.1700000000.backup", "plan", "mine.tfplan", "crash.log"])
    writeFileSync(join(folder, name), "");
  expect((await plan(project)).code).toBe(0);
});

test("a stack that is written as HCL is planned", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  const folder = join(project.stacks, "stacks", SERVICE);
  renameSync(join(folder, "cdk.tf.json"), join(folder, "cdk.tf"));
  const file = join(project.stacks, "order.json");
  const order = JSON.parse(readFileSync(file, "utf8"));
  order.stacks[0].digest = terraformDigest(folder);
  writeJson(file, order);
  expect(results((await plan(project)).index)).toEqual({ [SERVICE]: "no-changes: null" });
});

test("a crash of Terraform, which ends as a plan with changes does, is told in its words", async () => {
  const project = fakeProject({ [SERVICE]: { plan: { code: 2, err: "panic: out of memory\n", crash: true } } });
  expect(results((await plan(project)).index)).toEqual({ [SERVICE]: "failed: panic: out of memory" });
});

test("--changed with the name of a stack behind it says how to name one", async () => {
  const { code, error } = await plan(fakeProject({ [SERVICE]: {} }), "--changed", SERVICE);
  expect([code, error]).toEqual([2, expect.stringContaining(`name it first: plan ${SERVICE} --changed`)]);
});

test("--changed refuses a comparison of another commit", async () => {
  const project = fakeProject({ [SERVICE]: {} });
  writeChanged(project, { [SERVICE]: "changed" });
  const file = join(project.stacks, "changed.json");
  writeJson(file, { ...JSON.parse(readFileSync(file, "utf8")), head: { commit: "a".repeat(40), dirty: false } });
  const { code, error } = await plan(project, "--changed");
  expect([code, error]).toEqual([2, expect.stringContaining(`found one of commit ${"a".repeat(40)}. Run`)]);
});

test("earlier plans are replaced as a whole, and nothing else ever is", async () => {
  const project = fakeProject({ [SERVICE]: { plan: CHANGES }, [WEB]: { dependencies: [SERVICE] } });
  await plan(project);
  await plan(project, WEB);
  expect(readdirSync(project.plans).sort()).toEqual([WEB, "plans.json"]);
  writeFileSync(join(project.plans, "notes.txt"), "mine");
  const { code, error } = await plan(project);
  expect([code, error]).toEqual([2, expect.stringContaining("notes.txt: expected only what `privatelink plan` wrote")]);
  expect(readdirSync(project.folder).filter((name) => name.startsWith("plans"))).toEqual(["plans"]);
});

test("the first stack is initialized alone, and --lock locks states", async () => {
  const names = ["dev-service-a", "dev-service-b", "dev-service-c"];
  const project = fakeProject(Object.fromEntries(names.map((name) => [name, { init: { slow: 300 } }])));
  await plan(project, "--parallel", "3", "--lock");
  const calls = project.calls();
  expect(calls.slice(0, 2)).toEqual(["init dev-service-a", "end init dev-service-a"]);
  // The others side by side: the second begins before the first of them ends.
  const [, , ...rest] = calls.filter((call) => call.includes("init"));
  expect(rest.slice(0, 2).every((call) => call.startsWith("init"))).toBe(true);
  expect(calls.filter((call) => call.startsWith("plan"))).toHaveLength(3);
  expect(calls.filter((call) => call.startsWith("plan")).every((call) => call.endsWith("locked"))).toBe(true);
});

test("no sensitive value is written", async () => {
  const secret = "correct-horse-battery";
  const change = {
    ...{ actions: ["update"], before: { name: "db", password: secret }, after: { name: "db", password: `${secret}2` } },
    ...{ before_sensitive: { password: true }, after_sensitive: { password: true }, after_unknown: {} },
  };
  const document = {
    resource_changes: [{ address: "aws_db_instance.a", mode: "managed", type: "aws_db_instance", change }],
    configuration: {
      root_module: {
        resources: [
          {
            address: "aws_db_instance.a",
            expressions: { name: { constant_value: "db" }, password: { constant_value: `${secret}2` } },
          },
        ],
      },
    },
  };
  const project = fakeProject({
    [SERVICE]: {
      plan: { code: 2, out: [fakeError(`the provider says ${secret}`)] },
      show: fakePlan(document),
      state: DEPLOYED,
    },
  });
  await plan(project);
  const folder = join(project.plans, SERVICE);
  for (const file of ["plan.json", "plan.log"]) expect(readFileSync(join(folder, file), "utf8")).not.toContain(secret);
  const [kept] = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")).resource_changes;
  expect(kept.change).toMatchObject({ after: { name: "db" }, after_unknown: { password: true } });
  expect(readFileSync(join(folder, "plan.log"), "utf8")).toContain("the provider says (sensitive value)");
});
