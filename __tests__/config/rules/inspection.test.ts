import { APPLIANCES } from "../../support/appliances";
import { edit, problemsIn } from "../../support/environments";

const VAULT = `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  partner:
    serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
    ports: [443]
inspection:
  appliance: inspection
  clientSubnets: { use1-az1: 10.40.8.0/24, use1-az2: 10.40.9.0/24 }
  subnets: { use1-az1: 10.40.15.0/28, use1-az2: 10.40.15.16/28 }
`;
const BY_NAME = edit(
  VAULT,
  "appliance: inspection",
  "serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1",
);

/** What is wrong with a consumer beside appliances: place, expectation and fix. */
const problemsOf = (consumer: string, environment = APPLIANCES) =>
  problemsIn({ "dev/environment.yaml": environment, "dev/consumers/vault.yaml": consumer }).map(
    ({ path, expected, fix }) => [path, expected, fix],
  );

test("without an inspection, a connection may have any name", () => {
  const plain = VAULT.slice(0, VAULT.indexOf("inspection:"));
  expect(problemsOf(edit(plain, "  partner:", "  inspection-use1-az1:"))).toEqual([]);
  expect(problemsOf(edit(VAULT, "  partner:", "  inspection:"))).toEqual([]);
});

test("appliances of the environment, and somebody else's, are accepted", () => {
  expect(problemsOf(VAULT)).toEqual([]);
  expect(problemsOf(BY_NAME)).toEqual([]);
  expect(problemsOf(`${BY_NAME}  lookup: false\n  routed: false\n  timeouts: { create: 20m }\n`)).toEqual([]);
});

describe("fails", () => {
  test("on appliances that there are not, with those that are meant", () => {
    expect(problemsOf(edit(VAULT, "appliance: inspection", "appliance: inspecton"))).toEqual([
      ["inspection.appliance", "appliances of dev/environment.yaml: inspection", "write `inspection`"],
    ]);
  });

  test("without appliances, and with two of them", () => {
    const expected = "exactly one of `appliance` (of this environment) and `serviceName`";
    expect(problemsOf(edit(VAULT, "  appliance: inspection\n", ""))).toEqual([["inspection", expected, undefined]]);
    expect(problemsOf(edit(BY_NAME, "inspection:\n", "inspection:\n  appliance: inspection\n"))).toEqual([
      ["inspection", expected, undefined],
    ]);
  });

  test("on a look-up of appliances that are not looked up", () => {
    expect(problemsOf(`${VAULT}  lookup: false\n`)).toEqual([
      ["inspection.lookup", "no `lookup`: it is for a service by `serviceName`", "take it out"],
    ]);
  });

  test("on services that take no such endpoints", () => {
    const [found] = problemsOf(
      edit(BY_NAME, "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1", "com.amazonaws.us-east-1.s3"),
    );
    expect(found).toEqual([
      "inspection.serviceName",
      "the name of a service that is not AWS's own, com.amazonaws.vpce....",
      undefined,
    ]);
  });

  test("on appliances of another region", () => {
    const elsewhere = (text: string) =>
      problemsOf(edit(text, "vpc: {", "region: us-west-2\nvpc: {").replaceAll("use1-", "usw2-")).filter(([path]) =>
        /^inspection\.(appliance|serviceName)$/.test(String(path)),
      );
    expect(elsewhere(VAULT)).toEqual([
      [
        "inspection.appliance",
        "appliances of us-west-2: a Gateway Load Balancer endpoint is in the region of its service, which is us-east-1",
        "take the inspection out, or the consumer's `region`",
      ],
    ]);
    expect(elsewhere(BY_NAME)).toEqual([
      ["inspection.serviceName", "a service of us-west-2: appliances are in the region of their endpoints", undefined],
    ]);
  });

  test("on zones that the appliances are not in, or that are of another region", () => {
    const moved = (zone: string) => VAULT.replaceAll("use1-az2: 10", `${zone}: 10`);
    expect(problemsOf(moved("use1-az4"))).toEqual([
      ["inspection.subnets.use1-az4", "a zone of the appliances: use1-az1, use1-az2", undefined],
    ]);
    expect(problemsOf(moved("usw2-az1"))).toEqual([
      ["inspection.subnets.usw2-az1", "a zone of us-east-1: use1-az1 and so on", undefined],
    ]);
  });

  test("on zones of clients that have no endpoint of the appliances", () => {
    expect(problemsOf(edit(VAULT, ", use1-az2: 10.40.15.16/28", ""))).toEqual([
      [
        "inspection.clientSubnets",
        "the zones of the endpoints' subnets: use1-az1",
        "write a range for each of these zones, and for no other",
      ],
    ]);
  });

  test("on ranges that are taken, or not of the VPC", () => {
    expect(problemsOf(edit(VAULT, "10.40.9.0/24", "10.40.1.0/24"))).toEqual([
      ["inspection.clientSubnets.use1-az2", "a range apart from that of use1-az2, 10.40.1.0/24", undefined],
    ]);
    expect(problemsOf(edit(VAULT, "10.40.15.0/28", "10.40.8.0/28"))).toEqual([
      ["inspection.subnets.use1-az1", "a range apart from that of clients in use1-az1, 10.40.8.0/24", undefined],
    ]);
    expect(problemsOf(edit(VAULT, "10.40.15.16/28", "10.41.0.0/28"))).toEqual([
      ["inspection.subnets.use1-az2", "a range within the VPC's, 10.40.0.0/20", undefined],
    ]);
  });

  test("in a VPC that exists, or of IPv6", () => {
    const existing =
      "{ id: vpc-0123456789abcdef9, subnets: { use1-az1: subnet-0123456789abcdef8, use1-az2: subnet-0123456789abcdef7 } }";
    expect(problemsOf(edit(VAULT, "{ cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2] }", existing))).toEqual([
      [
        "inspection",
        "a new VPC (`cidr`), whose route tables are made here: those of a VPC that exists are its owner's",
        "use a new VPC (`vpc.cidr`); or take `inspection` out, and let the owner of the VPC make the appliances' endpoints and the routes to them",
      ],
    ]);
    expect(problemsOf(edit(VAULT, "10.40.0.0/20,", "10.40.0.0/20, ipv6: true,"))).toEqual([
      [
        "inspection",
        "a VPC of IPv4 only: packets of IPv6 would go past the appliances",
        "take out `vpc.ipv6`; or take `inspection` out, where IPv6 is needed",
      ],
    ]);
  });

  test("on a security group as a source, which AWS does not match behind appliances", () => {
    expect(problemsOf(edit(VAULT, "ports: [443]", "ports: [443]\n    allowFrom: [10.40.8.0/24, sg-01234567]"))).toEqual(
      [
        [
          "connections.partner.allowFrom[1]",
          "a range or a prefix list: AWS matches no security group as the source of packets that pass appliances",
          "write the range of the clients' subnets, or take the inspection out",
        ],
      ],
    );
  });

  test.each(["inspection-use1-az1", "inspection-use1-az4", "inspection-reports"])(
    "on the connection %s: endpoints of the appliances have such names",
    (name) => {
      expect(problemsOf(edit(VAULT, "  partner:", `  ${name}:`))).toEqual([
        [
          `connections.${name}`,
          "a name that does not begin with inspection-: the endpoints of the appliances have such names",
          "rename the connection",
        ],
      ]);
    },
  );

  test("on an instance in a zone without clients", () => {
    const text = edit(edit(VAULT, ", use1-az2: 10.40.9.0/24", ""), ", use1-az2: 10.40.15.16/28", "");
    const client = "client: { instance: { zone: use1-az2, sessionEndpoints: existing } }\n";
    expect(problemsOf(text + client)).toContainEqual([
      "client.instance.zone",
      "a zone that clients have a subnet in: use1-az1",
      undefined,
    ]);
  });
});
