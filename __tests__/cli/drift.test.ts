import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEPLOYED_FORMAT } from "../../pipeline/deployed-file";
import { driftSchema } from "../../pipeline/drift-file";
import { orderSchema } from "../../pipeline/order-file";
import { cli } from "../support/cli";
import {
  CHANGES,
  DEPLOYED,
  type FakeProject,
  fakeError,
  fakePlan,
  fakeProject,
  writeJson,
} from "../support/fake-terraform";

const SERVICE = "dev-service-orders";
const WEB = "dev-consumer-web";

const FOUND = { tags: { Name: "<b>|x @acme" } };
const DECLARED = { tags: { Name: "web" } };
const VPC = { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", name: "a" };
const CHANGED = { ...VPC, change: { actions: ["update"], before: FOUND, after: DECLARED } };
const OUTSIDE = { ...VPC, change: { actions: ["update"], before: DECLARED, after: FOUND } };
const DRIFT = fakePlan({ ...judgeable(DECLARED), resource_changes: [CHANGED], resource_drift: [OUTSIDE] });

/** What the policies need of a plan of a VPC. @param more values of a security group besides. @default - there is none */
function judgeable(values: object, more?: object): object {
  const of = (type: string) => ({ address: `${type}.a`, mode: "managed", type, name: "a" });
  const all = [
    { type: "aws_vpc", values, declared: true },
    ...(more === undefined ? [] : [{ type: "aws_security_group", values: more, declared: false }]),
  ];
  const root_module = { resources: all.map((each) => ({ ...of(each.type), values: each.values })) };
  const outputs = { privatelink_stack_role: { value: "consumer" } };
  return {
    planned_values: { outputs, root_module },
    prior_state: { values: { root_module } },
    configuration: {
      root_module: {
        resources: all.map(({ type, declared }) => ({ ...of(type), expressions: declared ? { tags: {} } : {} })),
      },
    },
    ...{ complete: true, errored: false },
  };
}

function drift(project: FakeProject, ...args: string[]) {
  return cli(["drift", "--stacks", project.stacks, ...args], project.env);
}

test("nothing differs: exit code 0", async () => {
  const { out, code } = await drift(fakeProject({ [SERVICE]: { state: DEPLOYED } }));
  expect([out.split("\n")[0], code]).toEqual(["No drift: 1 stack as declared", 0]);
});

test("what was changed outside is told in each form: exit code 1", async () => {
  const project = fakeProject({
    [SERVICE]: { state: DEPLOYED, plan: CHANGES, show: DRIFT },
    [WEB]: { dependencies: [SERVICE] },
  });
  const [json, markdown] = [join(project.folder, "r", "d.json"), join(project.folder, "d.md")];
  const formats = ["--format", "text", "--format", `json=${json}`, "--format", `markdown=${markdown}`];
  const { out, code } = await drift(project, ...formats);
  expect(code).toBe(1);
  expect(out).toMatch(/^ {6}tags\.Name$/m);
  const report = driftSchema.parse(JSON.parse(readFileSync(json, "utf8")));
  expect(report.counts).toMatchObject({ changed_outside: 1, not_deployed: 1, failed: 0 });
  expect(readFileSync(markdown, "utf8")).toContain("| changed outside: Terraform would change it | `tags.Name` |");
  const all = [out, JSON.stringify(report), readFileSync(markdown, "utf8")].join();
  expect(all).not.toContain("@acme");
});

test("values are told with --values, and none breaks out of Markdown", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED, plan: CHANGES, show: DRIFT } });
  expect((await drift(project, "--values")).out).toContain('tags.Name: found "<b>|x @acme", declared "web"');
  const { out } = await drift(project, "--values", "--format", "markdown");
  expect(out).toContain("`tags.Name`: found &#34;&#60;b&#62;&#124;x &#64;&#8203;acme&#34;, declared &#34;web&#34; |");
});

/** Writes a manifest of what is deployed, and the folders of environments. @param stacks digests by name. */
function deployed(project: FakeProject, stacks: Readonly<Record<string, string>>, ...environments: string[]): string[] {
  const entries = Object.entries(stacks).map(([name, digest]) => [name, { digest, commit: "a".repeat(40) }]);
  const file = join(project.folder, "deployed.json");
  writeJson(file, { ...DEPLOYED_FORMAT, stacks: Object.fromEntries(entries) });
  const folder = join(project.folder, "environments");
  for (const name of environments) mkdirSync(join(folder, name), { recursive: true });
  return ["--deployed", file, "--environments", folder, "--format", "json"];
}

function digestsIn(project: FakeProject): Record<string, string> {
  const { stacks } = orderSchema.parse(JSON.parse(readFileSync(join(project.stacks, "order.json"), "utf8")));
  return Object.fromEntries(stacks.map(({ name, digest }) => [name, digest]));
}

const OTHER = "0".repeat(64);
const PENDING = fakePlan({ ...judgeable(DECLARED), resource_changes: [CHANGED] });

test("what waits for a deployment is no drift: exit code 0, and 1 with --strict", async () => {
  const project = fakeProject({
    [SERVICE]: { state: DEPLOYED, plan: CHANGES, show: PENDING },
    [WEB]: { dependencies: [SERVICE] },
  });
  const args = deployed(project, { [SERVICE]: OTHER, "dev-consumer-old": OTHER }, "dev");
  const { out, code } = await drift(project, ...args);
  const report = driftSchema.parse(JSON.parse(out));
  expect(report.counts).toMatchObject({ not_applied: 1, not_deployed: 1, gone: 1, changed_outside: 0 });
  expect([code, report.gone]).toEqual([0, [{ name: "dev-consumer-old", commit: "a".repeat(40) }]]);
  const strict = await drift(project, ...args.slice(0, 4), "--strict");
  expect(strict.code).toBe(1);
  expect(strict.out.split("\n")[0]).toBe(
    "No drift: 0 stacks as declared; 1 stack not applied yet; 1 stack not deployed yet; 1 stack no longer declared",
  );
  expect(strict.out).toContain(`  ${SERVICE}\n    1 resource not applied yet: \`privatelink plan\` shows them\n`);
  expect(strict.out).toContain("deployed, and no longer declared\n  dev-consumer-old, applied from aaaaaaaaaaaa");
});

test("what differs from what was applied is drift: exit code 1", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED, plan: CHANGES, show: PENDING }, [WEB]: {} });
  const { out, code } = await drift(project, ...deployed(project, digestsIn(project), "dev"));
  expect([code, driftSchema.parse(JSON.parse(out)).stacks.map(({ result }) => result)]).toEqual([
    1,
    ["not-as-applied", "not-as-applied"],
  ]);
});

test("a stack of an environment that was not synthesized is not taken for one that is gone", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const args = deployed(project, { "prod-service-orders": OTHER, "left-service-orders": OTHER }, "dev", "prod");
  const report = driftSchema.parse(JSON.parse((await drift(project, ...args)).out));
  expect(report.gone.map(({ name }) => name)).toEqual(["left-service-orders"]);
  expect(report.not_synthesized).toEqual(["prod-service-orders"]);
  const own = driftSchema.parse(JSON.parse((await drift(project, "--env", "dev", ...args)).out));
  expect([own.gone, own.not_synthesized, own.stacks.length]).toEqual([[], [], 1]);
});

test("a stack that is gone can be named: no other is planned", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const args = deployed(project, { "dev-consumer-old": OTHER }, "dev");
  const report = driftSchema.parse(JSON.parse((await drift(project, "dev-consumer-o*", ...args)).out));
  expect([report.gone.length, report.stacks, project.calls()]).toEqual([1, [], []]);
  const both = await drift(project, "dev-consumer-old", "dev-nobody", ...args);
  expect([both.code, both.error]).toEqual([2, expect.stringContaining("No such stack:\n")]);
});

test("a file that is no manifest is refused before anything is planned", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const { error, code } = await drift(project, "--deployed", join(project.stacks, "order.json"));
  expect([code, error, project.calls()]).toEqual([2, expect.stringContaining("what was applied last"), []]);
});

const EVERYBODY = { cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1" };

/** A security group that somebody opened, which Terraform would leave so: no stack declares rules within it. */
function opened(
  rules: Readonly<Record<string, unknown>>,
  waiting: Readonly<Record<string, unknown>> = {},
): FakeProject {
  const group = { address: "aws_security_group.a", mode: "managed", type: "aws_security_group", name: "a" };
  const [before, after] = [
    { id: "sg-1", ingress: [], egress: [] },
    { id: "sg-1", ingress: [], egress: [], ...rules },
  ];
  const isWaiting = Object.keys(waiting).length > 0;
  const show = fakePlan({
    ...judgeable(DECLARED, after),
    resource_changes: [
      {
        ...group,
        change: { actions: [isWaiting ? "update" : "no-op"], before: after, after: { ...after, ...waiting } },
      },
    ],
    resource_drift: [{ ...group, change: { actions: ["update"], before, after } }],
  });
  return fakeProject({ [WEB]: { state: DEPLOYED, show } });
}

test("fails where a security group was opened that nothing declares: it is told, and what the policies say of it", async () => {
  const project = opened({ ingress: [EVERYBODY] });
  const { out, code } = await drift(project, "--format", "json");
  const report = driftSchema.parse(JSON.parse(out));
  expect([code, report.counts]).toMatchObject([1, { changed_outside: 1, findings: 1, not_judged: 0, as_declared: 0 }]);
  expect(report.stacks[0]?.resources).toEqual([
    {
      ...{ address: "aws_security_group.a", type: "aws_security_group", cause: "changed-outside", action: "none" },
      attributes: [{ name: "ingress", hidden: "not-asked", undeclared: true }],
    },
  ]);
  expect(report.findings).toMatchObject([
    { stack: WEB, rule: "narrow-security-groups", address: "aws_security_group.a" },
  ]);
  const text = (await drift(project)).out;
  expect(text.split("\n")[0]).toBe("1 finding of the policies; 1 stack changed outside of Terraform");
  expect(text).toContain("changed outside: nothing declares what changed; Terraform would leave it\n      ingress\n");
  const markdown = (await drift(project, "--format", "markdown")).out;
  expect(markdown).toContain("| `dev-consumer-web` | `aws_security_group.a` | `narrow-security-groups` (medium) |");
});

test("fails where a change that waits for a deployment stands beside it", async () => {
  const project = opened({ ingress: [EVERYBODY] }, { tags: { Owner: "web" } });
  const { out, code } = await drift(project, "--format", "json");
  expect([code, driftSchema.parse(JSON.parse(out)).counts]).toMatchObject([1, { changed_outside: 1, findings: 1 }]);
});

test("what the policies allow by their data is no finding, and is told all the same", async () => {
  const project = opened({ ingress: [{ ...EVERYBODY, cidr_blocks: ["10.0.0.0/8"] }] });
  const { out, code } = await drift(project, "--format", "json");
  expect([code, driftSchema.parse(JSON.parse(out)).counts]).toMatchObject([1, { changed_outside: 1, findings: 0 }]);
});

test("fails where the policies cannot judge a stack: exit code 2", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED, show: fakePlan({ resource_changes: [CHANGED] }) } });
  const { out, code } = await drift(project);
  expect(code).toBe(2);
  expect(out).toContain(`could not be judged\n  ${SERVICE}: `);
});

test("without a manifest, stacks in removed/ that may still be deployed are named", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const left = join(project.stacks, "removed", "dev-consumer-old");
  mkdirSync(join(left, ".terraform"), { recursive: true });
  writeJson(join(left, "cdk.tf.json"), { terraform: { backend: { s3: {} } } });
  const { out, code } = await drift(project);
  expect(code).toBe(0);
  expect(out).toContain("1 stack in removed/ may still be deployed, and nothing declares it: dev-consumer-old.");
  expect((await drift(project, "--strict")).code).toBe(1);
  expect((await drift(project, SERVICE)).out).not.toContain("dev-consumer-old");
});

test("a stack that cannot be planned: exit code 2, and the others are told", async () => {
  const project = fakeProject({
    [SERVICE]: { state: DEPLOYED, plan: { code: 1, out: [fakeError("ExpiredToken")] } },
    [WEB]: { state: DEPLOYED, plan: CHANGES, show: DRIFT },
  });
  const { out, code } = await drift(project);
  expect(code).toBe(2);
  expect(out).toContain(`${SERVICE}: ExpiredToken`);
  expect(out).toContain(WEB);
});

test("no state is locked or written, and no plan is left", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED, plan: CHANGES, show: DRIFT } });
  const before = readdirSync(tmpdir());
  await drift(project);
  const commands = ["init", "state", "plan", "show", "providers"];
  expect(project.calls()).toEqual(commands.map((command) => `${command} ${SERVICE}`));
  const left = readdirSync(tmpdir()).filter((name) => !before.includes(name));
  expect(left.filter((name) => name.startsWith("privatelink-drift-"))).toEqual([]);
});

/** What `privatelink status` would write. */
function status(generated_at: string, is_known = true): object {
  const about = { declared: "active", state: "available", managed: false };
  const connection = { ...about, endpoint_id: "vpce-1", owner: "333333333333", customer: null, connection: null };
  const customer = { ...about, customer: "acme", connection: "orders", difference: "missing", says: "No endpoint." };
  const connections = [{ ...connection, difference: "unknown", says: "No record names it." }];
  const about_service = { environment: "dev", service: "orders", service_id: "vpce-svc-1" };
  const service = { ...about_service, is_known, connections, customers: [customer] };
  return { format: "privatelink-status/1", source: "aws", generated_at, services: [service] };
}

test("connections that differ are told with the stacks", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const file = join(project.folder, "status.json");
  writeJson(file, status(new Date().toISOString()));
  const { out, code } = await drift(project, "--status", file);
  expect(code).toBe(1);
  expect(out).toContain("2 connections not as declared");
  expect(out).toContain("dev/orders  unknown  no record  vpce-1: No record names it.");
  expect(out).toContain("dev/orders  missing  acme/orders  no endpoint: No endpoint.");
  writeJson(file, status(new Date().toISOString(), false));
  expect((await drift(project, "--status", file)).code).toBe(2);
});

test("fails on a file of another format as the status, and names the format", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const file = join(project.folder, "status.json");
  const refused = async (content: object) => {
    writeJson(file, content);
    return (await drift(project, "--status", file)).error;
  };
  expect(await refused({ format: "cdktf-privatelink/policy-report", version: 1 })).toContain(
    "expected what `privatelink status --format json` wrote; found a file of the format " +
      "cdktf-privatelink/policy-report. Name another file.",
  );
  expect(await refused({ services: [] })).toContain("found JSON without a known `format`. Name another file.");
});

test("an old status is refused", async () => {
  const project = fakeProject({ [SERVICE]: { state: DEPLOYED } });
  const file = join(project.folder, "status.json");
  writeJson(file, status("2020-01-01T00:00:00.000Z"));
  const { error, code } = await drift(project, "--status", file);
  expect([code, error]).toEqual([2, expect.stringContaining("expected a report of the last 24 hours")]);
  expect(project.calls()).toEqual([]);
});
