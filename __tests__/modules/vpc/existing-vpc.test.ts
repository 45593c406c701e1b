import { TerraformOutput } from "cdktf";
import { ExistingVpc, type ExistingVpcProps } from "../../../modules/vpc";
import { refusal, synth, unknownText } from "../../support/synth";

const PROPS = {
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: { "use1-az2": "subnet-00000000000000002", "use1-az1": "subnet-00000000000000001" },
} as const satisfies ExistingVpcProps;

function synthVpc(props: ExistingVpcProps) {
  return synth((scope) => {
    const vpc = new ExistingVpc(scope, "vpc", props);
    new TerraformOutput(scope, "attributes", {
      value: { id: vpc.vpcId, range: vpc.cidrBlock, subnets: vpc.subnetIds },
      staticId: true,
    });
  });
}

describe("an existing VPC", () => {
  const vpc = synthVpc(PROPS);

  test("is read, not made", () => {
    expect(vpc.types).toEqual([]);
    expect(vpc.data("aws_vpc")).toMatchObject([{ id: PROPS.vpcId }]);
  });

  test("gives its id, its range and its subnets by zone", () => {
    const { id, range, subnets } = vpc.json.output.attributes.value;
    expect([id, range]).toEqual([
      expect.stringMatching(/^\$\{data\.aws_vpc\./),
      expect.stringMatching(/\.cidr_block}$/),
    ]);
    expect(Object.keys(subnets)).toEqual(["use1-az1", "use1-az2"]);
  });

  test("fails at the plan where a subnet is in another zone or VPC than declared", () => {
    const subnet = vpc.data("aws_subnet").find(({ id }) => id === PROPS.subnetIds["use1-az2"]);
    expect(subnet?.lifecycle.postcondition).toEqual([
      {
        condition: '${self.availability_zone_id == "use1-az2"}',
        error_message:
          "Subnet subnet-00000000000000002 is declared to be in use1-az2, but is in ${self.availability_zone_id}. Name it under the zone that it is in.",
      },
      {
        condition: '${self.vpc_id == "vpc-0123456789abcdef0"}',
        error_message:
          "Subnet subnet-00000000000000002 is declared to be in vpc-0123456789abcdef0, but is in ${self.vpc_id}. Name a subnet of that VPC.",
      },
    ]);
  });

  test("is the same whatever order its subnets are named in", () => {
    const subnetIds = Object.fromEntries(Object.entries(PROPS.subnetIds).reverse());
    expect(synthVpc({ ...PROPS, subnetIds }).text).toBe(vpc.text);
  });
});

test("fails at the plan where a subnet has no IPv6 range, and is declared to have one", () => {
  const conditions = (props: ExistingVpcProps) =>
    synthVpc(props)
      .data("aws_subnet")
      .map((subnet) => subnet.lifecycle.postcondition.slice(2));
  expect(conditions({ ...PROPS, ipv6: true })[0]).toEqual([
    {
      condition: "${try(length(self.ipv6_cidr_block) > 0, false)}",
      error_message:
        "Subnet subnet-00000000000000001 is declared to have IPv6 (`ipv6: true`), but has no IPv6 range. Associate one, or take `ipv6` out.",
    },
  ]);
  expect(conditions({ ...PROPS, ipv6: false })).toEqual([[], []]);
});

describe("ways out of an existing VPC", () => {
  const required = synthVpc({ ...PROPS, isolation: "required" });

  test("are looked for in all that leads somewhere", () => {
    const filters = (type: string) => required.data(type).map(({ vpc_id: vpcId, filter }) => [vpcId, filter]);
    const of = (name: string, ...values: string[]) => ({ name, values });
    expect(filters("aws_route_tables")).toEqual([
      [PROPS.vpcId, [of("route.origin", "EnableVgwRoutePropagation", "Advertisement")]],
      [PROPS.vpcId, undefined],
    ]);
    expect(required.data("aws_route_table")).toMatchObject([
      {
        for_each: expect.stringMatching(/^\$\{toset\(local\.\S*route_table_ids\S*\)}$/),
        filter: [{ name: "route-table-id", values: ["${each.value}"] }],
      },
    ]);
    expect(filters("aws_nat_gateways")).toEqual([[PROPS.vpcId, [of("state", "pending", "available")]]]);
    expect(filters("aws_vpc_peering_connections").map(([, filter]) => filter[0])).toEqual([
      of("accepter-vpc-info.vpc-id", PROPS.vpcId),
      of("requester-vpc-info.vpc-id", PROPS.vpcId),
    ]);
    expect(filters("aws_ec2_transit_gateway_vpc_attachments")[0]?.[1][0]).toEqual(of("vpc-id", PROPS.vpcId));
  });

  test("fail at the plan where they must not be, with each of them", () => {
    const local = Object.keys(required.json.locals).find((name) => name.includes("found"));
    expect(required.data("aws_vpc")[0]?.lifecycle.postcondition).toEqual([
      {
        condition: `\${length(local.${local}) == 0}`,
        error_message: `VPC ${PROPS.vpcId} has ways out: \${join("; ", local.${local})}. Take them out, choose a VPC without, or say that it need not be isolated (\`isolation\` is \`required\`).`,
      },
    ]);
    expect(required.json.check).toBeUndefined();
  });

  test("are a warning of every plan where they are reported", () => {
    const reported = synthVpc({ ...PROPS, isolation: "reported" });
    expect(reported.data("aws_vpc")[0]?.lifecycle).toBeUndefined();
    expect(Object.values(reported.json.check)).toEqual([
      {
        assert: [
          {
            condition: expect.stringMatching(/^\$\{length\(local\.\S+\) == 0}$/),
            error_message: expect.stringContaining(`VPC ${PROPS.vpcId} has ways out: `),
          },
        ],
      },
    ]);
  });

  test("are not looked for unless that is said", () => {
    expect(synthVpc({ ...PROPS, isolation: "unchecked" }).text).toBe(synthVpc(PROPS).text);
  });

  test("fails on a word that is none of the three", () => {
    const isolation = "checked" as unknown as "required";
    expect(refusal((scope) => new ExistingVpc(scope, "vpc", { ...PROPS, isolation }))).toContain(
      '`isolation`: expected one of required, reported, unchecked; got "checked"',
    );
  });
});

test("ids may be known to Terraform alone", () => {
  const vpc = synthVpc({ vpcId: unknownText("var.vpc"), subnetIds: { "use1-az1": unknownText("var.subnet") } });
  expect(vpc.data("aws_vpc")).toMatchObject([{ id: "${var.vpc}" }]);
  const [subnet] = vpc.data("aws_subnet");
  expect(subnet).toMatchObject({ id: "${var.subnet}" });
  expect(subnet?.lifecycle.postcondition[1].condition).toMatch(/^\$\{self\.vpc_id == "?(\$\{)?var\.vpc}?"?}$/);
});

test.each<[string, Partial<ExistingVpcProps>, string]>([
  [
    "VPC id",
    { vpcId: "10.0.0.0/16" },
    '`vpcId`: expected the id of a VPC, such as vpc-0123456789abcdef0; got "10.0.0.0/16"',
  ],
  ["VPC id of no length that AWS gives", { vpcId: "vpc-012345678" }, "`vpcId`: expected the id of a VPC"],
  [
    "subnet id",
    { subnetIds: { "use1-az1": "10.0.0.0/24" } },
    "`subnetIds.use1-az1`: expected the id of a subnet, such as subnet-0123456789abcdef0",
  ],
  [
    "zone name",
    { subnetIds: { "us-east-1a": "subnet-00000000000000001" } },
    '`subnetIds`: expected zone ids such as use1-az1 as keys; got "us-east-1a"',
  ],
  ["empty mapping of subnets", { subnetIds: {} }, "`subnetIds`: expected at least one subnet; got {}"],
])("fails on a bad %s", (_, props, message) => {
  expect(refusal((scope) => new ExistingVpc(scope, "vpc", { ...PROPS, ...props }))).toContain(message);
});
