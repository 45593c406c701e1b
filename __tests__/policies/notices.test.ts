import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { judgePaths } from "../../policies/checker/judge-paths";
import { readPolicyData } from "../../policies/checker/policy-data";
import { folderOf } from "../support/environments";

const STACK = (name: string) => JSON.stringify({ resource: { aws_vpc: { [name]: { cidr_block: "10.0.0.0/16" } } } });

/** Judges files of a folder. @param data policy data. @param isSelection whether there are more documents. */
async function judge(files: Readonly<Record<string, string>>, data: string = "{}", isSelection: boolean = false) {
  const folder = folderOf({ "policy.yaml": data });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "tree", name)), { recursive: true });
    writeFileSync(join(folder, "tree", name), text);
  }
  const report = await judgePaths([join(folder, "tree")], {
    data: readPolicyData([join(folder, "policy.yaml")]),
    isSelection,
  });
  const notices = report.notices.map(({ kind, fails, message, line }) => ({
    kind,
    fails,
    line,
    message: message.replaceAll(`${folder}/tree/`, ""),
  }));
  return { report, notices };
}

const ONE = { "one/cdk.tf.json": STACK("legacy") };

test("a name of the policy data that matches nothing in the whole run fails it, with the name that was meant", async () => {
  const { report, notices } = await judge(
    ONE,
    "config:\n  consumer_vpcs:\n    - aws_vpc.legacy\n    - aws_vpc.legcy\n",
  );
  expect(report).toMatchObject({ verdict: "violations", exit_code: 1 });
  expect(notices).toEqual([
    {
      kind: "unused-name",
      fails: true,
      line: 4,
      message:
        "`consumer_vpcs` names `aws_vpc.legcy`, which matches nothing in this run. Write `aws_vpc.legacy`, or remove the entry",
    },
  ]);
});

test.each([
  ["other_vpcs: [aws_vpc.hub]", "`other_vpcs` names `aws_vpc.hub`"],
  ["tls_services: [aws_vpc_endpoint_service.orders]", "`tls_services` names `aws_vpc_endpoint_service.orders`"],
  ["harmless_types: [{type: datadog_monitor, reason: x}]", "`harmless_types` names `datadog_monitor`"],
  [
    "allowed_appliance_services: [com.amazonaws.vpce.us-east-1.vpce-svc-1]",
    "`allowed_appliance_services` names `com.amazonaws.vpce.us-east-1.vpce-svc-1`",
  ],
  [
    "allowed_appliance_services: [{remote_state: {path: a.tfstate}, output: name, stacks: [a]}]",
    "`allowed_appliance_services` names `output name of the state a.tfstate`",
  ],
  [
    "allowed_service_networks: [{remote_state: {bucket: b, key: c/d, region: us-east-1}, output: arn}]",
    "`allowed_service_networks` names `output arn of the state s3://b/c/d`",
  ],
  ['consumer_vpcs: ["aws_vpc.*", "module.net.aws_vpc.this"]', "judge its plan as well"],
])("%s that matches nothing fails", async (config, expected) => {
  const { report, notices } = await judge(ONE, `config: {${config}}`);
  expect(report.exit_code).toBe(1);
  expect(notices[0]?.message).toContain(expected);
});

/** A stack of a consumer whose appliances are said by the output of another state. */
const INSPECTED = JSON.stringify({
  "//": { metadata: { stackName: "prod-consumer-a" } },
  output: { privatelink_stack_role: { value: "consumer" } },
  data: {
    terraform_remote_state: { firewall: { backend: "local", config: { path: "../firewall.tfstate" } } },
  },
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_vpc_endpoint: {
      inspection: {
        vpc_id: "${aws_vpc.main.id}",
        vpc_endpoint_type: "GatewayLoadBalancer",
        service_name: "${data.terraform_remote_state.firewall.outputs.service_name}",
      },
    },
  },
});

test.each([
  [
    "other stacks",
    "{remote_state: {path: ../firewall.tfstate}, output: service_name, stacks: [prod-consumer-b]}",
    "names `output service_name of the state ../firewall.tfstate`, which matches nothing in this run. " +
      "`stacks` names prod-consumer-b; this output is read by prod-consumer-a. Correct `stacks`",
  ],
  [
    "another path",
    "{remote_state: {path: ../firewal.tfstate}, output: service_name, stacks: [prod-consumer-a]}",
    "names `output service_name of the state ../firewal.tfstate`, which matches nothing in this run. Correct the " +
      "name, or remove it. Seen in this run: `output service_name of the state ../firewall.tfstate`",
  ],
])("fails for an output of another state, with what was meant: %s", async (_, entry, expected) => {
  const { report, notices } = await judge(
    { "one/cdk.tf.json": INSPECTED },
    `config: {allowed_appliance_services: [${entry}]}`,
  );
  expect(report.exit_code).toBe(1);
  expect(notices).toMatchObject([{ fails: true, message: `\`allowed_appliance_services\` ${expected}` }]);
});

test("each document may have some of the names", async () => {
  const files = { ...ONE, "two/cdk.tf.json": STACK("other") };
  const { report, notices } = await judge(files, 'config: {consumer_vpcs: [aws_vpc.legacy, "aws_vpc.oth*"]}');
  expect([report.exit_code, notices]).toEqual([0, []]);
});

test("entries of allow lists that match nothing are told, and open nothing", async () => {
  const { report, notices } = await judge(ONE, "config: {strict: true, allowed_services: [a.b, c.d]}");
  expect(report.exit_code).toBe(0);
  expect(notices).toMatchObject([{ fails: false, message: expect.stringContaining("in this run: `a.b`, `c.d`") }]);
});

test("a selection, and a run in which something could not be judged, say nothing of names", async () => {
  expect((await judge(ONE, "config: {other_vpcs: [x]}", true)).notices).toEqual([]);
  expect((await judge({ ...ONE, "b/cdk.tf.json": "{" }, "config: {other_vpcs: [x]}")).notices).toEqual([]);
});

const BUCKET = { "a/cdk.tf.json": JSON.stringify({ resource: { aws_s3_bucket: { x: {} } } }) };

test.each([
  ["strict: true", "`strict: true`"],
  ["consumer_vpcs: [aws_vpc.app]", "`consumer_vpcs`"],
])("policy data with %s and no consumer VPC in the run is not judged", async (config, expected) => {
  const { report, notices } = await judge(BUCKET, `config: {${config}}`);
  expect(report).toMatchObject({ verdict: "unjudgeable", exit_code: 2 });
  expect(notices.at(-1)).toMatchObject({
    kind: "nothing-examined",
    fails: true,
    message: expect.stringContaining(expected),
  });
});

test("a run with one consumer VPC, and one of stacks that say their role, need no more", async () => {
  expect((await judge({ ...BUCKET, ...ONE }, "config: {strict: true}")).report.exit_code).toBe(0);
  const output = { privatelink_stack_role: { value: "account" } };
  const account = { "a/cdk.tf.json": JSON.stringify({ resource: { aws_s3_bucket: { x: {} } }, output }) };
  expect((await judge(account, "config: {strict: true}")).report.exit_code).toBe(0);
  expect((await judge(BUCKET)).report.exit_code).toBe(0);
});

const PLAN = JSON.stringify({ format_version: "1.2", terraform_version: "1.14.0", planned_values: {} });

test("Terraform files and plans of a folder that are not judged are told by name", async () => {
  const { report, notices } = await judge({
    ...ONE,
    "edge/main.tf": "",
    "more/network.tf.json": "{}",
    "tofu/main.tofu": "",
    "plan.json": PLAN,
    "sorted.json": '{"applyable": true, "configuration": {"provider_config": {}}}',
    saved: "PK\u0003\u0004 tfplan",
    "one/.terraform/modules/x/main.tf": "",
    "node_modules/x/main.tf": "",
    "manifest.txt": "{}",
    "README.md": "terraform plan",
    "one/.terraform.lock.hcl": "",
    "config.json": '{"a": 1}',
    "archive.zip": "PK\u0003\u0004 other",
  });
  expect(report.exit_code).toBe(0);
  expect(notices).toHaveLength(1);
  expect(notices[0]?.message).toContain(
    "these files stand in the folders of this run, and were not judged: edge/main.tf, more/network.tf.json, plan.json, saved, sorted.json, tofu/main.tofu. ",
  );
});

test("a plan in Terraform's own format is judged where the JSON of its stack's plan is", async () => {
  const plan = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.14.0",
    planned_values: { root_module: {} },
    resource_changes: [],
    configuration: { root_module: { resources: [] } },
  });
  const saved = { ...ONE, "one/plan.tfplan": "PK\u0003\u0004 tfplan" };
  expect((await judge(saved)).notices).toHaveLength(1);
  const folder = folderOf({ "plan.json": plan, "plan.tfplan": "PK\u0003\u0004 tfplan" });
  const report = await judgePaths([folder, join(folder, "plan.json")], { data: readPolicyData([]) });
  expect(report.notices).toEqual([]);
});

test("a name of other_vpcs is never taken for that of a consumer VPC, nor for one that is not near", async () => {
  const { notices } = await judge(ONE, "config: {strict: true, other_vpcs: [aws_vpc.legacx, aws_vpc.lab]}");
  expect(notices.map(({ message }) => message)).toEqual([
    "`other_vpcs` names `aws_vpc.legacx`, which matches nothing in this run. Correct the name, or remove it",
    "`other_vpcs` names `aws_vpc.lab`, which matches nothing in this run. Correct the name, or remove it",
  ]);
  const marked = await judge(ONE, "config: {other_vpcs: [aws_vpc.legacx]}");
  expect(marked.notices[0]?.message).toContain("Write `aws_vpc.legacy`");
});

test("a run that only destroys the consumer VPC that was asked for has examined it", async () => {
  const vpc = { address: "aws_vpc.app", mode: "managed", type: "aws_vpc", name: "app" };
  const change = { actions: ["delete"], before: { id: "vpc-1", cidr_block: "10.0.0.0/16" }, after: null };
  const plan = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.14.0",
    planned_values: { root_module: {} },
    resource_changes: [{ ...vpc, change }],
    configuration: { root_module: { resources: [] } },
  });
  const folder = folderOf({ "plan.json": plan, "policy.yaml": "config: {strict: true, consumer_vpcs: [aws_vpc.app]}" });
  const data = readPolicyData([join(folder, "policy.yaml")]);
  expect(await judgePaths([join(folder, "plan.json")], { data })).toMatchObject({ exit_code: 0, notices: [] });
});

test("a file that looks like policy data and was not read is named", async () => {
  const folder = folderOf({ "cdk.tf.json": STACK("a") });
  const data = { ...readPolicyData([]), unread: ["policy.yml"] };
  const { exit_code, notices } = await judgePaths([folder], { data });
  expect(exit_code).toBe(0);
  expect(notices).toMatchObject([{ kind: "data-not-read", fails: false, file: "policy.yml" }]);
});
