import "../../support/matchers";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { EndpointServiceLookup, InterfaceEndpoint, type InterfaceEndpointProps } from "../../../modules/consumer";
import { type Block, refusal, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const SERVICE_NAME = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
const S3 = "com.amazonaws.us-east-1.s3";
const SUBNETS = {
  "use1-az1": "subnet-00000000000000001",
  "use1-az2": "subnet-00000000000000002",
  "use1-az3": "subnet-00000000000000003",
};
const THREE = {
  ...VPC,
  subnetIds: SUBNETS,
  subnetCidrBlocks: { "use1-az1": "10.0.0.0/20", "use1-az2": "10.0.16.0/20", "use1-az3": "10.0.32.0/20" },
};
const DUALSTACK = { ...THREE, ipv6: true, ipv6CidrBlock: unknownText("aws_vpc.own.ipv6_cidr_block") };
const IPV6_ONLY = { ...VPC, ipv6: true, ipv6CidrBlock: unknownText("data.aws_vpc.own.ipv6_cidr_block") };
const FIXED = { "use1-az1": { ipv4: "10.0.0.10" }, "use1-az2": { ipv4: "10.0.16.10" } };
const POLICY = { Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } };
const BY_HAND: InterfaceEndpointProps = {
  name: "prod-web-orders",
  vpc: THREE,
  service: { serviceName: SERVICE_NAME },
  ports: [443],
};

function endpointWith(props: Partial<InterfaceEndpointProps>) {
  return synth((scope) => new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, ...props }));
}

/** The endpoint to a service that is looked up. */
function lookedUp(props: Partial<InterfaceEndpointProps>, serviceName = S3, serviceRegion?: string) {
  return synth((scope) => {
    const service = new EndpointServiceLookup(scope, "service", { serviceName, serviceRegion });
    new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, service, ...props });
  });
}

function refusalOf(props: Partial<InterfaceEndpointProps>): string {
  return refusal((scope) => new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, ...props }));
}

const subnetsOf = (zones: readonly (keyof typeof SUBNETS)[]) => zones.map((zone) => SUBNETS[zone]);

describe("zones that are chosen", () => {
  test("are those that the endpoint has subnets in", () => {
    const endpoint = endpointWith({ inZones: ["use1-az3", "use1-az1"] });
    expect(endpoint.resource("aws_vpc_endpoint").subnet_ids).toEqual(subnetsOf(["use1-az1", "use1-az3"]));
    expect(endpoint.text).toBe(endpointWith({ inZones: ["use1-az1", "use1-az3"] }).text);
  });

  test("must all be the service's, which only the plan knows where it is looked up", () => {
    const endpoint = lookedUp({ inZones: ["use1-az3", "use1-az1"], minimumZones: 1 });
    expect(endpoint.resource("aws_vpc_endpoint").subnet_ids).toEqual(subnetsOf(["use1-az1", "use1-az3"]));
    const [{ condition, error_message }] = endpoint.resource("aws_vpc_endpoint").lifecycle.precondition;
    expect(condition).toMatch(/^\$\{length\(local\.\w+\) >= 2}$/);
    expect(error_message).toContain("The endpoint is to be in: ");
    expect(error_message).toContain("Take the others out of `inZones`");
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "on a zone that the VPC has not",
      { inZones: ["use1-az1", "use1-az6"] },
      "a zone of the VPC: use1-az1, use1-az2, use1-az3",
    ],
    ["on a zone twice", { inZones: ["use1-az1", "use1-az1"] }, "`inZones.1`: expected each zone once"],
    [
      "on a zone that the service has not",
      {
        inZones: ["use1-az1", "use1-az2"],
        service: { serviceName: SERVICE_NAME, zoneIds: ["use1-az3", "use1-az1"] },
      },
      "`inZones.1`: expected a zone of the service: use1-az1, use1-az3",
    ],
    [
      "on fewer than needed",
      { inZones: ["use1-az1"] },
      "`inZones`: expected at least 2 zone(s), or a lower `minimumZones`",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });
});

describe("to a service in another region", () => {
  const service = { serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0123456789abcdef0", region: "us-west-2" };

  test("the endpoint is in every zone that AWS connects to other regions, whatever the service's are", () => {
    const endpoint = endpointWith({ service: { ...service, zoneIds: ["usw2-az1"] } });
    expect(endpoint.text).toHaveResourceWithProperties(VpcEndpoint, {
      service_region: "us-west-2",
      subnet_ids: subnetsOf(["use1-az1", "use1-az2"]),
    });
  });

  test("AWS is asked in that region, and no zones are compared", () => {
    const endpoint = lookedUp({}, service.serviceName, "us-west-2");
    expect(endpoint.data("aws_vpc_endpoint_service")).toMatchObject([{ service_regions: ["us-west-2"] }]);
    expect(endpoint.data("aws_availability_zones")).toEqual([]);
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("lifecycle");
    expect(endpoint.resource("aws_vpc_endpoint").service_region).toBe("us-west-2");
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "in zones that AWS connects to no other region",
      { inZones: ["use1-az1", "use1-az3"] },
      "`inZones.1`: expected a zone other than use1-az3, usw1-az2, apne1-az3, apne2-az2, apne2-az4",
    ],
    [
      "with too few zones besides",
      { minimumZones: 3 },
      "`vpc.subnetIds`: expected subnets in at least 3 zone(s) that AWS connects to other regions, or a lower `minimumZones`",
    ],
    [
      "in a region that is none",
      { service: { ...service, region: "us-west" } },
      '`service.region`: expected a region of AWS, such as us-east-1; got "us-west"',
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf({ service, ...props })).toContain(message);
  });
});

describe("fixed addresses", () => {
  test("are of the zones that they name, where no others are named", () => {
    const endpoint = endpointWith({ privateAddresses: FIXED }).resource("aws_vpc_endpoint");
    expect(endpoint.subnet_ids).toEqual(subnetsOf(["use1-az1", "use1-az2"]));
    expect(endpoint.subnet_configuration).toEqual([
      { subnet_id: SUBNETS["use1-az1"], ipv4: "10.0.0.10" },
      { subnet_id: SUBNETS["use1-az2"], ipv4: "10.0.16.10" },
    ]);
  });

  test("are the same in another order", () => {
    const reversed = Object.fromEntries(Object.entries(FIXED).reverse());
    expect(endpointWith({ privateAddresses: reversed }).text).toBe(endpointWith({ privateAddresses: FIXED }).text);
  });

  test("may be of both kinds", () => {
    const privateAddresses = {
      "use1-az1": { ipv4: "10.0.0.10", ipv6: "2600:1f18::10" },
      "use1-az2": { ipv4: "10.0.16.10", ipv6: "2600:1f18:0:1::10" },
    };
    const endpoint = endpointWith({ vpc: DUALSTACK, ipAddressType: "dualstack", privateAddresses });
    expect(endpoint.resource("aws_vpc_endpoint").subnet_configuration[1]).toEqual({
      subnet_id: SUBNETS["use1-az2"],
      ipv4: "10.0.16.10",
      ipv6: "2600:1f18:0:1::10",
    });
  });

  test("of subnets whose ranges are not known are not judged by them", () => {
    expect(endpointWith({ vpc: VPC, privateAddresses: FIXED }).types).toContain("aws_vpc_endpoint");
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "in some of the zones alone",
      { inZones: ["use1-az1", "use1-az2", "use1-az3"] },
      "`privateAddresses`: expected addresses in each zone of the endpoint, use1-az1, use1-az2, use1-az3, or none at all",
    ],
    ["in no zone", { privateAddresses: {} }, "`privateAddresses`: expected addresses in each zone of the endpoint"],
    [
      "in another zone",
      { privateAddresses: { ...FIXED, "use1-az6": { ipv4: "10.0.64.10" } } },
      "`privateAddresses.use1-az6`: expected a zone that the endpoint can be in: use1-az1, use1-az2, use1-az3",
    ],
    [
      "in fewer zones than needed",
      { privateAddresses: { "use1-az1": { ipv4: "10.0.0.10" } } },
      "`privateAddresses`: expected at least 2 zone(s), or a lower `minimumZones`",
    ],
    [
      "outside the subnet",
      { privateAddresses: { ...FIXED, "use1-az2": { ipv4: "10.0.0.11" } } },
      "`privateAddresses.use1-az2.ipv4`: expected an address in the zone's subnet, 10.0.16.0/20",
    ],
    [
      "that AWS keeps",
      { privateAddresses: { ...FIXED, "use1-az2": { ipv4: "10.0.16.3" } } },
      "expected an address that AWS does not keep for itself: from 10.0.16.4 to 10.0.31.254",
    ],
    [
      "of IPv6, where the endpoint has IPv4",
      { privateAddresses: { ...FIXED, "use1-az2": { ipv4: "10.0.16.10", ipv6: "2600::10" } } },
      "`privateAddresses.use1-az2.ipv6`: expected `ipv4`, for an endpoint of ipv4",
    ],
    [
      "of one kind, where the endpoint has both",
      { vpc: DUALSTACK, ipAddressType: "dualstack" },
      "`privateAddresses.use1-az1`: expected `ipv4` and `ipv6`, for an endpoint of dualstack",
    ],
    [
      "that are none",
      { privateAddresses: { ...FIXED, "use1-az2": { ipv4: "10.0.16" } } },
      "`privateAddresses.use1-az2.ipv4`: expected an IPv4 address",
    ],
  ])("fails on some %s", (_, props, message) => {
    expect(refusalOf({ privateAddresses: FIXED, ...props })).toContain(message);
  });
});

describe("addresses and records", () => {
  test.each(["ipv4", "ipv6", "dualstack", "service-defined"] as const)("with dualstack, records of %s", (records) => {
    const endpoint = endpointWith({ vpc: DUALSTACK, ipAddressType: "dualstack", dnsRecordIpType: records });
    expect(endpoint.resource("aws_vpc_endpoint")).toMatchObject({
      ip_address_type: "dualstack",
      dns_options: { dns_record_ip_type: records },
    });
  });

  test("with IPv6, clients are let in from the VPC's IPv6 range, too", () => {
    const from = (props: Partial<InterfaceEndpointProps>) =>
      endpointWith(props)
        .resources("aws_vpc_security_group_ingress_rule")
        .map((rule) => rule.cidr_ipv6 ?? rule.cidr_ipv4)
        .sort();
    expect(from({ vpc: DUALSTACK })).toEqual(["10.0.0.0/16"]);
    expect(from({ vpc: DUALSTACK, ipAddressType: "dualstack" })).toEqual([
      "${aws_vpc.own.ipv6_cidr_block}",
      "10.0.0.0/16",
    ]);
    expect(from({ vpc: IPV6_ONLY, ipAddressType: "ipv6" })).toEqual(["${data.aws_vpc.own.ipv6_cidr_block}"]);
    expect(
      from({ vpc: DUALSTACK, ipAddressType: "dualstack", allowFrom: { a: "2600:1f18::/64", b: "10.0.0.0/24" } }),
    ).toEqual(["10.0.0.0/24", "2600:1f18::/64"]);
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "on both kinds in a VPC without IPv6",
      { ipAddressType: "dualstack" },
      "`ipAddressType`: expected ipv4, since the VPC's subnets have no IPv6 (`ipv6: true`)",
    ],
    [
      "on IPv6 alone in a new VPC without IPv6",
      { ipAddressType: "ipv6" },
      "`ipAddressType`: expected ipv4 or dualstack (with `ipv6: true` of the VPC): ipv6 needs subnets without IPv4",
    ],
    [
      "on IPv6 alone in subnets with IPv4",
      { vpc: DUALSTACK, ipAddressType: "ipv6" },
      "`ipAddressType`: expected ipv4 or dualstack: ipv6 needs subnets without IPv4",
    ],
    [
      "on IPv6 that the service does not take",
      {
        vpc: DUALSTACK,
        ipAddressType: "dualstack",
        service: { serviceName: SERVICE_NAME, addressTypes: ["ipv4"] },
      },
      "`ipAddressType`: expected addresses that the service takes: ipv4",
    ],
    [
      "by default on IPv4 that the service does not take",
      { vpc: DUALSTACK, service: { serviceName: SERVICE_NAME, addressTypes: ["ipv6"] } },
      "`ipAddressType`: expected addresses that the service takes: ipv6",
    ],
    [
      "on a type that is none",
      { ipAddressType: "both" as "ipv4" },
      '`ipAddressType`: expected one of ipv4, ipv6, dualstack; got "both"',
    ],
    ...(["ipv6", "dualstack", "service-defined"] as const).map(
      (dnsRecordIpType): [string, Partial<InterfaceEndpointProps>, string] => [
        `on records of ${dnsRecordIpType} for IPv4`,
        { dnsRecordIpType },
        "`dnsRecordIpType`: expected ipv4, the addresses that the endpoint has; others need `ipAddressType: dualstack`",
      ],
    ),
    [
      "on records that are none",
      { dnsRecordIpType: "both" as "ipv4" },
      "`dnsRecordIpType`: expected one of ipv4, ipv6, dualstack, service-defined",
    ],
    [
      "on an IPv6 range for an endpoint without IPv6",
      { allowFrom: { a: "2600:1f18::/64" } },
      "`allowFrom.a`: expected no IPv6 range: the endpoint has no IPv6 address (`ipAddressType`)",
    ],
    [
      "on everyone with IPv6",
      { vpc: DUALSTACK, ipAddressType: "dualstack", allowFrom: { a: "::/0" } },
      "`allowFrom.a`: expected a range narrower than every address",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });
});

describe("security groups that exist", () => {
  const securityGroupIds = ["sg-0123456789abcdef1", "sg-0123456789abcdef0"];

  test("take the place of one that is made, and nothing is changed in them", () => {
    const endpoint = synth((scope) => {
      const made = new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, securityGroupIds });
      made.allowFromSecurityGroup("client", "sg-0123456789abcdef9");
      expect(made.securityGroupId).toBe("sg-0123456789abcdef0");
    });
    expect(endpoint.types).toEqual(["aws_vpc_endpoint"]);
    expect(endpoint.resource("aws_vpc_endpoint").security_group_ids).toEqual([...securityGroupIds].sort());
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    ["without one", { securityGroupIds: [] }, "`securityGroupIds`: expected from 1 to 16 security groups"],
    [
      "with more than AWS takes",
      { securityGroupIds: Array.from({ length: 17 }, (_, index) => `sg-${10000000 + index}`) },
      "`securityGroupIds`: expected from 1 to 16 security groups",
    ],
    [
      "on one that is none",
      { securityGroupIds: ["web"] },
      "`securityGroupIds.0`: expected the id of a security group, sg-...",
    ],
    [
      "on one twice",
      { securityGroupIds: ["sg-01234567", "sg-01234567"] },
      "`securityGroupIds.1`: expected each security group once",
    ],
    [
      "beside sources",
      { securityGroupIds, allowFrom: { a: "10.0.0.0/24" } },
      "`allowFrom`: expected either `allowFrom` or `securityGroupIds`, not both",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });
});

describe("security groups beside the one that is made", () => {
  const additionalSecurityGroupIds = ["sg-0123456789abcdef1", "sg-0123456789abcdef0"];

  test("are the endpoint's too, in an order of their own, and nothing is changed in them", () => {
    const endpoint = synth((scope) => {
      const made = new InterfaceEndpoint(scope, "endpoint", {
        ...BY_HAND,
        additionalSecurityGroupIds,
        allowFrom: { a: "10.0.0.0/24" },
      });
      made.allowFromSecurityGroup("client", "sg-0123456789abcdef9");
    });
    const own = `\${aws_security_group.${Object.keys(endpoint.json.resource.aws_security_group)[0]}.id}`;
    expect(endpoint.resource("aws_vpc_endpoint").security_group_ids).toEqual([
      own,
      "sg-0123456789abcdef0",
      "sg-0123456789abcdef1",
    ]);
    const rules = endpoint.resources("aws_vpc_security_group_ingress_rule");
    expect(rules.map(({ security_group_id: id }) => id)).toEqual(rules.map(() => own));
    expect(rules.some(({ referenced_security_group_id: id }) => id === "sg-0123456789abcdef9")).toBe(true);
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "without one",
      { additionalSecurityGroupIds: [] },
      "`additionalSecurityGroupIds`: expected from 1 to 15 security groups",
    ],
    [
      "with more than AWS takes beside the one that is made",
      { additionalSecurityGroupIds: Array.from({ length: 16 }, (_, index) => `sg-${10000000 + index}`) },
      "`additionalSecurityGroupIds`: expected from 1 to 15 security groups",
    ],
    [
      "on one that is none",
      { additionalSecurityGroupIds: ["web"] },
      "`additionalSecurityGroupIds.0`: expected the id of a security group, sg-...",
    ],
    [
      "beside groups in the place of the one that is made",
      { additionalSecurityGroupIds, securityGroupIds: ["sg-01234567"] },
      "`additionalSecurityGroupIds`: expected either `securityGroupIds` or `additionalSecurityGroupIds`, not both",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf(props)).toContain(message);
  });
});

describe("a policy", () => {
  test("is written as JSON, and the plan fails where the service supports none", () => {
    const endpoint = lookedUp({ policy: POLICY }).resource("aws_vpc_endpoint");
    expect(JSON.parse(endpoint.policy)).toEqual({ Version: "2012-10-17", Statement: [POLICY.Statement] });
    const conditions = endpoint.lifecycle.precondition.map((each: Block) => each.condition);
    expect(conditions[1]).toMatch(/^\$\{data\.aws_vpc_endpoint_service\.\w+\.vpc_endpoint_policy_supported}$/);
    expect(endpoint.lifecycle.precondition[1].error_message).toBe(
      "Endpoint prod-web-orders has a policy, which the service does not support. Take `policy` out.",
    );
  });

  test("that is taken out goes: of a service of AWS, its own is said where it supports some", () => {
    const { policy } = lookedUp({}).resource("aws_vpc_endpoint");
    expect(policy).toMatch(/^\$\{data\.aws_vpc_endpoint_service\.\w+\.vpc_endpoint_policy_supported \? jsonencode\(/);
    expect(policy).toMatch(/ : null}$/);
    expect(lookedUp({}, SERVICE_NAME).resource("aws_vpc_endpoint")).not.toHaveProperty("policy");
    expect(endpointWith({ service: { serviceName: S3 } }).resource("aws_vpc_endpoint")).not.toHaveProperty("policy");
  });

  test("is not asked about where the service is given by hand", () => {
    const endpoint = endpointWith({ policy: POLICY, service: { serviceName: S3 } }).resource("aws_vpc_endpoint");
    expect(endpoint).toHaveProperty("policy");
    expect(endpoint).not.toHaveProperty("lifecycle");
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "for a service behind a load balancer",
      {},
      "`policy`: expected no policy: services behind load balancers support none",
    ],
    [
      "for a service whose card says so",
      { service: { serviceName: unknownText("var.name"), endpointPolicy: false } },
      "`policy`: expected no policy: services behind load balancers support none",
    ],
    [
      "that is none",
      { service: { serviceName: S3 }, policy: { Statement: { ...POLICY.Statement, Effect: "Maybe" } } },
      '`policy.Statement.Effect`: expected Allow or Deny; got "Maybe"',
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf({ policy: POLICY, ...props })).toContain(message);
  });

  test("fails for a service behind a load balancer that is looked up", () => {
    expect(
      refusal((scope) => {
        const service = new EndpointServiceLookup(scope, "service", { serviceName: SERVICE_NAME });
        new InterfaceEndpoint(scope, "endpoint", { ...BY_HAND, service, policy: POLICY });
      }),
    ).toContain("`policy`: expected no policy");
  });
});

test("with private DNS, S3 answers to its name in the whole VPC, which needs no gateway endpoint", () => {
  const options = { private_dns_only_for_inbound_resolver_endpoint: false };
  for (const endpoint of [
    endpointWith({ service: { serviceName: S3 }, privateDns: true }),
    lookedUp({ privateDns: true }),
  ])
    expect(endpoint.resource("aws_vpc_endpoint").dns_options).toEqual(options);
  const both = lookedUp({ privateDns: true, dnsRecordIpType: "ipv4" }).resource("aws_vpc_endpoint");
  expect(both.dns_options).toEqual({ dns_record_ip_type: "ipv4", ...options });
  expect(lookedUp({}).resource("aws_vpc_endpoint")).not.toHaveProperty("dns_options");
  const other = lookedUp({ privateDns: true }, "com.amazonaws.us-east-1.logs").resource("aws_vpc_endpoint");
  expect(other).not.toHaveProperty("dns_options");
});

test("timeouts and tags", () => {
  const endpoint = endpointWith({ timeouts: { create: "20m", delete: "1h30m" }, tags: { Team: "web" } });
  expect(endpoint.resource("aws_vpc_endpoint")).toMatchObject({
    timeouts: { create: "20m", delete: "1h30m" },
    tags: { Name: "prod-web-orders", Team: "web" },
  });
  expect(endpoint.resource("aws_security_group").tags).toEqual({ Name: "prod-web-orders-endpoint", Team: "web" });
});

test("fails on a timeout that is none", () => {
  expect(refusalOf({ timeouts: { update: "soon" } })).toContain(
    '`timeouts.update`: expected a time in hours, minutes and seconds, such as 30m or 1h30m; got "soon"',
  );
});

describe("private DNS only for inbound resolvers", () => {
  const only = { privateDns: true, privateDnsOnlyForInboundResolvers: true } as const;

  test("leaves the VPC's own clients to the gateway endpoint, which is there first", () => {
    const endpoint = synth((scope) => {
      const gateway = new VpcEndpoint(scope, "gateway", { vpcId: VPC.vpcId, serviceName: S3 });
      new InterfaceEndpoint(scope, "endpoint", {
        ...BY_HAND,
        service: { serviceName: S3 },
        ...only,
        dependsOn: [gateway],
      });
    });
    expect(endpoint.resources("aws_vpc_endpoint")[0]).toMatchObject({
      private_dns_enabled: true,
      dns_options: { private_dns_only_for_inbound_resolver_endpoint: true },
      depends_on: ["aws_vpc_endpoint.gateway"],
    });
  });

  test("goes with records, and with a service that is looked up", () => {
    expect(lookedUp({ ...only, dnsRecordIpType: "ipv4" }).resource("aws_vpc_endpoint").dns_options).toEqual({
      dns_record_ip_type: "ipv4",
      private_dns_only_for_inbound_resolver_endpoint: true,
    });
  });

  test("of a service that only Terraform knows is not judged", () => {
    const service = { serviceName: unknownText("var.service") };
    expect(endpointWith({ service, ...only }).resource("aws_vpc_endpoint").dns_options).toEqual({
      private_dns_only_for_inbound_resolver_endpoint: true,
    });
  });

  test.each<[string, Partial<InterfaceEndpointProps>, string]>([
    [
      "of another service",
      {},
      "expected false for a service other than S3: only S3 has gateway endpoints, too; got true",
    ],
    [
      "of S3 in another region",
      { service: { serviceName: "com.amazonaws.eu-west-1.s3", region: "eu-west-1" } },
      "expected false for S3 in another region: a gateway endpoint leads to S3 in the VPC's region; got true",
    ],
    [
      "without private DNS",
      { service: { serviceName: S3 }, privateDns: false },
      "expected `privateDns: true` beside it",
    ],
    [
      "of a name that comes later",
      { service: { serviceName: S3 }, privateDns: "later" },
      "expected `privateDns: true`",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusalOf({ ...only, ...props })).toContain(`\`privateDnsOnlyForInboundResolvers\`: ${message}`);
  });
});
