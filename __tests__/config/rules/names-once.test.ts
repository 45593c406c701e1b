import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const VPC = "id: vpc-01234567\n  subnets: {use1-az1: subnet-01234567, use1-az2: subnet-01234568}\n";
const consumer = (services: string) =>
  edit(CONSUMER, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n", `${VPC}  awsEndpoints: ${services}\n`);

const problems = (other: string) =>
  problemsIn({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/shop.yaml": consumer("[session-manager, logs]"),
    "dev/consumers/web.yaml": consumer(other),
  });

test("fails on endpoints to one service for two consumers in one VPC that exists", () => {
  expect(problems("[ssm, kms]")).toEqual([
    problem(
      "dev/consumers/web.yaml:5:17 vpc.awsEndpoints",
      "services that nobody else has in vpc-01234567: ssm of consumer shop are there",
      "`ssm` twice (dev/consumers/shop.yaml:5 and dev/consumers/web.yaml:5)",
      "take them out here: what is in the VPC may use those",
    ),
  ]);
});

test("two consumers in one VPC may have endpoints to other services", () => {
  expect(problems("[secrets]")).toEqual([]);
});

const ADOPTED = edit(CONSUMER, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n", VPC);
const connected = (connections: string, vpc = "") =>
  edit(edit(ADOPTED, VPC, `${VPC}${vpc}`), "  orders:\n    service: orders\n", connections);
const OTHER_ENVIRONMENT = ENVIRONMENT.replace("10.10.", "10.11.").replaceAll("111111111111", "333333333333");
const NAMED_SERVICE = "  named: { serviceName: com.amazonaws.us-east-1.logs, ports: [443], privateDns: true }\n";
const AWS_SERVICE = "  logs: { awsService: logs }\n";
const ENDPOINTS = "  awsEndpoints: [observability]\n";

describe("one service of AWS has private DNS once in a VPC", () => {
  const inOne = (app: string, web: string) =>
    problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/app.yaml": app, "dev/consumers/web.yaml": web });
  const inTwo = (app: string, web: string) =>
    problemsIn({
      ...{ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/app.yaml": app },
      ...{ "prod/environment.yaml": OTHER_ENVIRONMENT, "prod/consumers/web.yaml": web },
    });
  const other = "  orders: { service: orders }\n";

  test("fails on `awsEndpoints` of one consumer and a connection of another", () => {
    expect(inOne(connected(other, ENDPOINTS), connected(AWS_SERVICE))).toEqual([
      problem(
        "dev/consumers/web.yaml:6:23 connections.logs.awsService",
        "a service other than those of `vpc.awsEndpoints` of consumer app: one endpoint in a VPC has a service's private DNS name",
        "`logs` twice (dev/consumers/app.yaml:5 and dev/consumers/web.yaml:6)",
        "take it out of one of the two, or write `privateDns: false` for connection logs",
      ),
    ]);
  });

  test("fails on the short name and the whole name of a service", () => {
    expect(inOne(ADOPTED, connected(`${AWS_SERVICE}${NAMED_SERVICE}`))).toEqual([
      problem(
        "dev/consumers/web.yaml:7:81 connections.named.privateDns",
        "a name other than that of logs, which connection logs has in the VPC already",
        "`logs` and `com.amazonaws.us-east-1.logs` (lines 6 and 7)",
        "give one of them another name with `hostedZone`, or take the name from one",
      ),
    ]);
  });

  test("fails on `awsEndpoints` and the whole name of a service, in a new VPC too", () => {
    const adopted = connected(NAMED_SERVICE, ENDPOINTS);
    const made = edit(adopted, VPC, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n");
    for (const web of [adopted, made])
      expect(inOne(ADOPTED, web)).toMatchObject([{ path: "connections.named.privateDns" }]);
  });

  test.each([
    ["awsEndpoints", connected(other, ENDPOINTS), connected(other, ENDPOINTS), "vpc.awsEndpoints"],
    [
      "awsEndpoints and a connection",
      connected(AWS_SERVICE),
      connected(other, ENDPOINTS),
      "connections.logs.awsService",
    ],
    ["connections", connected(AWS_SERVICE), connected(NAMED_SERVICE), "connections.named.privateDns"],
  ])("fails on %s of two environments", (_, app, web, path) => {
    expect(inTwo(app, web)).toMatchObject([{ path }]);
  });

  test("fails on a shared connection of two consumers, once", () => {
    const environment = `${ENVIRONMENT}sharedConnections:\n  logs: { awsService: logs }\n`;
    const sharing = connected("  logs: { shared: logs }\n");
    const files = { "dev/environment.yaml": environment, "dev/consumers/app.yaml": sharing };
    expect(problemsIn({ ...files, "dev/consumers/web.yaml": sharing })).toMatchObject([
      {
        file: "dev/environment.yaml",
        path: "sharedConnections.logs.awsService",
        expected: "a name that one consumer has in vpc-01234567: consumer app and consumer web share this connection",
        found: "logs of consumer app and consumer web",
        fix: "keep the connection in one of the two: whatever is in the VPC may use its endpoint",
      },
    ]);
  });

  test("a connection without private DNS is accepted beside the endpoint that has it", () => {
    const without = connected("  logs: { awsService: logs, privateDns: false }\n", ENDPOINTS);
    expect(inOne(ADOPTED, without)).toEqual([]);
    expect(inTwo(connected(other, ENDPOINTS), connected("  kms: { awsService: kms }\n"))).toEqual([]);
  });
});

describe("a new hosted zone of a name is there once in a VPC", () => {
  const zone = (keys: string) => connected(`  orders: { service: orders, hostedZone: { name: a.internal${keys} } }\n`);
  const apart = (text: string) =>
    text
      .replace("vpc-01234567", "vpc-01234568")
      .replace("subnet-01234567", "subnet-a1234567")
      .replace("subnet-01234568", "subnet-b1234567");
  const inTwo = (app: string, web: string) =>
    problemsIn({
      ...{ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/app.yaml": app },
      ...{ "prod/environment.yaml": OTHER_ENVIRONMENT, "prod/consumers/web.yaml": web },
    });

  test("fails on one of two environments", () => {
    expect(inTwo(zone(""), zone(""))).toEqual([
      problem(
        "prod/consumers/web.yaml:6:50 connections.orders.hostedZone.name",
        "a name other than a.internal, which connection orders of app has in the VPC already",
        "`a.internal` twice (dev/consumers/app.yaml:6 and prod/consumers/web.yaml:6)",
        "give both the `id` of one private hosted zone that exists, with a name or `records` of its own for each; or give one of them another name",
      ),
    ]);
    expect(inTwo(zone(""), apart(zone("")))).toEqual([]);
  });

  test("fails on a further VPC that knows the name already", () => {
    const further = apart(zone(", vpcs: { vpc-01234567: {} }"));
    expect(inTwo(zone(""), further)).toMatchObject([
      {
        path: "connections.orders.hostedZone.vpcs.vpc-01234567",
        expected: "a name other than a.internal, which connection orders of app has in vpc-01234567 already",
      },
    ]);
    expect(inTwo(zone(", vpcs: { vpc-0123456a: {} }"), apart(zone(", vpcs: { vpc-0123456a: {} }")))).toMatchObject([
      { path: "connections.orders.hostedZone.vpcs.vpc-0123456a" },
    ]);
    expect(inTwo(zone(", vpcs: { vpc-0123456a: {} }"), apart(zone(", vpcs: { vpc-0123456b: {} }")))).toEqual([]);
  });
});
