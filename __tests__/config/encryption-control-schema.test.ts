import { APPLIANCES } from "../support/appliances";
import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  problemsIn,
} from "../support/environments";
import { RESOURCE_CONSUMER, RESOURCES } from "../support/resources";

const ZONES = "zones: [use1-az1, use1-az2]";
const ofService = (control: string, more: (text: string) => string = (text) => text) =>
  environmentProblems(more(edit(ENVIRONMENT, ZONES, `${ZONES}\n      encryptionControl: ${control}`)));
const ofConsumer = (control: string, more = "") =>
  consumerProblems(`${edit(CONSUMER, ZONES, `${ZONES}\n  encryptionControl: ${control}`)}${more}`);
const sample = (type: string) => (text: string) =>
  edit(text, "type: sample", `type: sample\n      instanceType: ${type}`);
const addresses = (text: string) => edit(text, "type: sample", "type: ip\n      addresses: [10.10.0.9]");

test("monitoring is accepted wherever something runs", () => {
  expect(ofService("{mode: monitor}")).toEqual([]);
  expect(ofConsumer("{mode: monitor}")).toEqual([]);
});

test("enforcement is accepted where everything encrypts, or is excluded", () => {
  expect(ofService("{mode: enforce}", sample("m7g.medium"))).toEqual([]);
  expect(ofService("{mode: enforce, exclusions: [internetGateway]}", addresses)).toEqual([]);
  expect(ofConsumer("{mode: enforce, exclusions: [lambda]}")).toEqual([]);
  expect(ofConsumer("{mode: enforce}", "client: false\n")).toEqual([]);
});

test("a consumer with a path to a hub by peering may exclude it", () => {
  const existing = edit(
    CONSUMER,
    `cidr: 10.20.0.0/20\n  ${ZONES}`,
    "id: vpc-0123456789abcdef0\n  subnets: {use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1}\n  isolation: unchecked\n  encryptionControl: {mode: enforce, exclusions: [vpcPeering]}",
  );
  expect(consumerProblems(`${existing}client: false\n`)).toMatchObject([
    { path: "vpc.encryptionControl.exclusions[0]" },
  ]);
  expect(consumerProblems(`${existing}client: false\nhubPath: peering\n`)).not.toContainEqual(
    expect.objectContaining({ path: expect.stringContaining("encryptionControl") }),
  );
});

test("fails on the sample application's default type, and on one that does not encrypt", () => {
  for (const [more, type] of [
    [undefined, "t4g.nano"],
    [sample("m6g.large"), "m6g.large"],
  ] as const)
    expect(ofService("{mode: enforce}", more)).toMatchObject([
      {
        path: "services.orders.vpc.encryptionControl.mode",
        expected: `\`monitor\`, or instances of types that encrypt their traffic: ${type} does not`,
        fix: "choose a newer type, such as m7g.medium",
      },
    ]);
});

test("fails on functions and instances of a consumer, all at once", () => {
  const client = "client: {instance: {sessionEndpoints: existing}}\n";
  const problems = ofConsumer("{mode: enforce, exclusions: [vpcPeering]}", client).filter(({ path }) =>
    path.startsWith("vpc.encryptionControl"),
  );
  expect(problems.map(({ path, fix }) => [path, fix])).toEqual([
    ["vpc.encryptionControl.mode", "add `lambda` to `exclusions`, or run no client application in the VPC"],
    ["vpc.encryptionControl.mode", "choose a newer type, such as m7g.medium"],
    ["vpc.encryptionControl.exclusions[0]", "remove it"],
  ]);
});

test.each([
  ["{mode: monitor, exclusions: [lambda]}", "exclusions", "no exclusions with `mode: monitor`, which refuses nothing"],
  ["{mode: enforce, exclusions: [lambda, lambda]}", "exclusions[1]", "each exclusion once"],
  ["{mode: enforce, exclusions: []}", "exclusions", "at least 1 in the list"],
])("fails on %s", (control, path, expected) => {
  expect(ofConsumer(control, "client: false\n")).toMatchObject([{ path: `vpc.encryptionControl.${path}`, expected }]);
});

describe("where AWS supports something only without enforcement, or with an exclusion", () => {
  const ENFORCED = "encryptionControl: { mode: enforce }";
  const EXCLUDED = "encryptionControl: { mode: enforce, exclusions: [vpcLattice] }";
  const enforcing = (text: string, cidr: string, control: string) =>
    edit(text, `cidr: ${cidr}, `, `cidr: ${cidr}, ${control}, `);
  const LATTICE = expect.stringContaining("`vpcLattice` under `exclusions`: resource gateways, and endpoints to");
  const resources = (environment: string, consumer: string) =>
    problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": consumer });

  test("a resource, and a consumer of it, must exclude VPC Lattice", () => {
    const consumer = (control: string) => `${enforcing(RESOURCE_CONSUMER, "10.20.0.0/20", control)}client: false\n`;
    const resource = (control: string) => enforcing(RESOURCES, "10.10.0.0/20", control);
    expect(resources(resource(EXCLUDED), consumer(EXCLUDED))).toEqual([]);
    expect(resources(resource(ENFORCED), consumer(ENFORCED))).toMatchObject([
      { path: "vpc.encryptionControl.mode", expected: LATTICE, fix: "add `vpcLattice` to `exclusions`" },
      { path: "resources.search.vpc.encryptionControl.mode", expected: LATTICE },
    ]);
  });

  test("a consumer with a service network must exclude VPC Lattice, and one without cannot", () => {
    const network = (control: string) => `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2], ${control} }
connections:
  network:
    serviceNetworkArn: arn:aws:vpc-lattice:us-east-1:999999999999:servicenetwork/sn-0123456789abcdef0
    ports: [443]
client: false
`;
    expect(consumerProblems(network(EXCLUDED))).toEqual([]);
    expect(consumerProblems(network(ENFORCED))).toMatchObject([
      { path: "vpc.encryptionControl.mode", expected: LATTICE },
    ]);
    expect(ofConsumer("{mode: enforce, exclusions: [vpcLattice]}", "client: false\n")).toMatchObject([
      {
        path: "vpc.encryptionControl.exclusions[0]",
        expected: "no `vpcLattice`: nothing in the VPC is of VPC Lattice, such as an endpoint to a resource",
        fix: "remove it",
      },
    ]);
  });

  test("a consumer that shares a resource must exclude VPC Lattice", () => {
    const environment = `${RESOURCES}sharedConnections:\n  found: { mode: resource, resource: search }\n`;
    const consumer = (control: string) =>
      `account: "222222222222"\nvpc: { cidr: 10.20.0.0/20, zones: [use1-az1, use1-az2], ${control} }\nconnections: { found: { shared: found } }\nclient: false\n`;
    expect(resources(environment, consumer(EXCLUDED))).toEqual([]);
    expect(resources(environment, consumer(ENFORCED))).toMatchObject([
      { file: "dev/consumers/web.yaml", path: "vpc.encryptionControl.mode", expected: LATTICE },
    ]);
  });

  test("fails with Gateway Load Balancers, and with their endpoints", () => {
    const appliances = edit(APPLIANCES, "    vpc:\n", `    vpc:\n      ${ENFORCED}\n`);
    const expected = expect.stringContaining("AWS supports no Gateway Load Balancer");
    expect(environmentProblems(appliances)).toContainEqual(
      expect.objectContaining({ path: "appliances.inspection.vpc.encryptionControl.mode", expected }),
    );
    const inspection =
      "client: false\ninspection: { serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0, clientSubnets: { use1-az1: 10.20.8.0/24 }, subnets: { use1-az1: 10.20.9.0/28 } }\n";
    expect(ofConsumer("{mode: enforce}", inspection)).toMatchObject([
      { path: "vpc.encryptionControl.mode", expected, fix: "set `mode: monitor`" },
    ]);
  });

  test("fails with a listener that ends TLS", () => {
    const tls = (text: string) =>
      edit(
        addresses(text),
        "        port: 80\n",
        "        port: 443\n        protocol: TLS\n        certificateArn: arn:aws:acm:us-east-1:111111111111:certificate/11111111-2222-4333-8444-555555555555\n",
      );
    expect(ofService("{mode: enforce}", tls)).toMatchObject([
      {
        path: "services.orders.vpc.encryptionControl.mode",
        expected: expect.stringMatching(/^`monitor`, or no listeners of TLS: .*: http$/),
      },
    ]);
    expect(ofService("{mode: monitor}", tls)).toEqual([]);
  });
});
