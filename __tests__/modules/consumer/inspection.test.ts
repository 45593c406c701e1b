import { TerraformOutput } from "cdktf";
import {
  EndpointServiceLookup,
  GatewayLoadBalancerEndpoints,
  type GatewayLoadBalancerEndpointsProps,
  Inspection,
  type InspectionProps,
  InterfaceEndpoint,
} from "../../../modules/consumer";
import { IsolatedVpc } from "../../../modules/vpc";
import { type Block, ids, refusal, type Synthesized, synth } from "../../support/synth";
import { isolatedVpc, VPC } from "../../support/vpc";

const SERVICE = { serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" };
const RANGES = {
  clientSubnetCidrBlocks: { "use1-az1": "10.0.128.0/24", "use1-az2": "10.0.129.0/24" },
  subnetCidrBlocks: { "use1-az1": "10.0.255.0/28", "use1-az2": "10.0.255.16/28" },
};
const PROPS = { name: "prod-web-inspection", service: SERVICE, ...RANGES } satisfies Omit<InspectionProps, "vpc">;

function synthInspection(props: Partial<InspectionProps> = {}) {
  return synth((scope) => {
    const inspection = new Inspection(scope, "inspection", { ...PROPS, vpc: isolatedVpc(scope), ...props });
    const { endpointIds, clients } = inspection;
    new TerraformOutput(scope, "attributes", { value: { endpointIds, clients }, staticId: true });
  });
}

const refusalOf = (props: Partial<InspectionProps>) =>
  refusal((scope) => new Inspection(scope, "inspection", { ...PROPS, vpc: isolatedVpc(scope), ...props }));

/** Id of the only resource of a type whose id has a text in it. */
function idOf(synthesized: Synthesized, type: string, part: string): string {
  const found = ids(synthesized, type).filter((id) => id.includes(part));
  expect(found).toHaveLength(1);
  return found[0] ?? "";
}

/** The routes of subnets, by a part of the id of their table, with the arguments that are given. */
function routesOf(synthesized: Synthesized, part: string): Block[] {
  const { route } = synthesized.json.resource.aws_route_table[idOf(synthesized, "aws_route_table", part)];
  return route.map((each: Block) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null)));
}

const endpointOf = (synthesized: Synthesized, zone: string) =>
  `\${aws_vpc_endpoint.${idOf(synthesized, "aws_vpc_endpoint", zone)}.id}`;

describe("an inspection", () => {
  const inspection = synthInspection();

  test("has an endpoint of the appliances in each zone, in a subnet of its own, without what such endpoints have not", () => {
    for (const zone of ["use1-az1", "use1-az2"]) {
      const endpoint = inspection.json.resource.aws_vpc_endpoint[idOf(inspection, "aws_vpc_endpoint", zone)];
      const subnet = idOf(inspection, "aws_subnet", `inspection-subnet-${zone}`);
      expect(endpoint).toEqual({
        vpc_endpoint_type: "GatewayLoadBalancer",
        service_name: SERVICE.serviceName,
        vpc_id: `\${aws_vpc.${ids(inspection, "aws_vpc")[0]}.id}`,
        subnet_ids: [`\${aws_subnet.${subnet}.id}`],
        tags: { Name: `prod-web-inspection-${zone}` },
        lifecycle: { replace_triggered_by: [`terraform_data.${idOf(inspection, "terraform_data", zone)}`] },
      });
    }
  });

  test("routes packets of clients to each subnet of endpoints through the appliances of the client's zone", () => {
    for (const zone of ["use1-az1", "use1-az2"])
      expect(routesOf(inspection, `clients-route-table-${zone}`)).toEqual([
        { cidr_block: "10.0.0.0/20", vpc_endpoint_id: endpointOf(inspection, zone) },
        { cidr_block: "10.0.16.0/20", vpc_endpoint_id: endpointOf(inspection, zone) },
      ]);
  });

  test("routes the answers back through the same appliances, which see both directions", () => {
    expect(routesOf(inspection, "vpc_route-table")).toEqual([
      { cidr_block: "10.0.128.0/24", vpc_endpoint_id: endpointOf(inspection, "use1-az1") },
      { cidr_block: "10.0.129.0/24", vpc_endpoint_id: endpointOf(inspection, "use1-az2") },
    ]);
    for (const zone of ["use1-az1", "use1-az2"])
      expect(routesOf(inspection, `inspection-route-table-${zone}`)).toEqual([]);
  });

  test("has every subnet under the network ACL of the VPC", () => {
    expect(inspection.resource("aws_network_acl").subnet_ids).toHaveLength(6);
    expect(
      inspection
        .resources("aws_subnet")
        .map((subnet) => subnet.cidr_block)
        .sort(),
    ).toEqual(["10.0.0.0/20", "10.0.128.0/24", "10.0.129.0/24", "10.0.16.0/20", "10.0.255.0/28", "10.0.255.16/28"]);
  });

  test("shows clients their own subnets", () => {
    const { clients, endpointIds } = inspection.json.output.attributes.value;
    expect(clients.subnetIds["use1-az1"]).toBe(
      `\${aws_subnet.${idOf(inspection, "aws_subnet", "clients-subnet-use1-az1")}.id}`,
    );
    expect(clients.cidrBlock).toBe("10.0.0.0/16");
    expect(endpointIds["use1-az2"]).toBe(endpointOf(inspection, "use1-az2"));
  });

  test("routes nothing until it is told to", () => {
    const waiting = synthInspection({ routed: false });
    expect(waiting.resources("aws_route_table").flatMap(({ route }) => route)).toEqual([]);
    expect(waiting.resources("aws_vpc_endpoint")).toHaveLength(2);
  });

  test("is the same whatever the order of the zones", () => {
    const reversed = Object.fromEntries(
      Object.entries(RANGES).map(([name, ranges]) => [name, Object.fromEntries(Object.entries(ranges).reverse())]),
    );
    expect(synthInspection(reversed).text).toBe(inspection.text);
  });

  test("waits as long as it is told to, and has tags of its own", () => {
    const endpoint = synthInspection({ timeouts: { create: "20m" }, tags: { Team: "security" } }).resources(
      "aws_vpc_endpoint",
    )[0];
    expect(endpoint).toMatchObject({ timeouts: { create: "20m" }, tags: { Team: "security" } });
  });
});

test("endpoints of a service that is looked up are refused by the plan where a zone is not the service's", () => {
  const found = synth((scope) => {
    const service = new EndpointServiceLookup(scope, "service", { ...SERVICE, serviceType: "GatewayLoadBalancer" });
    new GatewayLoadBalancerEndpoints(scope, "endpoints", { name: "inspection", vpc: VPC, service });
  });
  expect(found.data("aws_vpc_endpoint_service")).toMatchObject([{ service_type: "GatewayLoadBalancer" }]);
  for (const { lifecycle, service_name: name } of found.resources("aws_vpc_endpoint")) {
    expect(name).toBe(SERVICE.serviceName);
    expect(lifecycle.precondition).toHaveLength(1);
    expect(lifecycle.precondition[0].error_message).toContain("Take the others out of the subnets, or ask");
  }
});

describe("an endpoint behind appliances", () => {
  const clients = (scope: Parameters<Parameters<typeof synth>[0]>[0], more: object = {}) => {
    const endpoint = new InterfaceEndpoint(scope, "endpoint", {
      ...{ name: "prod-web-orders", vpc: VPC, service: SERVICE, ports: [443], inspected: true },
      ...more,
    });
    endpoint.allowFromSecurityGroup("client", "sg-0123456789abcdef0");
    return endpoint;
  };

  test("lets in by ranges, since AWS matches no group as the source of what passes appliances", () => {
    const endpoint = synth((scope) => {
      new TerraformOutput(scope, "range", { value: clients(scope).cidrBlock, staticId: true });
    });
    expect(endpoint.resource("aws_vpc_security_group_ingress_rule").cidr_ipv4).toBe("10.0.0.0/16");
    expect(endpoint.json.output.range.value).toBe("10.0.0.0/16");
  });

  test("fails with a security group as a source", () => {
    expect(refusal((scope) => clients(scope, { allowFrom: { team: "sg-0123456789abcdef0" } }))).toContain(
      "`allowFrom.team`: expected a range or a prefix list: AWS matches no security group as the source of packets that pass appliances",
    );
  });
});

describe("fails", () => {
  test("with a VPC of IPv6, and zones that do not go together", () => {
    const refused = refusal((scope) => {
      const vpc = new IsolatedVpc(scope, "vpc", {
        ...{ name: "test", role: "consumer", cidrBlock: "10.0.0.0/16", zoneIds: ["use1-az1"], ipv6: true },
      });
      const clientSubnetCidrBlocks = { "use1-az1": "10.0.128.0/24" };
      new Inspection(scope, "inspection", { ...PROPS, vpc, clientSubnetCidrBlocks, name: "-x" });
    });
    expect(refused).toContain("`name`: expected letters, digits and hyphens");
    expect(refused).toContain("`vpc.ipv6`: expected a VPC of IPv4 only: packets of IPv6 would go past the appliances");
    expect(refused).toContain(
      '`clientSubnetCidrBlocks`: expected the zones of the endpoints\' subnets: use1-az1, use1-az2; got ["use1-az1"]',
    );
  });

  test("without subnets", () => {
    expect(refusalOf({ subnetCidrBlocks: {}, clientSubnetCidrBlocks: {} })).toContain(
      "`subnetCidrBlocks`: expected at least one subnet; got {}",
    );
  });

  test("with ranges that are taken, or not of the VPC", () => {
    expect(refusalOf({ clientSubnetCidrBlocks: { "use1-az1": "10.0.0.0/24", "use1-az2": "10.1.0.0/24" } })).toBe(
      [
        "Invalid properties of IsolatedVpc at stack/vpc:",
        '  - `clients.subnetCidrBlocks.use1-az2`: expected a range within the VPC\'s, 10.0.0.0/16; got "10.1.0.0/24"',
        '  - `clients.subnetCidrBlocks.use1-az1`: expected a range apart from that of use1-az1, 10.0.0.0/20; got "10.0.0.0/24"',
      ].join("\n"),
    );
    expect(refusalOf({ subnetCidrBlocks: { "use1-az1": "10.0.128.0/28", "use1-az2": "10.0.255.0/28" } })).toContain(
      "`inspection.subnetCidrBlocks.use1-az1`: expected a range apart from that of clients in use1-az1, 10.0.128.0/24",
    );
  });

  test("with what no endpoint of appliances has", () => {
    const refused = (props: Partial<GatewayLoadBalancerEndpointsProps>) =>
      refusal((scope) => {
        new GatewayLoadBalancerEndpoints(scope, "endpoints", { name: "x", vpc: VPC, service: SERVICE, ...props });
      });
    expect(refused({ service: { ...SERVICE, region: "us-west-2" } })).toContain(
      "`service.region`: expected none: appliances are in the region of their endpoints",
    );
    expect(refused({ service: { ...SERVICE, zoneIds: ["use1-az1"] } })).toContain(
      '`vpc.subnetIds`: expected a zone of the appliances: use1-az1; got "use1-az2"',
    );
    expect(refused({ vpc: { ...VPC, subnetIds: { a: "subnet-00000000000000001" } } })).toContain(
      '`vpc.subnetIds`: expected zone ids such as use1-az1 as keys; got "a"',
    );
    expect(refused({ timeouts: { create: "soon" } })).toContain("`timeouts.create`: expected");
  });
});
