import { undeclaredDifferences } from "../../../pipeline/drift/undeclared-attributes";
import type { PlanDocument } from "../../../pipeline/terraform/plan-document";
import { type ResourceSchemas, resourceSchemas } from "../../../pipeline/terraform/resource-schemas";
import type { Terraform } from "../../../pipeline/terraform/terraform";

type Values = Readonly<Record<string, unknown>>;

/** A resource of a stack. */
interface Spec {
  readonly type: string;
  readonly found: Values;
  /** As it was recorded. @default - as it was found */
  readonly recorded?: Values;
  /** Expressions of its configuration. @default - nothing is declared */
  readonly declared?: Values;
}

/** The plan of a stack with resources that are called `a`, `b` and so on. */
function planOf(...specs: readonly Spec[]): PlanDocument {
  const all = specs.map((spec, index) => {
    const name = String.fromCharCode("a".charCodeAt(0) + index);
    return { ...spec, of: { address: `${spec.type}.${name}`, mode: "managed", type: spec.type, name } };
  });
  return {
    format_version: "1.2",
    resource_drift: all.flatMap(({ of, recorded, found }) =>
      recorded === undefined ? [] : [{ ...of, change: { actions: ["update"], before: recorded, after: found } }],
    ),
    prior_state: { values: { root_module: { resources: all.map(({ of, found }) => ({ ...of, values: found })) } } },
    configuration: {
      root_module: { resources: all.map(({ of, declared = {} }) => ({ ...of, expressions: declared })) },
    },
  };
}

/** Names of what differs, by address. */
function differing(plan: PlanDocument, schemas?: ResourceSchemas, configuration?: unknown): object {
  const found = undeclaredDifferences(plan, { schemas, configuration });
  return Object.fromEntries([...found].map(([address, all]) => [address, all.map(({ name }) => name)]));
}

const RULE = {
  ...{ cidr_blocks: ["10.20.0.0/20"], description: "Clients: vpc", from_port: 80, to_port: 80, protocol: "tcp" },
  ...{ ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false },
};
const GROUP: Spec = {
  type: "aws_security_group",
  recorded: { id: "sg-1", ingress: [] },
  found: { id: "sg-1", ingress: [RULE] },
};
const OWN_RULE: Spec = {
  type: "aws_vpc_security_group_ingress_rule",
  found: {
    ...{ id: "sgr-1", security_group_id: "sg-1", cidr_ipv4: "10.20.0.0/20", description: "Clients: vpc" },
    ...{ from_port: 80, to_port: 80, ip_protocol: "tcp" },
  },
};

test("a rule that is a resource of its own stands in its security group", () => {
  expect(differing(planOf(GROUP, OWN_RULE))).toEqual({});
});

test.each([
  ["nobody declares", { ...RULE, cidr_blocks: ["0.0.0.0/0"] }],
  ["has a range more", { ...RULE, cidr_blocks: ["10.20.0.0/20", "0.0.0.0/0"] }],
  ["has other ports", { ...RULE, from_port: 0, to_port: 65535 }],
  ["has all protocols", { ...RULE, from_port: 0, to_port: 0, protocol: "-1" }],
  ["has a security group more", { ...RULE, security_groups: ["sg-2"] }],
])("fails where a security group has a rule that %s", (_, rule) => {
  const opened = { ...GROUP, found: { id: "sg-1", ingress: [RULE, rule] } };
  expect(differing(planOf(opened, OWN_RULE))).toEqual({ "aws_security_group.a": ["ingress"] });
});

test("the rule of another security group explains nothing", () => {
  const other = { ...OWN_RULE, found: { ...OWN_RULE.found, security_group_id: "sg-2" } };
  expect(differing(planOf(GROUP, other))).toEqual({ "aws_security_group.a": ["ingress"] });
});

describe("rules of a security group", () => {
  type Direction = "ingress" | "egress";
  const SOURCE = { cidr_blocks: [], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false };
  const entry = (ports: Values, source: Values) => ({ ...SOURCE, description: "", ...ports, ...source });
  const WEB = { from_port: 443, to_port: 443, protocol: "tcp" };
  const RANGE = { cidr_blocks: ["10.42.0.0/20"] };
  const own = (direction: Direction, values: Values): Spec => ({
    type: `aws_vpc_security_group_${direction}_rule`,
    found: { security_group_id: "sg-1", cidr_ipv4: "10.42.0.0/20", from_port: 443, to_port: 443, ...values },
  });
  const TCP = { ip_protocol: "tcp" };
  const ALL = { ip_protocol: "-1", from_port: null, to_port: null, cidr_ipv4: "0.0.0.0/0" };
  const older = (type: Direction, values: Values): Spec => ({
    type: "aws_security_group_rule",
    found: { security_group_id: "sg-1", type, ...WEB, ...RANGE, self: false, ...values },
  });
  const differs = (direction: Direction, found: readonly Values[], rules: readonly Spec[], recorded: Values[] = []) =>
    differing(
      planOf(
        {
          type: "aws_security_group",
          recorded: { id: "sg-1", [direction]: recorded },
          found: { id: "sg-1", [direction]: found },
        },
        ...rules,
      ),
    );

  const none = { cidr_ipv4: null };
  test.each<[string, Direction, Values, Spec[]]>([
    ["a range", "ingress", entry(WEB, RANGE), [own("ingress", TCP)]],
    ["a range to which packets go", "egress", entry(WEB, RANGE), [own("egress", TCP)]],
    ["the older resource", "ingress", entry(WEB, RANGE), [older("ingress", {})]],
    ["the older resource, out", "egress", entry(WEB, RANGE), [older("egress", {})]],
    [
      "the security group itself",
      "ingress",
      entry(WEB, { self: true }),
      [own("ingress", { ...TCP, ...none, referenced_security_group_id: "sg-1" })],
    ],
    [
      "itself, by the older resource",
      "ingress",
      entry(WEB, { self: true }),
      [older("ingress", { cidr_blocks: null, self: true, source_security_group_id: "sg-1" })],
    ],
    [
      "a security group of another account",
      "ingress",
      entry(WEB, { security_groups: ["222222222222/sg-2"] }),
      [own("ingress", { ...TCP, ...none, referenced_security_group_id: "222222222222/sg-2" })],
    ],
    [
      "a prefix list",
      "egress",
      entry(WEB, { prefix_list_ids: ["pl-1"] }),
      [own("egress", { ...TCP, ...none, prefix_list_id: "pl-1" })],
    ],
    [
      "two ranges in one entry",
      "ingress",
      entry(WEB, { ...RANGE, ipv6_cidr_blocks: ["2001:db8::/32"] }),
      [own("ingress", TCP), own("ingress", { ...TCP, ...none, cidr_ipv6: "2001:db8::/32" })],
    ],
    ...[
      [0, 0],
      [-1, -1],
      [null, null],
    ].map(([from_port, to_port]): [string, Direction, Values, Spec[]] => [
      `all protocols with ports ${from_port}`,
      "egress",
      entry({ from_port, to_port, protocol: "-1" }, { cidr_blocks: ["0.0.0.0/0"] }),
      [own("egress", ALL)],
    ]),
    [
      "a protocol without ports, by its number",
      "ingress",
      entry({ from_port: 0, to_port: 0, protocol: "50" }, RANGE),
      [own("ingress", { ip_protocol: "50", from_port: null, to_port: null })],
    ],
    [
      "TCP by its number, from port 0 on",
      "ingress",
      entry({ from_port: 0, to_port: 65535, protocol: "tcp" }, RANGE),
      [own("ingress", { ip_protocol: "6", from_port: 0, to_port: 65535 })],
    ],
    [
      "all of ICMP, whose types AWS does not give",
      "ingress",
      entry({ from_port: 0, to_port: 0, protocol: "icmp" }, RANGE),
      [own("ingress", { ip_protocol: "icmp", from_port: null, to_port: null })],
    ],
    [
      "all of ICMP",
      "ingress",
      entry({ from_port: -1, to_port: -1, protocol: "icmp" }, RANGE),
      [own("ingress", { ip_protocol: "icmp", from_port: -1, to_port: -1 })],
    ],
    [
      "a type of ICMP without a code",
      "ingress",
      entry({ from_port: 8, to_port: 0, protocol: "icmp" }, RANGE),
      [own("ingress", { ip_protocol: "icmp", from_port: 8, to_port: null })],
    ],
  ])("follow from resources of their own: %s", (_, direction, found, rules) => {
    expect(differs(direction, [found], rules)).toEqual({});
  });

  test("two rules may stand in one entry", () => {
    const both = entry(WEB, { cidr_blocks: ["10.42.0.0/20", "10.43.0.0/20"] });
    const recorded = entry(WEB, { cidr_blocks: ["10.43.0.0/20"] });
    const other = own("ingress", { ...TCP, cidr_ipv4: "10.43.0.0/20" });
    expect(differs("ingress", [both], [own("ingress", TCP), other], [recorded])).toEqual({});
  });

  test("fails where an apply has recorded a rule that nobody declares", () => {
    const found = { id: "sg-1", ingress: [entry(WEB, RANGE), entry(WEB, { cidr_blocks: ["10.99.0.0/16"] })] };
    const group: Spec = { type: "aws_security_group", found };
    expect(differing(planOf(group, own("ingress", TCP)))).toEqual({ "aws_security_group.a": ["ingress"] });
    expect(differing(planOf({ ...group, declared: { ingress: {} } }))).toEqual({});
    const configuration = {
      resource: { aws_security_group: { a: { lifecycle: { ignore_changes: ["ingress"] } } } },
    };
    expect(differing(planOf(group), undefined, configuration)).toEqual({});
    const dynamic = { resource: { aws_security_group: { a: { dynamic: { ingress: { for_each: [] } } } } } };
    expect(differing(planOf(group), undefined, dynamic)).toEqual({});
  });

  test("fails where the rule that lets it through was itself changed by hand", () => {
    const wide = { ...TCP, cidr_ipv4: "0.0.0.0/0" };
    const rule = { ...own("ingress", wide), recorded: own("ingress", TCP).found };
    const found = { id: "sg-1", ingress: [entry(WEB, { cidr_blocks: ["0.0.0.0/0"] })] };
    const group: Spec = { type: "aws_security_group", recorded: { id: "sg-1", ingress: [] }, found };
    expect(Object.keys(differing(planOf(group, rule)))).toContain("aws_security_group.a");
  });

  const ANY = { from_port: 0, to_port: 0, protocol: "-1" };
  test.each<[string, Direction, Values, Spec[]]>([
    ["ports from 0", "ingress", entry({ ...WEB, from_port: 0 }, RANGE), [own("ingress", TCP)]],
    ["port 0", "ingress", entry({ ...WEB, from_port: 0, to_port: 0 }, RANGE), [own("ingress", TCP)]],
    ["ports to another end", "ingress", entry({ ...WEB, to_port: 8443 }, RANGE), [own("ingress", TCP)]],
    [
      "ports the other way round",
      "ingress",
      entry({ from_port: 80, to_port: 443, protocol: "tcp" }, RANGE),
      [own("ingress", { ...TCP, from_port: 443, to_port: 80 })],
    ],
    ["another protocol", "ingress", entry({ ...WEB, protocol: "udp" }, RANGE), [own("ingress", TCP)]],
    ["what a rule lets out", "ingress", entry(ANY, { cidr_blocks: ["0.0.0.0/0"] }), [own("egress", ALL)]],
    ["what a rule lets in", "egress", entry(WEB, RANGE), [own("ingress", TCP)]],
    ["what an older rule lets out", "ingress", entry(WEB, RANGE), [older("egress", {})]],
    ["the security group itself", "ingress", entry(WEB, { ...RANGE, self: true }), [own("ingress", TCP)]],
    ["itself, where a rule says another one", "ingress", entry(WEB, { self: true }), [older("ingress", {})]],
    [
      "the peer of a rule of the other security group",
      "ingress",
      entry(WEB, { self: true }),
      [own("ingress", { ...TCP, ...none, security_group_id: "sg-2", referenced_security_group_id: "sg-1" })],
    ],
    [
      "a range that is only in the description of a rule",
      "ingress",
      entry(WEB, { cidr_blocks: ["0.0.0.0/0"] }),
      [own("ingress", { ...TCP, description: "0.0.0.0/0" })],
    ],
    [
      "all types of ICMP",
      "ingress",
      entry({ from_port: -1, to_port: -1, protocol: "icmp" }, RANGE),
      [own("ingress", { ip_protocol: "icmp", from_port: 8, to_port: 0 })],
    ],
    [
      "a type of ICMP in place of another one",
      "ingress",
      entry({ from_port: 0, to_port: 0, protocol: "icmp" }, RANGE),
      [own("ingress", { ip_protocol: "icmp", from_port: 8, to_port: 0 })],
    ],
    [
      "another description",
      "ingress",
      { ...entry(WEB, RANGE), description: "by hand" },
      [own("ingress", { ...TCP, description: "Clients" })],
    ],
    ["nobody that is known", "ingress", entry(WEB, {}), [own("ingress", TCP)]],
  ])("fails where somebody lets through %s", (_, direction, found, rules) => {
    const declared = entry(WEB, RANGE);
    const recorded = direction === "ingress" && rules[0]?.type.includes("ingress") ? [declared] : [];
    expect(differs(direction, [...recorded, found], rules, recorded)).toEqual({ "aws_security_group.a": [direction] });
  });
});

const ROUTE = { cidr_block: "10.0.0.0/8", gateway_id: "igw-1" };
const TABLE: Spec = {
  type: "aws_route_table",
  recorded: { id: "rtb-1", route: [] },
  found: { id: "rtb-1", route: [{ ...ROUTE, ipv6_cidr_block: "" }] },
};
const OWN_ROUTE = { route_table_id: "rtb-1", destination_cidr_block: "10.0.0.0/8", gateway_id: "igw-1" };

test("a route that is a resource of its own stands in its route table", () => {
  expect(differing(planOf(TABLE, { type: "aws_route", found: OWN_ROUTE }))).toEqual({});
});

test.each<[string, Spec]>([
  ["nobody declares", { type: "aws_route", found: { ...OWN_ROUTE, route_table_id: "rtb-2" } }],
  ["leads elsewhere", { type: "aws_route", found: { ...OWN_ROUTE, gateway_id: "igw-2" } }],
  [
    "only texts of another type say",
    { type: "aws_ssm_parameter", found: { id: "p", value: "rtb-1", tags: { a: "10.0.0.0/8", b: "igw-1" } } },
  ],
])("fails where a route table has a route that %s", (_, other) => {
  expect(differing(planOf(TABLE, other))).toEqual({ "aws_route_table.a": ["route"] });
  const recorded = { type: TABLE.type, found: TABLE.found };
  expect(differing(planOf(recorded, other))).toEqual({ "aws_route_table.a": ["route"] });
});

describe("entries of a network ACL", () => {
  const ALLOW = {
    ...{ action: "allow", cidr_block: "10.0.0.0/16", from_port: 443, to_port: 443, protocol: "6", rule_no: 100 },
    ...{ icmp_code: 0, icmp_type: 0, ipv6_cidr_block: "" },
  };
  const DENY = { ...ALLOW, action: "deny", cidr_block: "0.0.0.0/0", rule_no: 50 };
  const rule = (values: Values = {}): Spec => ({
    type: "aws_network_acl_rule",
    found: {
      ...{ network_acl_id: "acl-1", egress: false, rule_action: "allow", rule_number: 100, protocol: "tcp" },
      ...{ cidr_block: "10.0.0.0/16", from_port: 443, to_port: 443, ...values },
    },
  });
  const acl = (recorded: Values[], found: Values[]): Spec => ({
    type: "aws_network_acl",
    recorded: { id: "acl-1", ingress: recorded },
    found: { id: "acl-1", ingress: found },
  });

  test("a rule that is a resource of its own is one", () => {
    expect(differing(planOf(acl([], [ALLOW]), rule()))).toEqual({});
  });

  test.each<[string, Values[], Values[], Spec]>([
    ["nobody declares", [ALLOW], [ALLOW, { ...DENY, action: "allow" }], rule()],
    ["is that of the other direction", [], [ALLOW], rule({ egress: true })],
    ["comes before others", [], [{ ...ALLOW, rule_no: 10 }], rule()],
  ])("fails where one %s", (_, recorded, found, own) => {
    expect(differing(planOf(acl(recorded, found), own))).toEqual({ "aws_network_acl.a": ["ingress"] });
  });

  test("fails where an entry that denies is not there any more; one that allowed may go", () => {
    expect(differing(planOf(acl([ALLOW, DENY], [ALLOW]), rule()))).toEqual({ "aws_network_acl.a": ["ingress"] });
    expect(differing(planOf(acl([ALLOW, { ...DENY, action: "allow" }], [ALLOW]), rule()))).toEqual({});
  });
});

test("ports of an entry without ports are none", () => {
  const entry = { action: "allow", cidr_block: "10.0.0.0/16", from_port: 0, to_port: 0, protocol: "-1", rule_no: 100 };
  const acl: Spec = {
    type: "aws_network_acl",
    recorded: { id: "acl-1", ingress: [] },
    found: { id: "acl-1", ingress: [entry] },
  };
  const rule = {
    ...{ network_acl_id: "acl-1", egress: false, rule_action: "allow", rule_number: 100, protocol: "all" },
    ...{ cidr_block: "10.0.0.0/16", from_port: 0, to_port: 65535 },
  };
  expect(differing(planOf(acl, { type: "aws_network_acl_rule", found: rule }))).toEqual({});
});

test("fails where a subnet left a network ACL, and no other one of the stack has it", () => {
  const acl: Spec = {
    type: "aws_network_acl",
    recorded: { id: "acl-1", subnet_ids: ["subnet-1"] },
    found: { id: "acl-1", subnet_ids: [] },
  };
  expect(differing(planOf(acl))).toEqual({ "aws_network_acl.a": ["subnet_ids"] });
  const other: Spec = { type: "aws_network_acl", found: { id: "acl-2", subnet_ids: ["subnet-1"] } };
  expect(differing(planOf(acl, other))).toEqual({});
});

test.each<[string, Values, Values, string, Values]>([
  [
    "aws_rds_cluster",
    { cluster_members: [] },
    { cluster_members: ["db-1"] },
    "aws_rds_cluster_instance",
    { id: "db-1", cluster_identifier: "x" },
  ],
  [
    "aws_vpc",
    { ipv6_cidr_block: "" },
    { ipv6_cidr_block: "2001:db8::/56" },
    "aws_vpc_ipv6_cidr_block_association",
    { vpc_id: "x", ipv6_cidr_block: "2001:db8::/56" },
  ],
  ["aws_instance", { public_ip: "" }, { public_ip: "192.0.2.1" }, "aws_eip", { instance: "x", public_ip: "192.0.2.1" }],
  [
    "aws_iam_role",
    { managed_policy_arns: [] },
    { managed_policy_arns: ["arn:a"] },
    "aws_iam_role_policy_attachments_exclusive",
    { role_name: "x", policy_arns: ["arn:a"] },
  ],
  [
    "aws_instance",
    { ebs_block_device: [] },
    { ebs_block_device: [{ device_name: "/dev/sdh", volume_id: "vol-1", volume_size: 8 }] },
    "aws_volume_attachment",
    { instance_id: "x", device_name: "/dev/sdh", volume_id: "vol-1" },
  ],
])("%s: what another resource fills is no change; fails where it does not", (type, before, now, other, values) => {
  const changed: Spec = { type, recorded: { id: "x", ...before }, found: { id: "x", ...now } };
  expect(differing(planOf(changed, { type: other, found: { id: "y", ...values } }))).toEqual({});
  expect(differing(planOf(changed))).toEqual({ [`${type}.a`]: Object.keys(now) });
});

test("groups of the first interface of an instance are those of its attachment", () => {
  const groups = (ids: string[]) => ({ id: "i-1", primary_network_interface_id: "eni-1", vpc_security_group_ids: ids });
  const instance: Spec = { type: "aws_instance", recorded: groups([]), found: groups(["sg-1"]) };
  const attachment = { network_interface_id: "eni-1", security_group_id: "sg-1" };
  expect(differing(planOf(instance, { type: "aws_network_interface_sg_attachment", found: attachment }))).toEqual({});
});

test("a resource explains although the provider tells something else of it now", async () => {
  const attributes = { state: { type: "string", computed: true } };
  const resource_schemas = { aws_route: { block: { attributes } } };
  const schemas = await schemasOf(0, JSON.stringify({ provider_schemas: { aws: { resource_schemas } } }));
  const found = { ...OWN_ROUTE, state: "active" };
  const own: Spec = { type: "aws_route", recorded: { ...OWN_ROUTE, state: "blackhole" }, found, declared: found };
  expect(differing(planOf(TABLE, own), schemas)).toEqual({});
});

test("fails where a bucket is only the target of what declares the attribute of another bucket", () => {
  const logging = (target: string) => ({ id: "logs", logging: [{ target_bucket: target }] });
  const bucket: Spec = { type: "aws_s3_bucket", recorded: { id: "logs", logging: [] }, found: logging("evil") };
  const other: Spec = { type: "aws_s3_bucket_logging", found: { id: "b", bucket: "b", target_bucket: "logs" } };
  expect(differing(planOf(bucket, other))).toEqual({ "aws_s3_bucket.a": ["logging"] });
  const own: Spec = { type: "aws_s3_bucket_logging", found: { id: "logs", bucket: "logs", target_bucket: "evil" } };
  expect(differing(planOf(bucket, own))).toEqual({});
});

describe("what a resource of another type happens to say explains nothing", () => {
  const alarm = (dimensions: Values): Spec => ({
    type: "aws_cloudwatch_metric_alarm",
    found: { id: "cpu", actions_enabled: true, dimensions },
  });
  test.each<[string, Spec, Spec]>([
    [
      "associate_public_ip_address",
      {
        type: "aws_instance",
        recorded: { id: "i-1", associate_public_ip_address: false },
        found: { id: "i-1", associate_public_ip_address: true },
      },
      alarm({ InstanceId: "i-1" }),
    ],
    [
      "enforce_security_group_inbound_rules_on_private_link_traffic",
      {
        type: "aws_lb",
        recorded: { id: "lb", enforce_security_group_inbound_rules_on_private_link_traffic: "on" },
        found: { id: "lb", enforce_security_group_inbound_rules_on_private_link_traffic: "off" },
      },
      { type: "aws_lb_target_group", found: { id: "t", load_balancer_arns: ["lb"], target_failover: ["off"] } },
    ],
    [
      "allowed_principals",
      {
        type: "aws_vpc_endpoint_service",
        recorded: { id: "vpce-svc-1", allowed_principals: [] },
        found: { id: "vpce-svc-1", allowed_principals: ["*"] },
      },
      { type: "aws_ssm_parameter", found: { id: "p", value: "vpce-svc-1", tags: { x: "*" } } },
    ],
    [
      "security_group_ids",
      {
        type: "aws_vpc_endpoint",
        recorded: { id: "vpce-1", security_group_ids: ["sg-1"] },
        found: { id: "vpce-1", security_group_ids: ["sg-2"] },
      },
      { type: "aws_lambda_function", found: { id: "f", environment: [{ variables: { E: "vpce-1", G: "sg-2" } }] } },
    ],
  ])("fails where %s was changed", (attribute, changed, other) => {
    expect(differing(planOf(changed, other))).toEqual({ [`${changed.type}.a`]: [attribute] });
  });
});

test("fails where two resources that were changed by hand say the same", () => {
  const card: Spec = {
    type: "aws_network_interface",
    recorded: { id: "eni-1", security_groups: ["sg-1"] },
    found: { id: "eni-1", security_groups: ["sg-open"] },
  };
  const attachment: Spec = {
    type: "aws_network_interface_sg_attachment",
    recorded: { id: "x", network_interface_id: "eni-1", security_group_id: "sg-1" },
    found: { id: "x", network_interface_id: "eni-1", security_group_id: "sg-open" },
    declared: { network_interface_id: {}, security_group_id: {} },
  };
  expect(differing(planOf(card, attachment))).toEqual({ "aws_network_interface.a": ["security_groups"] });
  const { recorded: _, ...declared } = attachment;
  expect(differing(planOf(card, declared))).toEqual({});
});

test.each([
  ["aws_lambda_function", "code_sha256"],
  ["aws_vpc", "dhcp_options_id"],
  ["aws_vpc", "main_route_table_id"],
  ["aws_launch_template", "latest_version"],
  ["aws_iam_role", "unique_id"],
])("fails where %s has another %s, although only the provider tells it", async (type, attribute) => {
  const attributes = { [attribute]: { type: "string", computed: true } };
  const resource_schemas = { [type]: { block: { attributes } } };
  const schemas = await schemasOf(0, JSON.stringify({ provider_schemas: { aws: { resource_schemas } } }));
  const changed: Spec = { type, recorded: { id: "x", [attribute]: "a" }, found: { id: "x", [attribute]: "b" } };
  expect(differing(planOf(changed), schemas)).toEqual({ [`${type}.a`]: [attribute] });
});

test("the DHCP options of a VPC are those that are associated with it", () => {
  const vpc: Spec = {
    type: "aws_vpc",
    recorded: { id: "vpc-1", dhcp_options_id: "dopt-0" },
    found: { id: "vpc-1", dhcp_options_id: "dopt-1" },
  };
  const association = { id: "dopt-1-vpc-1", vpc_id: "vpc-1", dhcp_options_id: "dopt-1" };
  expect(differing(planOf(vpc, { type: "aws_vpc_dhcp_options_association", found: association }))).toEqual({});
});

const POLICY = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*" }], Version: "2008-10-17" });
const ENDPOINT: Spec = {
  type: "aws_vpc_endpoint",
  recorded: { id: "vpce-1", policy: POLICY },
  found: { id: "vpce-1", policy: POLICY.replace("Allow", "Deny") },
};

test("fails where the policy of an endpoint is replaced that declares none", () => {
  expect(differing(planOf(ENDPOINT))).toEqual({ "aws_vpc_endpoint.a": ["policy"] });
});

test("a policy that only says it in another order is the same", () => {
  const found = { id: "vpce-1", policy: '{"Version":"2008-10-17","Statement":[{"Action":"*","Effect":"Allow"}]}' };
  expect(differing(planOf({ ...ENDPOINT, found }))).toEqual({});
});

test("what a resource of its own declares is compared there", () => {
  const own: Spec = { type: "aws_vpc_endpoint_policy", found: { id: "x", vpc_endpoint_id: "vpce-1", policy: "{}" } };
  expect(differing(planOf(ENDPOINT, { ...own, declared: { policy: {} } }))).toEqual({});
  // This one declares no policy either.
  expect(differing(planOf(ENDPOINT, own))).toEqual({ "aws_vpc_endpoint.a": ["policy"] });
});

test("what the configuration declares, Terraform compares: it may be declared as it was found", () => {
  expect(differing(planOf({ ...ENDPOINT, declared: { policy: {} } }))).toEqual({});
});

test("policies that are attached to a role stand in it; fails where another one does", () => {
  const attached = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
  const role: Spec = {
    type: "aws_iam_role",
    recorded: { id: "dev-web-client", managed_policy_arns: [] },
    found: { id: "dev-web-client", managed_policy_arns: [attached] },
  };
  const attachment: Spec = {
    type: "aws_iam_role_policy_attachment",
    found: { id: "x", role: "dev-web-client", policy_arn: attached },
  };
  expect(differing(planOf(role, attachment))).toEqual({});
  const admin = {
    id: "dev-web-client",
    managed_policy_arns: [attached, "arn:aws:iam::aws:policy/AdministratorAccess"],
  };
  expect(differing(planOf({ ...role, found: admin }, attachment))).toEqual({
    "aws_iam_role.a": ["managed_policy_arns"],
  });
});

test.each([
  ["nothing", null, []],
  ["no entries", null, {}],
  ["zero", null, 0],
  ["false", null, false],
  ["a text without letters", null, ""],
])("a provider that reads %s for what was not set found no change", (_, recorded, found) => {
  expect(
    differing(planOf({ type: "aws_lb", recorded: { id: "x", a: recorded }, found: { id: "x", a: found } })),
  ).toEqual({});
});

test("what AWS moves by itself is left out where nothing declares it", () => {
  const group: Spec = {
    type: "aws_autoscaling_group",
    recorded: { id: "x", desired_capacity: 2, max_size: 4 },
    found: { id: "x", desired_capacity: 3, max_size: 4 },
  };
  expect(differing(planOf(group))).toEqual({});
});

test("what Terraform is told to ignore is left out", () => {
  const configuration = {
    resource: { aws_vpc_endpoint: { a: { lifecycle: { ignore_changes: ["policy"] } } } },
  };
  expect(differing(planOf(ENDPOINT), undefined, configuration)).toEqual({});
  const all = { resource: { aws_vpc_endpoint: { a: { lifecycle: { ignore_changes: "all" } } } } };
  expect(differing(planOf(ENDPOINT), undefined, all)).toEqual({});
});

/** What `terraform providers schema -json` prints. */
const SCHEMA = {
  provider_schemas: {
    "registry.terraform.io/hashicorp/aws": {
      resource_schemas: {
        aws_vpc_endpoint: {
          block: {
            attributes: {
              id: { type: "string", optional: true, computed: true },
              state: { type: "string", computed: true },
              policy: { type: "string", optional: true, computed: true },
            },
            block_types: {
              dns_options: {
                nesting_mode: "list",
                block: {
                  attributes: {
                    dns_record_ip_type: { type: "string", optional: true, computed: true },
                    told: { type: "string", computed: true },
                    asked: { type: "string", optional: true, computed: true },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

function schemasOf(code: number, stdout: string): Promise<ResourceSchemas | undefined> {
  return resourceSchemas({ run: async () => ({ code, stdout, stderr: "" }) } as unknown as Terraform, ".");
}

test("what only the provider tells is left out, also within blocks; what can be set counts", async () => {
  const schemas = await schemasOf(0, JSON.stringify(SCHEMA));
  const endpoint = (state: string, options: object): Spec => ({
    type: "aws_vpc_endpoint",
    declared: { dns_options: [{ dns_record_ip_type: {} }] },
    recorded: { id: "vpce-1", state: "pending", dns_options: [{ dns_record_ip_type: "ipv4", told: "a", asked: "a" }] },
    found: { id: "vpce-1", state, dns_options: [{ dns_record_ip_type: "ipv4", told: "a", asked: "a", ...options }] },
  });
  expect(differing(planOf(endpoint("available", { told: "b" })), schemas)).toEqual({});
  expect(differing(planOf(endpoint("available", { dns_record_ip_type: "ipv6" })), schemas)).toEqual({});
  expect(differing(planOf(endpoint("available", { asked: "b" })), schemas)).toEqual({
    "aws_vpc_endpoint.a": ["dns_options"],
  });
});

test("fails where the provider does not tell its schema: nothing is left out for it", async () => {
  const [failed, broken] = [await schemasOf(1, ""), await schemasOf(0, "no JSON")];
  expect([failed, broken]).toEqual([undefined, undefined]);
  const endpoint: Spec = {
    type: "aws_vpc_endpoint",
    recorded: { id: "vpce-1", state: "pendingAcceptance" },
    found: { id: "vpce-1", state: "available" },
  };
  expect(differing(planOf(endpoint), failed)).toEqual({ "aws_vpc_endpoint.a": ["state"] });
});

test("a resource in a module is found in its configuration", () => {
  const of = { mode: "managed", type: "aws_vpc_endpoint", name: "a" };
  const address = 'module.m["x.y"].aws_vpc_endpoint.a[0]';
  const { recorded, found } = ENDPOINT;
  const plan = (expressions: object) =>
    ({
      format_version: "1.2",
      resource_drift: [{ ...of, address, change: { actions: ["update"], before: recorded, after: found } }],
      configuration: {
        root_module: {
          module_calls: { m: { module: { resources: [{ ...of, address: "aws_vpc_endpoint.a", expressions }] } } },
        },
      },
    }) as PlanDocument;
  expect(differing(plan({ policy: {} }))).toEqual({});
  expect(differing(plan({}))).toEqual({ [address]: ["policy"] });
});

test("values that are sensitive are not compared: no plan has them", () => {
  const plan = planOf({ type: "aws_x", recorded: { id: "x", a: "1" }, found: { id: "x", a: "2" } });
  const [drift] = plan.resource_drift ?? [];
  Object.assign(drift?.change ?? {}, { after_sensitive: { a: true } });
  expect(differing(plan)).toEqual({});
});
