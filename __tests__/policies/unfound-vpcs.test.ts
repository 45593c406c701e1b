import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { judgePaths } from "../../policies/checker/judge-paths";
import { readPolicyData } from "../../policies/checker/policy-data";
import type { Report } from "../../policies/checker/report/report-schema";
import { temporaryFolder } from "../support/environments";

// Whoever asks for a proof and gets a clean run must have had a VPC examined.

/** Judges documents together. @param config policy data, as YAML. */
function judge(documents: readonly object[], config?: string): Promise<Report> {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = documents.map((document, number) => write(`${number}.json`, JSON.stringify(document)));
  const data = readPolicyData(config === undefined ? [] : [write("policy.yaml", `config:\n  ${config}\n`)]);
  return judgePaths(files, { data });
}

function results({ documents }: Report): string[] {
  return documents.flatMap(({ verdict }) =>
    verdict.verdict === "unjudgeable" ? [] : verdict.consumer_vpcs.map(({ result }) => result),
  );
}

const gatewayIn = (vpc_id: string) => ({ aws_internet_gateway: { out: { vpc_id } } });
const VPC = { aws_vpc: { app: { cidr_block: "10.0.0.0/16" } } };
const OPENED = { ...VPC, ...gatewayIn("${aws_vpc.app.id}") };
const NETWORK = { module: { network: { source: "./network" } } };
const MARK = { "privatelink:vpc-role": "consumer" };

describe("with strict: true", () => {
  test.each<[string, object]>([
    ["a variable", { variable: { vpc: {} }, resource: gatewayIn("${var.vpc}") }],
    ["a local", { variable: { vpc: {} }, locals: { vpc: "${var.vpc}" }, resource: gatewayIn("${local.vpc}") }],
    ["a module's output", { ...NETWORK, resource: gatewayIn("${module.network.vpc_id}") }],
    [
      "another state",
      {
        data: { terraform_remote_state: { network: { backend: "local" } } },
        resource: gatewayIn("${data.terraform_remote_state.network.outputs.vpc_id}"),
      },
    ],
    [
      "a parameter",
      {
        data: { aws_ssm_parameter: { vpc: { name: "/network/vpc" } } },
        resource: gatewayIn("${data.aws_ssm_parameter.vpc.value}"),
      },
    ],
    [
      "a data source",
      { data: { aws_vpc: { app: { default: false } } }, resource: gatewayIn("${data.aws_vpc.app.id}") },
    ],
    ["a value of Terraform's own", { resource: gatewayIn("${terraform_data.network.output}") }],
    ["its id", { resource: gatewayIn("vpc-0123456789abcdef0") }],
    [
      "a subnet's id",
      {
        resource: { aws_nat_gateway: { out: { subnet_id: "subnet-0123456789abcdef0", connectivity_type: "private" } } },
      },
    ],
    [
      "a route table's id",
      {
        resource: {
          aws_route: {
            out: {
              route_table_id: "rtb-0123456789abcdef0",
              destination_cidr_block: "0.0.0.0/0",
              transit_gateway_id: "tgw-0123456789abcdef0",
            },
          },
        },
      },
    ],
  ])("fails a way out of a VPC that is known by %s", async (_, document) => {
    const report = await judge([document], "strict: true");
    expect(report.exit_code).not.toBe(0);
    expect(results(report)).not.toContain("PROVEN");
  });

  test.each<[string, object]>([
    ["a module and nothing else", NETWORK],
    ["a module that makes what stands beside it", { ...NETWORK, resource: { aws_s3_bucket: { logs: {} } } }],
    ["nothing of a network", { resource: { aws_s3_bucket: { logs: {} } } }],
  ])("does not pass %s, of which nothing is examined", async (_, document) => {
    expect((await judge([document], "strict: true")).exit_code).not.toBe(0);
  });

  test("passes a VPC that is all there", async () => {
    const report = await judge([{ resource: VPC }], "strict: true");
    expect([report.exit_code, ...results(report)]).toEqual([0, "PROVEN"]);
  });
});

describe("a name in the policy data", () => {
  test.each([
    "consumer_vpcs: [aws_vpc.apq]",
    "consumer_vpcs: [aws_vpc.app, aws_vpc.apq]",
    'consumer_vpcs: ["module.apq.*"]',
    "consumer_vpcs: [vpc-0a9a9a9a9a9a9a9a9]",
  ])("fails where it matches nothing: %s", async (config) => {
    const report = await judge([{ resource: config.includes("aws_vpc.app") ? VPC : OPENED }], config);
    expect(report.exit_code).not.toBe(0);
    expect(JSON.stringify(report)).toMatch(/aws_vpc\.apq|module\.apq|vpc-0a9a9a9a9a9a9a9a9/);
  });

  test("passes where it matches in another document of the run", async () => {
    const other = { resource: { aws_vpc: { other: { cidr_block: "10.1.0.0/16" } } } };
    const report = await judge([{ resource: VPC }, other], "consumer_vpcs: [aws_vpc.app, aws_vpc.other]");
    expect([report.exit_code, ...results(report)]).toEqual([0, "PROVEN", "PROVEN"]);
  });
});

describe("a mark", () => {
  test.each<[string, object]>([
    ["in the VPC's tags", { resource: { ...OPENED, aws_vpc: { app: { tags: MARK } } } }],
    [
      "in a tag of its own",
      {
        resource: {
          ...OPENED,
          aws_ec2_tag: { mark: { resource_id: "${aws_vpc.app.id}", key: "privatelink:vpc-role", value: "consumer" } },
        },
      },
    ],
    ["in default tags", { provider: { aws: { default_tags: { tags: MARK } } }, resource: OPENED }],
    [
      "in default tags as a dynamic block",
      {
        provider: { aws: [{ dynamic: { default_tags: { for_each: [1], content: { tags: MARK } } } }] },
        resource: OPENED,
      },
    ],
    [
      "in default tags of a provider by another name",
      {
        terraform: { required_providers: { amazon: { source: "hashicorp/aws" } } },
        provider: { amazon: [{ default_tags: { tags: MARK } }] },
        resource: { ...OPENED, aws_vpc: { app: { provider: "amazon" } } },
      },
    ],
    [
      "in the tags by which VPCs are looked up",
      { data: { aws_vpcs: { all: { tags: MARK } } }, resource: gatewayIn("${data.aws_vpcs.all.ids[0]}") },
    ],
    [
      "in the filter by which a VPC is looked up",
      {
        data: { aws_vpc: { app: { filter: [{ name: "tag:privatelink:vpc-role", values: ["consumer"] }] } } },
        resource: gatewayIn("${data.aws_vpc.app.id}"),
      },
    ],
    ["that a module is given", { module: { network: { source: "./network", tags: MARK } } }],
    [
      "that a module of a registry is given",
      { module: { network: { source: "terraform-aws-modules/vpc/aws", vpc_tags: MARK } } },
    ],
  ])("counts %s", async (_, document) => {
    const report = await judge([document]);
    expect(report.exit_code).not.toBe(0);
    expect(results(report)).not.toContain("PROVEN");
  });

  const id = "vpc-0123456789abcdef0";
  const SERVICE = { "privatelink:vpc-role": "service" };
  const marked = { id, tags: MARK, tags_all: MARK };
  const bare = { id, tags: null, tags_all: {} };
  const tag = { id: `${id},privatelink:vpc-role`, resource_id: id, key: "privatelink:vpc-role", value: "consumer" };

  test.each<[string, readonly Change[]]>([
    ["taken away", [changed("aws_vpc.app", ["update"], marked, bare)]],
    ["changed to another", [changed("aws_vpc.app", ["update"], marked, { id, tags: SERVICE, tags_all: SERVICE })]],
    ["taken out of the default tags", [changed("aws_vpc.app", ["update"], { ...bare, tags_all: MARK }, bare)]],
    [
      "deleted as a tag of its own",
      [changed("aws_vpc.app", ["no-op"], bare, bare), changed("aws_ec2_tag.mark", ["delete"], tag, null)],
    ],
    [
      "forgotten as a tag of its own",
      [changed("aws_vpc.app", ["no-op"], bare, bare), changed("aws_ec2_tag.mark", ["forget"], tag, null)],
    ],
  ])("that was there before the plan and is %s in it is told", async (_, changes) => {
    const gateway = changed("aws_internet_gateway.out", ["create"], null, { vpc_id: id });
    const all = [...changes, gateway];
    const report = await judge([
      {
        format_version: "1.2",
        terraform_version: "1.15.5",
        complete: true,
        planned_values: { root_module: {} },
        resource_changes: all,
        configuration: { root_module: { resources: all.filter(({ change }) => change.after !== null) } },
      },
    ]);
    expect(results(report)).not.toContain("PROVEN");
    expect(JSON.stringify(report.documents.map(({ verdict }) => verdict))).toContain("aws_vpc.app");
  });
});

/** What a plan does to a resource. */
function changed(address: string, actions: readonly string[], before: object | null, after: object | null) {
  const [type, name] = address.split(".");
  return {
    address,
    mode: "managed",
    type,
    name,
    expressions: {},
    change: { actions, before, after, after_unknown: {} },
  };
}

type Change = ReturnType<typeof changed>;
