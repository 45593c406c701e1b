import { TerraformOutput } from "cdktf";
import { ResourceGateway, type ResourceGatewayProps } from "../../../../modules/provider";
import { ids, refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const PROPS: ResourceGatewayProps = {
  name: "prod-ledger",
  vpc: VPC,
  destinations: { vpc: { to: "10.0.0.0/16", ports: [5432, "6000-6010"] } },
};

function synthGateway(props: Partial<ResourceGatewayProps> = {}) {
  return synth((scope) => {
    const gateway = new ResourceGateway(scope, "gateway", { ...PROPS, ...props });
    const { resourceGatewayId, resourceGatewayName, securityGroupId, zoneIds } = gateway;
    new TerraformOutput(scope, "attributes", {
      value: { resourceGatewayId, resourceGatewayName, securityGroupId, zoneIds },
      staticId: true,
    });
  });
}

const refusalOf = (props: Partial<ResourceGatewayProps>) =>
  refusal((scope) => new ResourceGateway(scope, "gateway", { ...PROPS, ...props }));
const nameOf = (props: Partial<ResourceGatewayProps>) =>
  synthGateway(props).resource("aws_vpclattice_resource_gateway").name;

describe("a resource gateway", () => {
  const gateway = synthGateway();

  test("asks for names where it is told to, which makes it another gateway", () => {
    const { resource_config_dns_resolution: resolution } = synthGateway({ dnsResolution: "IN_VPC" }).resource(
      "aws_vpclattice_resource_gateway",
    );
    expect(resolution).toBe("IN_VPC");
    expect(nameOf({ dnsResolution: "IN_VPC" })).not.toBe(nameOf({}));
    expect(gateway.resource("aws_vpclattice_resource_gateway")).not.toHaveProperty("resource_config_dns_resolution");
    expect(refusalOf({ dnsResolution: "VPC" as never })).toContain("`dnsResolution`: expected one of PUBLIC, IN_VPC");
  });

  test("has a network interface in each subnet, with IPv4 addresses", () => {
    expect(gateway.resource("aws_vpclattice_resource_gateway")).toMatchObject({
      vpc_id: VPC.vpcId,
      subnet_ids: Object.values(VPC.subnetIds),
      ip_address_type: "IPV4",
      ipv4_addresses_per_eni: 16,
      tags: { Name: "prod-ledger" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("lets nothing in, and out to the destinations' ports alone", () => {
    expect(gateway.types).toEqual([
      "aws_security_group",
      "aws_vpc_security_group_egress_rule",
      "aws_vpclattice_resource_gateway",
    ]);
    expect(gateway.resource("aws_security_group")).not.toHaveProperty("egress");
    const rules = gateway.resources("aws_vpc_security_group_egress_rule");
    expect(rules.map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4])).toEqual([
      ["tcp", 5432, 5432, "10.0.0.0/16"],
      ["tcp", 6000, 6010, "10.0.0.0/16"],
    ]);
    expect(ids(gateway, "aws_vpc_security_group_egress_rule")).toEqual([
      expect.stringMatching(/^gateway_egress-tcp-5432-vpc_/),
      expect.stringMatching(/^gateway_egress-tcp-6000-6010-vpc_/),
    ]);
  });

  test("gives its id, its name, its security group and its zones", () => {
    const [id] = ids(gateway, "aws_vpclattice_resource_gateway");
    expect(gateway.json.output.attributes.value).toEqual({
      resourceGatewayId: `\${aws_vpclattice_resource_gateway.${id}.id}`,
      resourceGatewayName: gateway.resource("aws_vpclattice_resource_gateway").name,
      securityGroupId: `\${aws_security_group.${ids(gateway, "aws_security_group")[0]}.id}`,
      zoneIds: ["use1-az1", "use1-az2"],
    });
  });

  test("can be made beside the one that it replaces: all that AWS cannot change is in its name", () => {
    const { subnetIds } = VPC;
    const names = [
      nameOf({}),
      nameOf({ name: "prod-other" }),
      nameOf({ addressType: "dualstack" }),
      nameOf({ ipv4AddressesPerInterface: 4 }),
      nameOf({ vpc: { ...VPC, vpcId: "vpc-0123456789abcdef1" } }),
      nameOf({ vpc: { ...VPC, cidrBlock: "10.1.0.0/16" } }),
      nameOf({ vpc: { ...VPC, subnetIds: { ...subnetIds, "use1-az3": unknownText("aws_subnet.c.id") } } }),
      nameOf({ vpc: { ...VPC, subnetIds: { ...subnetIds, "use1-az2": "subnet-00000000000000009" } } }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(nameOf({ destinations: { other: { to: "10.0.1.0/24", ports: [80] } } })).toBe(names[0]);
    const turned = Object.fromEntries(Object.entries(subnetIds).reverse());
    expect(synthGateway({ vpc: { ...VPC, subnetIds: turned } }).text).toBe(gateway.text);
  });

  test("takes destinations of each kind", () => {
    const rules = synthGateway({
      destinations: {
        a: { to: "sg-0123456789abcdef0", ports: [1] },
        b: { to: "pl-0123456789abcdef0", ports: [1] },
        c: { to: "fd00::/64", ports: [1] },
        d: { to: unknownText("aws_vpc.a.cidr_block"), ports: [1] },
      },
    }).resources("aws_vpc_security_group_egress_rule");
    expect(rules).toMatchObject([
      { referenced_security_group_id: "sg-0123456789abcdef0" },
      { prefix_list_id: "pl-0123456789abcdef0" },
      { cidr_ipv6: "fd00::/64" },
      { cidr_ipv4: "${aws_vpc.a.cidr_block}" },
    ]);
  });

  test("of IPv6 alone has no number of IPv4 addresses", () => {
    const { ip_address_type, ...rest } = synthGateway({ addressType: "ipv6" }).resource(
      "aws_vpclattice_resource_gateway",
    );
    expect(ip_address_type).toBe("IPV6");
    expect(rest).not.toHaveProperty("ipv4_addresses_per_eni");
  });
});

describe("fails", () => {
  test("with everything that is wrong at once", () => {
    expect(
      refusalOf({
        name: "Ledger",
        vpc: { ...VPC, subnetIds: {} },
        addressType: "ipv5" as "ipv4",
        ipv4AddressesPerInterface: 63,
        destinations: {
          a_b: { to: "0.0.0.0/0", ports: [] },
          b: { to: "10.0.0.0/16", ports: [0, 80, "70-90", "53/udp"] },
        },
      }),
    ).toBe(
      [
        "Invalid properties of ResourceGateway at stack/gateway:",
        '  - `name`: expected lower-case letters, digits and single hyphens, at most 100, and not beginning with `rgw-` or `rcfg-`; got "Ledger"',
        "  - `vpc.subnetIds`: expected at least one subnet; got {}",
        '  - `addressType`: expected one of ipv4, ipv6, dualstack; got "ipv5"',
        "  - `ipv4AddressesPerInterface`: expected a whole number from 1 to 62; got 63",
        '  - `destinations.a_b`: expected letters, digits and hyphens, at most 100, beginning and ending with a letter or digit; got "a_b"',
        '  - `destinations.a_b.to`: expected an IPv4 or IPv6 range narrower than every address, the id of a security group (sg-...), or the id of a prefix list (pl-...); got "0.0.0.0/0"',
        "  - `destinations.a_b.ports`: expected at least one port; got []",
        '  - `destinations.b.ports`: expected a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"; got 0',
        '  - `destinations.b.ports`: expected a TCP port: resources are reached over TCP alone; got "53/udp"',
      ].join("\n"),
    );
  });

  test("without destinations", () => {
    expect(refusalOf({ destinations: {} })).toContain("`destinations`: expected at least one destination; got {}");
  });

  test("with a number of IPv4 addresses and none of IPv4", () => {
    expect(refusalOf({ addressType: "ipv6", ipv4AddressesPerInterface: 4 })).toContain(
      "`ipv4AddressesPerInterface`: expected no number of IPv4 addresses with addressType ipv6; got 4",
    );
  });

  test("with a name that only Terraform knows, but not with another such value", () => {
    expect(refusalOf({ name: unknownText("local.name") })).toContain(
      "`name`: expected a name that is known at synthesis",
    );
    synthGateway({ ipv4AddressesPerInterface: unknownNumber("local.count") });
  });

  test("with more rules than a security group takes", () => {
    const ports = Array.from({ length: 61 }, (_, index) => 5000 + index * 2);
    expect(refusalOf({ destinations: { vpc: { to: "10.0.0.0/16", ports } } })).toContain(
      "`destinations`: expected at most 60 rules: a rule for each destination and port or range (a security group's quota); got 61",
    );
  });
});
