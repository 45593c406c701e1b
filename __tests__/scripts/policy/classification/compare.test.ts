import type { Bindings } from "../../../../scripts/policy/classification/bindings";
import { compare, twinName } from "../../../../scripts/policy/classification/compare";
import { type Entry, entrySchema, twinSchema } from "../../../../scripts/policy/classification/schema";
import type { Sources } from "../../../../scripts/policy/classification/sources";

function entry(lines: object): Entry {
  return entrySchema.parse({
    kind: "inert",
    reason: "It is made for this test, and opens nothing at all.",
    source: "https://docs.aws.amazon.com/thing.html",
    ...lines,
  });
}

const ROUTE = entry({
  kind: "route",
  what: "a route",
  vpc_arguments: ["route_table_id"],
  target_arguments: ["gateway_id"],
});

const SOURCES: Sources = {
  entries: { aws_route: ROUTE },
  twins: {},
  harmlessTwins: {},
  other: {
    provider: { source: "hashicorp/aws", version: "6.25.0" },
    later_arguments: {},
    later_types: {},
    foreign_providers: {},
    data_sources: {},
  },
  files: {},
};

const BINDINGS: Bindings = {
  version: "6.25.0",
  types: [
    { type: "aws_iam_role", arguments: ["name"] },
    { type: "aws_route", arguments: ["gateway_id", "route_table_id", "timeouts.create"] },
  ],
  maps: [],
};

const KNOWN = new Set(["aws_iam_role", "aws_route"]);

function found(change: {
  sources?: Partial<Sources>;
  bindings?: Partial<Bindings>;
  known?: ReadonlySet<string>;
}): string[] {
  return compare({ ...SOURCES, ...change.sources }, { ...BINDINGS, ...change.bindings }, change.known ?? KNOWN);
}

test("what fits is silent", () => {
  expect(found({})).toEqual([]);
});

test("fails when the provider has another version than was reviewed", () => {
  expect(found({ bindings: { version: "6.26.0" } })).toEqual([
    "other.yaml: provider.version must be that of the installed bindings, 6.26.0, got: 6.25.0. " +
      "Settle the other differences first, then write the new version.",
  ]);
});

test("fails when an upgrade adds a type that takes an argument of a network", () => {
  const types = [
    ...BINDINGS.types,
    { type: "aws_tunnel", arguments: ["config.subnet_id", "name", "publicly_accessible"] },
  ];
  expect(found({ bindings: { types } })).toEqual([
    "aws_tunnel must be classified, for it takes `config.subnet_id` (a subnet), `publicly_accessible` (public access or a public address). " +
      "Add an entry with kind and reason to the file that it fits.",
    expect.stringMatching(/^aws_tunnel is new in the provider/),
  ]);
});

test("fails when an upgrade adds any other type, until it is known", () => {
  const types = [...BINDINGS.types, { type: "aws_thing", arguments: ["name"] }];
  expect(found({ bindings: { types } })).toEqual([
    expect.stringMatching(
      /^aws_thing is new in the provider and takes no argument known to be one of a network\. Read what it does/,
    ),
  ]);
  expect(found({ bindings: { types }, known: new Set([...KNOWN, "aws_thing"]) })).toEqual([]);
});

test("fails when an argument appears on a classified type", () => {
  const types = [{ type: "aws_route", arguments: ["gateway_id", "quantum_gateway_id", "route_table_id"] }];
  expect(found({ bindings: { types } })).toEqual([
    "aws_route takes `quantum_gateway_id` (a gateway), which its entry does not name. Add it to vpc_arguments, target_arguments " +
      "or conditions, or to other_arguments if it neither places nor decides.",
  ]);
});

test("fails when an argument goes, and when a type goes", () => {
  expect(found({ bindings: { types: [{ type: "aws_route", arguments: ["route_table_id"] }] } })).toEqual([
    "aws_route takes no `gateway_id`, which its entry names. Correct the name, or take it away.",
  ]);
  expect(found({ bindings: { types: [] } })).toEqual([
    "aws_route is not in the provider any more. Take its entry away, once no stack can have it.",
  ]);
});

test("types of Terraform's own and of other providers are not looked for", () => {
  expect(found({ sources: { entries: { ...SOURCES.entries, terraform_data: entry({}) } } })).toEqual([]);
});

test("arguments of later versions are taken until they are there", () => {
  const entries = { aws_route: { ...ROUTE, target_arguments: ["gateway_id", "odb_network_arn"] } };
  const other = { ...SOURCES.other, later_arguments: { aws_route: ["odb_network_arn"] } };
  expect(found({ sources: { entries, other } })).toEqual([]);
  const types = [{ type: "aws_route", arguments: ["gateway_id", "odb_network_arn", "route_table_id"] }];
  expect(found({ sources: { entries, other }, bindings: { types } })).toEqual([
    "other.yaml: aws_route takes `odb_network_arn` by now. Take it from later_arguments.",
  ]);
});

test("an entry of a later type is taken until the provider has it", () => {
  const entries = { ...SOURCES.entries, aws_tomorrow: entry({}) };
  const other = { ...SOURCES.other, later_types: { aws_tomorrow: "It is made for this test, and opens nothing." } };
  expect(found({ sources: { entries, other } })).toEqual([]);
  const types = [...BINDINGS.types, { type: "aws_tomorrow", arguments: ["name"] }];
  expect(found({ sources: { entries, other }, bindings: { types } })).toEqual([
    "other.yaml: the provider has aws_tomorrow by now. Take it from later_types.",
  ]);
});

test("fails on an argument for a template that there is not", () => {
  const entries = { aws_route: { ...ROUTE, template_arguments: ["launch_template.id"] } };
  expect(found({ sources: { entries } })).toEqual([
    "aws_route takes no `launch_template.id`, which its entry names. Correct the name, or take it away.",
  ]);
});

test("fails on harmless twins of what is classified, and of nothing", () => {
  expect(found({ sources: { harmlessTwins: { awscc_iam_role: "aws_iam_role" } } })).toEqual([]);
  expect(found({ sources: { harmlessTwins: { awscc_ec2_route: "aws_route" } } })).toEqual([
    "awscc_ec2_route: aws_route, which it is the twin of, is classified. Move it to awscc.yaml.",
  ]);
  expect(found({ sources: { harmlessTwins: { awscc_iam_role: "aws_iam_rule" } } })).toEqual([
    "awscc_iam_role: aws_iam_rule, which it is the twin of, is not in the provider. Correct the name.",
  ]);
});

test("fails on twins of nothing, with another name, or with conditions of nothing", () => {
  const twin = (lines: object) =>
    twinSchema.parse({ twin_of: "aws_route", cloudformation: "AWS::EC2::Route", ...lines });
  expect(found({ sources: { twins: { awscc_ec2_route: twin({}) } } })).toEqual([]);
  expect(found({ sources: { twins: { awscc_ec2_route: twin({ twin_of: "aws_path" }) } } })).toEqual([
    "awscc_ec2_route: aws_path, which it is the twin of, is not classified.",
  ]);
  expect(found({ sources: { twins: { awscc_route: twin({}) } } })).toEqual([
    "awscc_route: AWS::EC2::Route is called awscc_ec2_route. Correct one of them.",
  ]);
  const conditions = { is_public: { argument: "is_public" } };
  expect(found({ sources: { twins: { awscc_ec2_route: twin({ conditions }) } } })).toEqual([
    "awscc_ec2_route: `is_public` decides nothing in aws_route. Correct the name, or take it away.",
  ]);
});

test.each([
  ["AWS::EC2::VPC", "awscc_ec2_vpc"],
  ["AWS::EC2::VPCEndpoint", "awscc_ec2_vpc_endpoint"],
  ["AWS::EC2::VPCDHCPOptionsAssociation", "awscc_ec2_vpcdhcp_options_association"],
  ["AWS::EC2::EC2Fleet", "awscc_ec2_ec2_fleet"],
  ["AWS::RDS::DBInstance", "awscc_rds_db_instance"],
  ["AWS::ServiceCatalog::CloudFormationProvisionedProduct", "awscc_servicecatalog_cloudformation_provisioned_product"],
  ["AWS::ElasticLoadBalancingV2::LoadBalancer", "awscc_elasticloadbalancingv2_load_balancer"],
])("%s is %s", (cloudformation, name) => {
  expect(twinName(cloudformation)).toBe(name);
});
