import "../../support/matchers";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TerraformOutput, Token } from "cdktf";
import { EndpointServiceLookup, InterfaceEndpoint, type InterfaceEndpointProps } from "../../../modules/consumer";
import { type Block, ids, refusal, synth, unknownNumber, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const SERVICE_NAME = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
const BY_HAND: InterfaceEndpointProps = {
  name: "prod-web-orders",
  vpc: VPC,
  service: { serviceName: SERVICE_NAME },
  ports: [443, 80, 443],
};

function synthEndpoint(props: Partial<InterfaceEndpointProps>) {
  return synth((scope) => {
    const endpoint = new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, ...props });
    const { endpointId, dnsName, securityGroupId, ports } = endpoint;
    new TerraformOutput(scope, "attributes", {
      value: { endpointId, dnsName, securityGroupId, ports },
      staticId: true,
    });
  });
}

function sources(props: Partial<InterfaceEndpointProps>): unknown[] {
  return synthEndpoint(props)
    .resources("aws_vpc_security_group_ingress_rule")
    .map((rule) => [rule.from_port, rule.cidr_ipv4 ?? rule.referenced_security_group_id ?? rule.prefix_list_id])
    .sort(([portA, a], [portB, b]) => portA - portB || (a < b ? -1 : 1));
}

function refusalOf(props: Partial<InterfaceEndpointProps>): string {
  return refusal((scope) => new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, ...props }));
}

describe("an endpoint to a service named by hand", () => {
  const endpoint = synthEndpoint({});

  test("is an interface endpoint in every subnet, without private DNS, and needs no look-up", () => {
    expect(endpoint.text).toHaveResourceWithProperties(VpcEndpoint, {
      vpc_endpoint_type: "Interface",
      service_name: SERVICE_NAME,
      vpc_id: VPC.vpcId,
      subnet_ids: Object.values(VPC.subnetIds),
      private_dns_enabled: false,
    });
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("lifecycle");
    expect(endpoint.json.data).toBeUndefined();
    expect(endpoint.json.locals).toBeUndefined();
  });

  test("has a security group of its own, without a way out", () => {
    expect(endpoint.types).toEqual(["aws_security_group", "aws_vpc_endpoint", "aws_vpc_security_group_ingress_rule"]);
    expect(endpoint.resource("aws_vpc_endpoint").security_group_ids).toEqual([
      `\${aws_security_group.${ids(endpoint, "aws_security_group")[0]}.id}`,
    ]);
    expect(endpoint.resource("aws_security_group")).not.toHaveProperty("egress");
    expect(endpoint.resource("aws_security_group")).not.toHaveProperty("ingress");
  });

  test("lets in the VPC's range on the service's ports, each once", () => {
    expect(sources({})).toEqual([
      [80, "10.0.0.0/16"],
      [443, "10.0.0.0/16"],
    ]);
    for (const rule of endpoint.resources("aws_vpc_security_group_ingress_rule")) {
      expect(rule.ip_protocol).toBe("tcp");
      expect(rule.to_port).toBe(rule.from_port);
    }
  });

  test("gives its id, its regional DNS name, its security group and its ports", () => {
    const id = ids(endpoint, "aws_vpc_endpoint")[0];
    expect(endpoint.json.output.attributes.value).toEqual({
      endpointId: `\${aws_vpc_endpoint.${id}.id}`,
      dnsName: `\${try(coalesce(aws_vpc_endpoint.${id}.dns_entry[0].dns_name), "no-dns-name.invalid")}`,
      securityGroupId: `\${aws_security_group.${ids(endpoint, "aws_security_group")[0]}.id}`,
      ports: [
        { port: 80, protocol: "tcp" },
        { port: 443, protocol: "tcp" },
      ],
    });
  });

  test("is the same whatever order its ports are named in", () => {
    expect(synthEndpoint({ ports: [80, 443] }).text).toBe(endpoint.text);
  });
});

describe("an endpoint to a service that is looked up", () => {
  const endpoint = synth((scope) => {
    const service = new EndpointServiceLookup(scope, "service", { serviceName: SERVICE_NAME });
    new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, service });
  });
  const local = (name: string) => Object.entries<unknown>(endpoint.json.locals).find(([id]) => id.includes(name))?.[1];

  test("takes the subnets that stand in the service's zones, compared in the account's own names", () => {
    const zones = Object.keys(endpoint.json.data.aws_availability_zones)[0];
    expect(endpoint.data("aws_availability_zones")).toHaveLength(1);
    expect(local("zone_names")).toBe(
      `\${try(zipmap(data.aws_availability_zones.${zones}.zone_ids, data.aws_availability_zones.${zones}.names), zipmap([], []))}`,
    );
    expect(local("service_zones")).toMatch(/data\.aws_vpc_endpoint_service\.\w+\.availability_zones/);
    expect(Object.entries<unknown>(endpoint.json.locals).find(([, value]) => typeof value === "object")?.[1]).toEqual(
      VPC.subnetIds,
    );
    expect(local("subnets_in_service_zones")).toMatch(
      /^\$\{\[for zone_id, subnet_id in local\.\w+ : subnet_id if contains\(try\(\[for one in local\.\w+ : one if one != null\], \[\]\), lookup\(local\.\w+, zone_id, zone_id\)\)]}$/,
    );
    expect(endpoint.resource("aws_vpc_endpoint").subnet_ids).toMatch(/^\$\{local\.\w*subnets_in_service_zones\w*}$/);
  });

  test("fails at the plan where they share too few zones, and says what both sides have", () => {
    const [precondition, ...more] = endpoint.resource("aws_vpc_endpoint").lifecycle.precondition;
    expect(more).toEqual([]);
    expect(precondition.condition).toMatch(/^\$\{length\(local\.\w+\) >= 2}$/);
    expect(precondition.error_message).toContain("Endpoint prod-web-orders needs 2 zone(s) that both");
    expect(precondition.error_message).toMatch(/The service is offered in: \$\{join\(", ", .*local\./);
    expect(precondition.error_message).toContain('for zone_id in ["use1-az1","use1-az2"]');
  });
});

describe("an endpoint to a service whose zones are known by id", () => {
  const three = { ...VPC, subnetIds: { "use1-az4": "subnet-00000000000000004", ...VPC.subnetIds } };
  const service = { serviceName: SERVICE_NAME, zoneIds: ["use1-az6", "use1-az2", "use1-az1"] };

  test("takes the subnets in those zones, without a look at the account's names of them", () => {
    const endpoint = synthEndpoint({ service: { ...service, availabilityZones: ["us-east-1a"] }, vpc: three });
    expect(endpoint.resource("aws_vpc_endpoint").subnet_ids).toEqual(Object.values(VPC.subnetIds));
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("lifecycle");
    expect(endpoint.json.data).toBeUndefined();
    expect(endpoint.json.locals).toBeUndefined();
  });

  test("has but the subnets from one whose zones are looked up", () => {
    const besides = (props: Partial<InterfaceEndpointProps>) => {
      const { resource } = synthEndpoint({ ...props, vpc: three }).json;
      for (const endpoint of Object.values<Block>(resource.aws_vpc_endpoint)) {
        delete endpoint.subnet_ids;
        delete endpoint.lifecycle;
      }
      return resource;
    };
    const lookedUp = { serviceName: SERVICE_NAME, availabilityZones: ["us-east-1a"] };
    expect(besides({ service })).toEqual(besides({ service: lookedUp }));
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "on too few that the VPC has",
      { service: { ...service, zoneIds: ["use1-az2", "use1-az6"] }, vpc: three },
      '`service.zoneIds`: expected at least 2 zone(s) that both the service and the VPC are in: add a subnet in one of the service\'s, ask its provider to offer one of use1-az1, use1-az2, use1-az4, or lower `minimumZones`; got ["use1-az2","use1-az6"]',
    ],
    [
      "on none that the VPC has",
      { service: { ...service, zoneIds: [] }, minimumZones: 1 },
      "expected at least 1 zone(s)",
    ],
    [
      "on none, even where only Terraform knows how many there must be",
      { service: { ...service, zoneIds: ["use1-az6"] }, minimumZones: unknownNumber("var.zones") },
      "expected at least 1 zone(s)",
    ],
    [
      "on a zone by name",
      { service: { ...service, zoneIds: ["us-east-1a"] } },
      '`service.zoneIds`: expected zone ids such as use1-az1; got "us-east-1a"',
    ],
    [
      "on zones that only Terraform knows",
      { service: { ...service, zoneIds: Token.asList("${var.zones}") } },
      "`service.zoneIds`: expected zone ids that are known at synthesis",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });

  test("one zone is enough where that is said", () => {
    const endpoint = synthEndpoint({ service: { ...service, zoneIds: ["use1-az1"] }, minimumZones: 1 });
    expect(endpoint.resource("aws_vpc_endpoint").subnet_ids).toEqual(["subnet-00000000000000001"]);
  });
});

describe("private DNS", () => {
  test("is on from the start where asked", () => {
    const endpoint = synthEndpoint({ privateDns: true }).resource("aws_vpc_endpoint");
    expect(endpoint.private_dns_enabled).toBe(true);
    expect(endpoint).not.toHaveProperty("lifecycle");
  });

  test("that is switched on elsewhere is no change of the endpoint", () => {
    const endpoint = synthEndpoint({ privateDns: "later" }).resource("aws_vpc_endpoint");
    expect(endpoint).toMatchObject({
      private_dns_enabled: false,
      lifecycle: { ignore_changes: ["private_dns_enabled"] },
    });
  });
});

test("the fewest zones may be another number", () => {
  const endpoint = synthEndpoint({ service: { serviceName: SERVICE_NAME, availabilityZones: ["a"] }, minimumZones: 1 });
  expect(endpoint.resource("aws_vpc_endpoint").lifecycle.precondition[0].condition).toMatch(/>= 1}$/);
});

test("the order of the VPC's subnets changes nothing", () => {
  const service = { serviceName: SERVICE_NAME, availabilityZones: ["us-east-1a"] };
  const reversed = Object.fromEntries(Object.entries(VPC.subnetIds).reverse());
  const canonical = (text: string) => {
    const { locals, ...rest } = JSON.parse(text);
    return [locals, rest];
  };
  expect(canonical(synthEndpoint({ service, vpc: { ...VPC, subnetIds: reversed } }).text)).toEqual(
    canonical(synthEndpoint({ service }).text),
  );
});

test("sources: ranges, security groups and prefix lists, each under its name", () => {
  const allowFrom = { range: "10.0.1.0/24", group: "sg-0123456789abcdef0", list: "pl-01234567" };
  expect(sources({ ports: [80], allowFrom })).toEqual([
    [80, "10.0.1.0/24"],
    [80, "pl-01234567"],
    [80, "sg-0123456789abcdef0"],
  ]);
});

test("ports over UDP have rules of their own, and those of TCP keep their addresses", () => {
  const rules = (ports: InterfaceEndpointProps["ports"]) =>
    synthEndpoint({ ports }).json.resource.aws_vpc_security_group_ingress_rule;
  const both = rules(["53/udp", 53, "443/tcp", 443]);
  expect(Object.values<Block>(both).map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port])).toEqual([
    ["tcp", 443, 443],
    ["tcp", 53, 53],
    ["udp", 53, 53],
  ]);
  expect(both).toMatchObject(rules([53, 443]));
});

test("sources in another order keep their addresses in Terraform", () => {
  const allowFrom = { range: "10.0.1.0/24", group: "sg-0123456789abcdef0", list: "pl-01234567" };
  const rules = (order: Record<string, string>) =>
    synthEndpoint({ allowFrom: order }).json.resource.aws_vpc_security_group_ingress_rule;
  expect(rules(Object.fromEntries(Object.entries(allowFrom).reverse()))).toEqual(rules(allowFrom));
});

test("a security group can be let in later, on every port", () => {
  const endpoint = synth((scope) =>
    new InterfaceEndpoint(scope, "endpoint", BY_HAND).allowFromSecurityGroup("client", unknownText("var.group")),
  );
  expect(
    endpoint
      .resources("aws_vpc_security_group_ingress_rule")
      .filter((rule) => rule.referenced_security_group_id === "${var.group}")
      .map((rule) => rule.from_port)
      .sort(),
  ).toEqual([443, 80]);
});

describe("what only Terraform knows is not judged:", () => {
  test("a service's name and a VPC's range", () => {
    const endpoint = synthEndpoint({
      service: { serviceName: unknownText("var.service") },
      vpc: { ...VPC, cidrBlock: unknownText("var.range") },
    });
    expect(endpoint.resource("aws_vpc_endpoint").service_name).toBe("${var.service}");
    expect(endpoint.resources("aws_vpc_security_group_ingress_rule")[0]?.cidr_ipv4).toBe("${var.range}");
  });

  test("several sources", () => {
    expect(sources({ ports: [80], allowFrom: { a: unknownText("var.a"), b: unknownText("var.b") } })).toEqual([
      [80, "${var.a}"],
      [80, "${var.b}"],
    ]);
  });

  test("the fewest zones", () => {
    const service = { serviceName: SERVICE_NAME, availabilityZones: ["us-east-1a"] };
    expect(
      synthEndpoint({ service, minimumZones: unknownNumber("var.zones") }).resource("aws_vpc_endpoint").lifecycle
        .precondition[0].condition,
    ).toContain("var.zones");
  });
});

test.each<[string, Partial<InterfaceEndpointProps>, string]>([
  ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["without a port", { ports: [] }, "`ports`: expected at least one port; got []"],
  [
    "on a bad port",
    { ports: [80, 0] },
    '`ports`: expected a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"; got 0',
  ],
  [
    "on a port with a protocol of another kind",
    { ports: ["53/icmp"] },
    'or with the protocol, "53/udp"; got "53/icmp"',
  ],
  ["on a text without a protocol", { ports: ["53"] }, 'or with the protocol, "53/udp"; got "53"'],
  [
    "on a port that only Terraform knows",
    { ports: [unknownNumber("var.port")] },
    "`ports`: expected a port that is known at synthesis",
  ],
  ["without a source", { allowFrom: {} }, "`allowFrom`: expected at least one source; got {}"],
  [
    "on a bad source",
    { allowFrom: { range: "10.0.0.1/24" } },
    "`allowFrom.range`: expected the first address of its range: 10.0.0.0/24, the id of a security group (sg-...), or the id of a prefix list (pl-...)",
  ],
  ["on no zone at all", { minimumZones: 0 }, "`minimumZones`: expected a whole number from 1; got 0"],
  ["on half a zone", { minimumZones: 1.5 }, "`minimumZones`: expected a whole number from 1; got 1.5"],
  [
    "on fewer subnets than zones",
    { minimumZones: 3 },
    '`vpc.subnetIds`: expected subnets in at least 3 zones, or a lower `minimumZones`; got ["use1-az1","use1-az2"]',
  ],
  [
    "on one subnet",
    { vpc: { ...VPC, subnetIds: { "use1-az1": "subnet-00000000000000001" } } },
    "`vpc.subnetIds`: expected subnets in at least 2 zones",
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails with all problems at once", () => {
  expect(refusalOf({ name: "", ports: [0], allowFrom: { x: "x" }, minimumZones: 0 }).split("\n")).toHaveLength(5);
});

test("fails on more rules than a security group has", () => {
  const ports = Array.from({ length: 40 }, (_, index) => 1000 + index);
  const allowFrom = { a: "10.0.0.0/24", b: "10.0.1.0/24" };
  expect(refusalOf({ ports, allowFrom })).toContain("`ports`: expected at most 60 rules");
  expect(refusalOf({ ports, allowFrom, ruleQuota: 79 })).toContain("`ports`: expected at most 79 rules");
  expect(
    synthEndpoint({ ports, allowFrom, ruleQuota: 80 }).resources("aws_vpc_security_group_ingress_rule"),
  ).toHaveLength(80);
});

test("fails on more tags than AWS takes, with its name", () => {
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
  expect(() => synthEndpoint({ tags: tags(49) })).not.toThrow();
  expect(() => synthEndpoint({ tags: tags(50) })).toThrow("`tags`: expected at most 50 tags with `Name`");
});

test.each([0, 1.5])("fails on a quota of %d rules", (ruleQuota) => {
  expect(refusalOf({ ruleQuota })).toContain(`\`ruleQuota\`: expected a whole number of 1 or more; got ${ruleQuota}`);
});

test("fails on a name of a source that a rule's description cannot have", () => {
  expect(refusalOf({ allowFrom: { "a b": "10.0.0.0/24" } })).toContain("`allowFrom.a b`: expected letters, digits");
});
