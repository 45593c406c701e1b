import { loadPolicy, type Policy } from "../../policies/checker/policy";
import type { Verdict } from "../../policies/checker/verdict";
import { plans, type Resources, stacks, VPCS } from "./documents";

/** A way out, the rule that refuses it and the resource it is found at. */
type Case = readonly [rule: string, address: string, resources: Resources];

const INTERNET = "no-internet-gateway";
const NAT = "no-nat-gateway";
const PEERING = "no-peering";
const HIDDEN = "not-visible";

/** Refused in a stack whose role is consumer, whatever they name. */
const IN_A_CONSUMER_STACK: readonly Case[] = [
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: {} } }],
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "vpc-1" } } }],
  [
    INTERNET,
    "aws_internet_gateway_attachment.x",
    { aws_internet_gateway_attachment: { x: { vpc_id: "vpc-1", internet_gateway_id: "igw-1" } } },
  ],
  [INTERNET, "aws_egress_only_internet_gateway.x", { aws_egress_only_internet_gateway: { x: { vpc_id: "vpc-1" } } }],
  [INTERNET, "awscc_ec2_internet_gateway.x", { awscc_ec2_internet_gateway: { x: {} } }],
  [
    INTERNET,
    "awscc_ec2_vpc_gateway_attachment.x",
    { awscc_ec2_vpc_gateway_attachment: { x: { vpc_id: "vpc-1", internet_gateway_id: "igw-1" } } },
  ],
  [
    INTERNET,
    "awscc_ec2_egress_only_internet_gateway.x",
    { awscc_ec2_egress_only_internet_gateway: { x: { vpc_id: "vpc-1" } } },
  ],
  [INTERNET, "aws_default_vpc.x", { aws_default_vpc: { x: {} } }],
  [INTERNET, "aws_default_subnet.x", { aws_default_subnet: { x: { availability_zone: "us-east-1a" } } }],
  [INTERNET, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "igw-1" } } }],
  [
    INTERNET,
    "aws_route.x",
    { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "${aws_internet_gateway.g.id}" } } },
  ],
  [INTERNET, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", egress_only_gateway_id: "eigw-1" } } }],
  [INTERNET, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "eigw-1" } } }],
  [
    INTERNET,
    "awscc_ec2_route.x",
    { awscc_ec2_route: { x: { route_table_id: "rtb-1", egress_only_internet_gateway_id: "eigw-1" } } },
  ],
  [
    INTERNET,
    "aws_route_table.x",
    { aws_route_table: { x: { vpc_id: "vpc-1", route: [{ cidr_block: "0.0.0.0/1", gateway_id: "igw-1" }] } } },
  ],
  [
    INTERNET,
    "aws_default_route_table.x",
    { aws_default_route_table: { x: { route: [{ ipv6_cidr_block: "::/0", egress_only_gateway_id: "eigw-1" }] } } },
  ],
  [
    INTERNET,
    "aws_route_table_association.x",
    { aws_route_table_association: { x: { route_table_id: "rtb-1", gateway_id: "igw-1" } } },
  ],
  [
    INTERNET,
    "awscc_ec2_gateway_route_table_association.x",
    { awscc_ec2_gateway_route_table_association: { x: { gateway_id: "igw-1" } } },
  ],
  [
    "not-visible",
    "aws_route_table_association.x",
    { aws_route_table_association: { x: { subnet_id: "subnet-1", route_table_id: "rtb-1" } } },
  ],
  [NAT, "aws_nat_gateway.x", { aws_nat_gateway: { x: { subnet_id: "subnet-1", connectivity_type: "private" } } }],
  [NAT, "aws_nat_gateway.x", { aws_nat_gateway: { x: { vpc_id: "vpc-1", availability_mode: "regional" } } }],
  [NAT, "awscc_ec2_nat_gateway.x", { awscc_ec2_nat_gateway: { x: { subnet_id: "subnet-1" } } }],
  [NAT, "aws_nat_gateway_eip_association.x", { aws_nat_gateway_eip_association: { x: { nat_gateway_id: "nat-1" } } }],
  [NAT, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", nat_gateway_id: "nat-1" } } }],
  [NAT, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "nat-1" } } }],
  [
    NAT,
    "aws_route_table.x",
    { aws_route_table: { x: { route: [{ gateway_id: "local" }, { nat_gateway_id: "nat-1" }] } } },
  ],
  [
    PEERING,
    "aws_vpc_peering_connection.x",
    { aws_vpc_peering_connection: { x: { vpc_id: "vpc-1", peer_vpc_id: "vpc-2" } } },
  ],
  [
    PEERING,
    "aws_vpc_peering_connection_accepter.x",
    { aws_vpc_peering_connection_accepter: { x: { vpc_peering_connection_id: "pcx-1" } } },
  ],
  [
    PEERING,
    "awscc_ec2_vpc_peering_connection.x",
    { awscc_ec2_vpc_peering_connection: { x: { vpc_id: "vpc-1", peer_vpc_id: "vpc-2" } } },
  ],
  [PEERING, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", vpc_peering_connection_id: "pcx-1" } } }],
  [PEERING, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", network_interface_id: "pcx-1" } } }],
  [HIDDEN, "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "${var.target}" } } }],
  [
    "no-forwarding",
    "aws_route.x",
    { aws_route: { x: { route_table_id: "rtb-1", network_interface_id: "${data.external.x.result.id}" } } },
  ],
  ["allowed-endpoints", "aws_route.x", { aws_route: { x: { route_table_id: "rtb-1", vpc_endpoint_id: "vpce-1" } } }],
];

/** Refused where a VPC is marked, in any stack. */
const BESIDE_A_CONSUMER: readonly Case[] = [
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "${aws_vpc.consumer.id}" } } }],
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "${aws_vpc.consumer[0].id}" } } }],
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "${var.vpc_id}" } } }],
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "${data.aws_vpc.x.id}" } } }],
  [INTERNET, "aws_internet_gateway.x", { aws_internet_gateway: { x: { vpc_id: "vpc-1" } } }],
  [
    INTERNET,
    "aws_route.x",
    {
      aws_route_table: { t: { vpc_id: "${aws_vpc.consumer.id}" } },
      aws_route: { x: { route_table_id: "${aws_route_table.t.id}", gateway_id: "igw-1" } },
    },
  ],
  [
    INTERNET,
    "aws_route.x",
    { aws_route: { x: { route_table_id: "${aws_vpc.consumer.main_route_table_id}", gateway_id: "igw-1" } } },
  ],
  [
    INTERNET,
    "aws_default_route_table.x",
    {
      aws_default_route_table: {
        x: { default_route_table_id: "${aws_vpc.consumer.default_route_table_id}", route: [{ gateway_id: "igw-1" }] },
      },
    },
  ],
  [NAT, "aws_nat_gateway.x", { aws_nat_gateway: { x: { subnet_id: "${aws_subnet.consumer.id}" } } }],
  [NAT, "aws_nat_gateway.x", { aws_nat_gateway: { x: { subnet_id: "subnet-1" } } }],
  [
    PEERING,
    "aws_vpc_peering_connection.x",
    { aws_vpc_peering_connection: { x: { vpc_id: "${aws_vpc.service.id}", peer_vpc_id: "${aws_vpc.consumer.id}" } } },
  ],
  [
    PEERING,
    "aws_vpc_peering_connection.x",
    { aws_vpc_peering_connection: { x: { vpc_id: "${aws_vpc.consumer.id}", peer_vpc_id: "${aws_vpc.service.id}" } } },
  ],
  [
    PEERING,
    "aws_vpc_peering_connection_accepter.x",
    { aws_vpc_peering_connection_accepter: { x: { vpc_peering_connection_id: "pcx-1" } } },
  ],
];

/** Passed in a stack whose role is consumer. */
const HARMLESS: readonly Resources[] = [
  { aws_route_table: { x: { vpc_id: "vpc-1" } } },
  {
    aws_route_table: {
      x: { vpc_id: "vpc-1", route: [{ cidr_block: "10.0.0.0/16", gateway_id: "local", nat_gateway_id: "" }] },
    },
  },
  { aws_vpc_endpoint: { x: { vpc_id: "vpc-1", vpc_endpoint_type: "Interface" } } },
  { aws_route: { x: { route_table_id: "rtb-1", gateway_id: "local" } } },
  { aws_security_group: { x: { vpc_id: "vpc-1" } } },
];

/** Passed beside a consumer's VPC, for they are of the service's. */
const OF_THE_SERVICE: readonly Resources[] = [
  { aws_internet_gateway: { x: { vpc_id: "${aws_vpc.service.id}" } } },
  { aws_internet_gateway: { x: {} } },
  { aws_nat_gateway: { x: { subnet_id: "${aws_subnet.service.id}" } } },
  { aws_route_table: { x: { vpc_id: "${aws_vpc.service.id}", route: [{ gateway_id: "igw-1" }] } } },
  { aws_vpc_peering_connection: { x: { vpc_id: "${aws_vpc.service.id}", peer_vpc_id: "${aws_vpc.service.id}" } } },
];

const WRITTEN = [...Object.keys(stacks("consumer", {})), ...Object.keys(plans("consumer", {}))];

function written(way: string, role: string | undefined, resources: Resources): unknown {
  return { ...stacks(role, resources), ...plans(role, resources) }[way];
}

/** Rules and addresses, without the modules of the addresses; not what is found of a change, such as a replacement. */
function found(verdict: Verdict): string[] {
  if (verdict.verdict === "unjudgeable") return verdict.why.slice();
  return verdict.findings
    .filter(({ basis }) => basis !== "plan")
    .map(({ rule, address }) => `${rule} ${address.replace(/^(module\.[^.]+\[.*?\]\.)+(?=aws)/, "")}`);
}

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

describe.each(WRITTEN)("written %s", (way) => {
  test.each(IN_A_CONSUMER_STACK)("fails in a consumer's stack: %s for %s %j", (rule, address, resources) => {
    expect(found(policy.judge(written(way, "consumer", resources)))).toContain(`${rule} ${address}`);
  });

  test.each(BESIDE_A_CONSUMER)("fails beside a consumer's VPC: %s for %s %j", (rule, address, resources) => {
    for (const role of ["service", "acceptance", undefined]) {
      expect(found(policy.judge(written(way, role, { ...VPCS, ...resources })))).toContain(`${rule} ${address}`);
    }
  });

  test.each(HARMLESS)("passes in a consumer's stack: %j", (resources) => {
    expect(found(policy.judge(written(way, "consumer", resources)))).toEqual([]);
  });

  test.each(OF_THE_SERVICE)("passes beside a consumer's VPC: %j", (resources) => {
    expect(found(policy.judge(written(way, "service", { ...VPCS, ...resources })))).toEqual([]);
  });

  test("passes all in a stack without a consumer's VPC", () => {
    for (const [, , resources] of IN_A_CONSUMER_STACK) {
      expect(found(policy.judge(written(way, "acceptance", resources)))).toEqual([]);
    }
  });
});

test("a plan to delete a gateway passes", () => {
  const [plan] = Object.values(plans("consumer", { aws_internet_gateway: { x: {} } }));
  const deleting = JSON.parse(JSON.stringify(plan).replaceAll('["create"]', '["delete"]'));
  expect(policy.judge(deleting)).toMatchObject({ verdict: "clean", examined: { resources: 0 } });
});

test("a finding says where it is, why and what to do", () => {
  const resources = {
    aws_internet_gateway: { x: { vpc_id: "${aws_vpc.consumer.id}", "//": { metadata: { path: "stack/igw" } } } },
  };
  expect(policy.judge(stacks("service", { ...VPCS, ...resources })["as objects"])).toEqual({
    verdict: "violations",
    form: "cdk.tf.json",
    role: "service",
    stack: null,
    examined: {
      resources: 6,
      types: 4,
      vpcs: 2,
      rules: expect.arrayContaining(["no-internet-gateway", "no-vpn"]),
      account: {
        resources: { outside: 3, harmless: 2, ways_out: 1, unproven: 0 },
        ends: { inside: 2, outside: 1, nowhere: 0, open: 0 },
      },
    },
    consumer_vpcs: [
      {
        address: "aws_vpc.consumer",
        construct_path: null,
        result: "VIOLATED",
        because: "mark",
        examined: { aws_internet_gateway: 1, aws_subnet: 1, aws_vpc: 1 },
        endpoints: [],
        assumptions: [],
      },
    ],
    findings: [
      {
        rule: "no-internet-gateway",
        title: "No internet gateway",
        severity: "critical",
        outcome: "violated",
        address: "aws_internet_gateway.x",
        construct_path: "stack/igw",
        vpcs: ["aws_vpc.consumer"],
        about: [],
        basis: "resolved",
        message: "an internet gateway in the consumer VPC aws_vpc.consumer",
        witness: [
          { step: "vpc", address: "aws_vpc.consumer", what: "a consumer VPC" },
          { step: "internet gateway", address: "aws_internet_gateway.x", what: "an internet gateway" },
          { step: "outside", address: null, what: "the internet" },
        ],
        cut: "remove aws_internet_gateway.x",
        settle: null,
        remediation: expect.stringContaining("Remove the gateway"),
        links: expect.arrayContaining([expect.stringMatching(/^https:/)]),
        waiver: null,
      },
    ],
    relied_on: [],
    waivers: { used: [], unused: [], expired: [] },
    names: { destroyed: [], taken_out: [], used: {}, seen: {} },
  });
});

test("no finding shows the value of an argument", () => {
  const secret = "vpc-5ecre7";
  const resources = {
    aws_internet_gateway: { x: { vpc_id: secret } },
    aws_route: { r: { route_table_id: secret, gateway_id: secret } },
  };
  for (const way of WRITTEN) {
    expect(JSON.stringify(policy.judge(written(way, "service", { ...VPCS, ...resources })))).not.toContain(secret);
  }
});
