import "../../support/matchers";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { IsolatedVpc, type IsolatedVpcProps } from "../../../modules/vpc";
import { subnetRangeProblems } from "../../../modules/vpc/subnet-ranges";
import { ids, refusal, synth, unknownText } from "../../support/synth";

const PROPS = {
  name: "prod-orders",
  role: "service",
  cidrBlock: "10.0.0.0/16",
  zoneIds: ["use1-az1", "use1-az4"],
} as const satisfies IsolatedVpcProps;

function synthVpc(props: IsolatedVpcProps) {
  return synth((scope) => new IsolatedVpc(scope, "vpc", props));
}

function refusalOf(props: Partial<IsolatedVpcProps>): string {
  return refusal((scope) => new IsolatedVpc(scope, "vpc", { ...PROPS, ...props }));
}

describe("an isolated VPC", () => {
  const vpc = synthVpc(PROPS);

  test("has no gateway of any kind: these are all of its resources", () => {
    expect(vpc.types).toEqual([
      "aws_default_network_acl",
      "aws_default_route_table",
      "aws_default_security_group",
      "aws_network_acl",
      "aws_route_table",
      "aws_route_table_association",
      "aws_subnet",
      "aws_vpc",
    ]);
    expect(vpc.json.data).toBeUndefined();
  });

  test("answers DNS, as private DNS needs", () => {
    expect(vpc.text).toHaveResourceWithProperties(Vpc, {
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "prod-orders", "privatelink:vpc-role": "service" },
    });
  });

  test("empties its default security group", () => {
    const group = vpc.resource("aws_default_security_group");
    expect(Object.keys(group).sort()).toEqual(["tags", "vpc_id"]);
  });

  test("locks its default route table and its default network ACL, once the subnets are in another", () => {
    const [id] = ids(vpc, "aws_vpc");
    expect(vpc.resource("aws_default_route_table")).toMatchObject({
      default_route_table_id: `\${aws_vpc.${id}.default_route_table_id}`,
      route: [],
    });
    const acl = vpc.resource("aws_default_network_acl");
    expect(Object.keys(acl).sort()).toEqual(["default_network_acl_id", "depends_on", "lifecycle", "tags"]);
    expect(acl).toMatchObject({
      depends_on: [`aws_network_acl.${ids(vpc, "aws_network_acl")[0]}`],
      lifecycle: { ignore_changes: ["subnet_ids"] },
    });
  });

  test("has one route table, without a route, for all of its subnets", () => {
    expect(vpc.resource("aws_route_table").route).toEqual([]);
    expect(vpc.resources("aws_route_table_association")).toHaveLength(2);
  });

  test("has a private subnet in each zone, by zone id", () => {
    expect(
      vpc.resources("aws_subnet").map((subnet) => ({
        zone: subnet.availability_zone_id,
        cidr: subnet.cidr_block,
        public: subnet.map_public_ip_on_launch,
        name: subnet.tags.Name,
      })),
    ).toEqual([
      { zone: "use1-az1", cidr: "10.0.0.0/20", public: false, name: "prod-orders-use1-az1" },
      { zone: "use1-az4", cidr: "10.0.48.0/20", public: false, name: "prod-orders-use1-az4" },
    ]);
  });

  test("is the same whatever order its zones are named in", () => {
    expect(synthVpc({ ...PROPS, zoneIds: ["use1-az4", "use1-az1"] }).text).toBe(vpc.text);
  });

  test("keeps its subnets, and their addresses in Terraform, when a zone is added", () => {
    const more = synthVpc({ ...PROPS, zoneIds: ["use1-az2", ...PROPS.zoneIds] });
    expect(more.json.resource.aws_subnet).toMatchObject(vpc.json.resource.aws_subnet);
    expect(ids(more, "aws_subnet")).toHaveLength(3);
  });
});

test("subnets may have ranges by hand, in any order of zones", () => {
  const { zoneIds: _, ...props } = PROPS;
  const ranges = { "use1-az2": "10.0.5.0/24", "use1-az1": "10.0.9.0/28" };
  const reversed = Object.fromEntries(Object.entries(ranges).reverse());
  const vpc = synthVpc({ ...props, subnetCidrBlocks: ranges });
  expect(vpc.resources("aws_subnet").map((subnet) => subnet.cidr_block)).toEqual(["10.0.9.0/28", "10.0.5.0/24"]);
  expect(synthVpc({ ...props, subnetCidrBlocks: reversed }).text).toBe(vpc.text);
});

test("a VPC of /24 is computed in subnets of /28", () => {
  const vpc = synthVpc({ ...PROPS, cidrBlock: "10.0.7.0/24" });
  expect(vpc.resources("aws_subnet").map((subnet) => subnet.cidr_block)).toEqual(["10.0.7.0/28", "10.0.7.48/28"]);
});

test("a name may be known to Terraform alone", () => {
  const vpc = synthVpc({ ...PROPS, name: unknownText("var.name") });
  expect(vpc.resource("aws_vpc").tags.Name).toBe("${var.name}");
});

test("fails on a range that is not known at synthesis", () => {
  expect(refusalOf({ cidrBlock: unknownText("var.range") })).toContain(
    "`cidrBlock`: expected a range that is known at synthesis; got ",
  );
});

test.each<[string, Partial<IsolatedVpcProps>, string]>([
  ["name", { name: "prod_orders" }, "`name`: expected letters, digits and hyphens"],
  ["range", { cidrBlock: "10.0.0.0/8" }, "`cidrBlock`: expected a prefix length from /16 to /28"],
  ["public range", { cidrBlock: "8.8.0.0/16" }, "`cidrBlock`: expected a private range, within 10.0.0.0/8"],
  [
    "range with host bits",
    { cidrBlock: "10.0.0.1/16" },
    "`cidrBlock`: expected the first address of its range: 10.0.0.0/16",
  ],
  [
    "range too small to compute",
    { cidrBlock: "10.0.0.0/25" },
    "`cidrBlock`: expected /24 or larger where subnets are computed, or `subnetPrefixLength`, or `subnetCidrBlocks`",
  ],
  ["zone name", { zoneIds: ["us-east-1a"] }, '`zoneIds`: expected zone ids such as use1-az1; got "us-east-1a"'],
  ["zone named twice", { zoneIds: ["use1-az1", "use1-az1"] }, "`zoneIds`: expected each zone once"],
  ["empty list of zones", { zoneIds: [] }, "`zoneIds`: expected at least one zone; got []"],
  [
    "pair of ways to name zones",
    { subnetCidrBlocks: { "use1-az1": "10.0.0.0/24" } },
    "`zoneIds`: expected either `zoneIds` or `subnetCidrBlocks`",
  ],
  ["zone number without a slot", { zoneIds: ["use1-az17"] }, "`zoneIds`: expected "],
])("fails on a bad %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails where zones are named in neither way", () => {
  const { zoneIds: _, ...props } = PROPS;
  const message = refusal((scope) => new IsolatedVpc(scope, "vpc", props));
  expect(message).toContain("`zoneIds`: expected either `zoneIds` or `subnetCidrBlocks`; got nothing");
});

test.each<[string, Record<string, string>, string]>([
  [
    "outside the VPC",
    { "use1-az1": "10.1.0.0/24" },
    '`subnetCidrBlocks.use1-az1`: expected a range within the VPC\'s, 10.0.0.0/16; got "10.1.0.0/24"',
  ],
  [
    "larger than the VPC",
    { "use1-az1": "10.0.0.0/15" },
    "`subnetCidrBlocks.use1-az1`: expected a range within the VPC's, 10.0.0.0/16",
  ],
  [
    "too small",
    { "use1-az1": "10.0.0.0/29" },
    "`subnetCidrBlocks.use1-az1`: expected a prefix length of /28 or shorter",
  ],
  [
    "in each other",
    { "use1-az1": "10.0.0.0/24", "use1-az2": "10.0.0.128/25" },
    "`subnetCidrBlocks.use1-az2`: expected a range apart from that of use1-az1, 10.0.0.0/24",
  ],
  ["no range", { "use1-az1": "10.0.0.0" }, "`subnetCidrBlocks.use1-az1`: expected an IPv4 range in CIDR notation"],
  [
    "in a zone by name",
    { "us-east-1a": "10.0.0.0/24" },
    '`subnetCidrBlocks`: expected zone ids such as use1-az1; got "us-east-1a"',
  ],
])("fails on a subnet %s", (_, subnetCidrBlocks, message) => {
  const { zoneIds: __, ...props } = PROPS;
  expect(refusal((scope) => new IsolatedVpc(scope, "vpc", { ...props, subnetCidrBlocks }))).toContain(message);
});

test("fails on an empty mapping of subnets", () => {
  const { zoneIds: _, ...props } = PROPS;
  expect(refusal((scope) => new IsolatedVpc(scope, "vpc", { ...props, subnetCidrBlocks: {} }))).toContain(
    "`subnetCidrBlocks`: expected at least one zone; got []",
  );
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "a_b", cidrBlock: "10.0.0.0/8", zoneIds: ["a", "a"] });
  expect(message.split("\n")).toHaveLength(1 + 1 + 1 + 2 + 1);
  expect(message).toContain("Invalid properties of IsolatedVpc at stack/vpc:");
});

test("subnet ranges are judged within an unreadable VPC as far as they can be", () => {
  expect(subnetRangeProblems("?", { "use1-az1": "10.0.0.0/24", "use1-az2": "10.0.0.0/24" })).toEqual([
    { zoneId: "use1-az2", expected: "a range apart from that of use1-az1, 10.0.0.0/24" },
  ]);
});

describe("the network ACL of the subnets", () => {
  const aclOf = (props: Partial<IsolatedVpcProps>) => synthVpc({ ...PROPS, ...props }).resource("aws_network_acl");
  const rule = { rule_no: 100, action: "allow", protocol: "-1", from_port: 0, to_port: 0 };

  test("lets nothing but the VPC's own traffic through, in the VPC of a consumer", () => {
    const acl = aclOf({ role: "consumer" });
    const within = [{ ...rule, cidr_block: expect.stringMatching(/^\$\{aws_vpc\.\w+\.cidr_block}$/) }];
    expect(acl).toMatchObject({ ingress: within, egress: within });
    expect(acl.subnet_ids).toHaveLength(2);
  });

  test("leaves it to security groups in the VPC of a service, whose clients are elsewhere", () => {
    const all = [{ ...rule, cidr_block: "0.0.0.0/0" }];
    expect(aclOf({ role: "service" })).toMatchObject({ ingress: all, egress: all });
  });

  test("is what is said, and has IPv6 where the VPC does", () => {
    expect(aclOf({ role: "service", networkAcl: "vpc", ipv6: true }).egress).toMatchObject([
      { rule_no: 100, cidr_block: expect.stringMatching(/\.cidr_block}$/) },
      { rule_no: 101, ipv6_cidr_block: expect.stringMatching(/\.ipv6_cidr_block}$/) },
    ]);
    expect(aclOf({ role: "consumer", networkAcl: "open", ipv6: true }).ingress).toMatchObject([
      { cidr_block: "0.0.0.0/0" },
      { ipv6_cidr_block: "::/0" },
    ]);
  });

  test("fails on a word that is none of its two", () => {
    const networkAcl = "none" as unknown as "open";
    expect(refusalOf({ networkAcl })).toContain('`networkAcl`: expected one of vpc, open; got "none"');
  });
});

describe("subnets of a chosen size", () => {
  const rangesOf = (cidrBlock: string, subnetPrefixLength: number, ...zoneIds: string[]) =>
    synthVpc({ ...PROPS, cidrBlock, subnetPrefixLength, zoneIds })
      .resources("aws_subnet")
      .map((subnet) => subnet.cidr_block);

  test("are those of the zones' numbers, so that a zone more moves none", () => {
    expect(rangesOf("10.0.0.0/24", 26, "use1-az1", "use1-az4")).toEqual(["10.0.0.0/26", "10.0.0.192/26"]);
    expect(rangesOf("10.0.0.0/24", 26, "use1-az4", "use1-az2", "use1-az1")).toEqual([
      "10.0.0.0/26",
      "10.0.0.64/26",
      "10.0.0.192/26",
    ]);
  });

  test("may be in a VPC that is too small for sixteen", () => {
    expect(rangesOf("10.0.0.0/26", 28, "use1-az2")).toEqual(["10.0.0.16/28"]);
    expect(rangesOf("10.0.0.0/28", 28, "use1-az1")).toEqual(["10.0.0.0/28"]);
  });

  test.each<[string, Partial<IsolatedVpcProps>, string]>([
    [
      "larger than the VPC",
      { cidrBlock: "10.0.0.0/24", subnetPrefixLength: 23 },
      "`subnetPrefixLength`: expected a prefix length from the VPC's, /24, to /28, or `subnetCidrBlocks`; got 23",
    ],
    [
      "smaller than AWS makes",
      { subnetPrefixLength: 29 },
      "`subnetPrefixLength`: expected a prefix length from the VPC's, /16, to /28",
    ],
    [
      "so large that a zone has none",
      { cidrBlock: "10.0.0.0/24", subnetPrefixLength: 25, zoneIds: ["use1-az1", "use1-az6"] },
      "`subnetPrefixLength`: expected /27 or longer, since use1-az6 takes subnet 6 of the VPC",
    ],
    [
      "in a VPC that has none for a zone",
      { cidrBlock: "10.0.0.0/26", subnetPrefixLength: 28, zoneIds: ["use1-az6"] },
      "`subnetPrefixLength`: expected a VPC of more than /26: use1-az6 takes subnet 6 of it",
    ],
  ])("fails on subnets %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });

  test("fails beside ranges by hand", () => {
    const { zoneIds: _, ...props } = PROPS;
    const message = refusal(
      (scope) =>
        new IsolatedVpc(scope, "vpc", {
          ...props,
          subnetCidrBlocks: { "use1-az1": "10.0.0.0/24" },
          subnetPrefixLength: 24,
        }),
    );
    expect(message).toContain(
      "`subnetPrefixLength`: expected none with `subnetCidrBlocks`, which have their own; got 24",
    );
  });
});

describe("with IPv6", () => {
  const withIpv6 = (...zoneIds: string[]) => synthVpc({ ...PROPS, zoneIds, ipv6: true });
  const rangesOf = (...zoneIds: string[]) =>
    Object.fromEntries(
      withIpv6(...zoneIds)
        .resources("aws_subnet")
        .map((subnet) => [subnet.availability_zone_id, subnet.ipv6_cidr_block]),
    );

  test("the VPC has a range of Amazon's, of which each zone has the /64 of its own number", () => {
    const vpc = withIpv6("use1-az1", "use1-az4");
    expect(vpc.resource("aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(rangesOf("use1-az1", "use1-az4")).toEqual({
      "use1-az1": "${cidrsubnet(aws_vpc.vpc_5DC7B281.ipv6_cidr_block, 8, 0)}".replace(
        /vpc_\w+/,
        ids(vpc, "aws_vpc")[0] ?? "",
      ),
      "use1-az4": expect.stringContaining(".ipv6_cidr_block, 8, 3)}"),
    });
    expect(vpc.resources("aws_subnet").map((subnet) => subnet.assign_ipv6_address_on_creation)).toEqual([true, true]);
  });

  test("a zone more moves no other, and there still is no gateway", () => {
    const { "use1-az2": _, ...others } = rangesOf("use1-az4", "use1-az2", "use1-az1");
    expect(others).toEqual(rangesOf("use1-az1", "use1-az4"));
    expect(withIpv6("use1-az1").types).toEqual(synthVpc(PROPS).types);
  });

  test("nothing of it is said where it is not asked for", () => {
    expect(synthVpc({ ...PROPS, ipv6: false }).text).toBe(synthVpc(PROPS).text);
    const { aws_network_acl: _, ...others } = synthVpc(PROPS).json.resource;
    expect(JSON.stringify(others)).not.toContain("ipv6");
    expect(synthVpc(PROPS).resource("aws_network_acl").ingress).toHaveLength(1);
  });
});
