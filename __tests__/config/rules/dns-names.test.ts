import { CONSUMER, consumerProblems, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const WEB = "dev/consumers/web.yaml";
const NAMED = (name: string, more = "") =>
  edit(ENVIRONMENT, "    targets:\n", `    privateDns: { name: ${name}${more} }\n    targets:\n`);
const PROVEN = NAMED("orders.example.com", ", verify: true");
const orders = (keys: string) => edit(CONSUMER, "    service: orders\n", `    service: orders\n${keys}`);
const ZONE = (text: string) => `    hostedZone: { name: orders.internal${text} }\n`;

test("a service's verified name, and a name of one's own, are there for the asking", () => {
  expect(consumerProblems(orders(`    privateDns: true\n    zonalNames: true\n${ZONE("")}`), PROVEN)).toEqual([]);
});

describe("fails on private DNS", () => {
  test("of a service without a name", () => {
    expect(consumerProblems(orders("    privateDns: true\n"))).toEqual([
      problem(
        `${WEB}:8:17 connections.orders.privateDns`,
        "a service with a private DNS name, which orders has not",
        "true (boolean)",
        "give it `privateDns` in dev/environment.yaml, or give the endpoint a name of your own with `hostedZone`",
      ),
    ]);
  });

  test("of a service whose name nobody verifies", () => {
    expect(consumerProblems(orders("    privateDns: true\n"), NAMED("orders.example.com"))).toEqual([
      problem(
        `${WEB}:8:17 connections.orders.privateDns`,
        "a service whose private DNS name is verified before its consumers are deployed, which that of orders is not",
        "true (boolean)",
        "give its `privateDns` a `hostedZone`, or `verify: true` once the record is in public DNS, in dev/environment.yaml",
      ),
    ]);
  });
});

describe("fails on one name twice in a VPC", () => {
  const expected = (zone: string, other: string) => `a name other than ${zone}, which ${other} has in the VPC already`;

  test("for two connections, and for private DNS beside a zone", () => {
    const twice = `${orders("    privateDns: true\n")}  again:\n    service: orders\n    hostedZone: { name: orders.example.com }\n`;
    expect(consumerProblems(twice, PROVEN)).toEqual([
      problem(
        `${WEB}:11:25 connections.again.hostedZone.name`,
        expected("orders.example.com", "connection orders"),
        "`orders.example.com` twice (lines 8 and 11)",
        "give one of them another name with `hostedZone`, or take the name from one",
      ),
    ]);
  });

  test("for a wildcard and what it is in", () => {
    const both = orders(`    privateDns: true\n    hostedZone: { name: orders.example.com }\n`);
    const [found] = consumerProblems(both, NAMED('"*.orders.example.com"', ", verify: true"));
    expect(found?.expected).toBe(expected("orders.example.com", "connection orders"));
  });

  test("for a service of which only its ARN is known", () => {
    const arn = "arn:aws:ec2:us-east-1:999999999999:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
    const keys = `    serviceArn: ${arn}\n    ports: [443]\n    privateDns: true\n`;
    const [found, ...more] = consumerProblems(
      edit(CONSUMER, "  orders:\n    service: orders\n", `  a:\n${keys}  b:\n${keys}`),
    );
    expect(found?.expected).toBe(expected(`that of ${arn}`, "connection a"));
    expect(more).toEqual([]);
  });

  test("for two consumers in one VPC that exists", () => {
    const existing = edit(
      orders(ZONE("")),
      "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
      "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }\n",
    );
    const problems = problemsIn({
      "dev/environment.yaml": ENVIRONMENT,
      "dev/consumers/app.yaml": existing,
      [WEB]: existing,
    });
    expect(problems.map(({ file, expected: what }) => [file, what])).toEqual([
      [WEB, expected("orders.internal", "connection orders of app")],
    ]);
  });
});

test("fails on further VPCs of a zone where the consumer's own is isolated", () => {
  expect(consumerProblems(orders(ZONE(", vpcs: { vpc-0123456789abcdef1: {} }")))).toEqual([
    problem(
      `${WEB}:8:42 connections.orders.hostedZone.vpcs`,
      "no further VPCs: the consumer's own is isolated, so that none of them has a path to the endpoint in it",
      "vpc-0123456789abcdef1",
      "take them out and give each VPC a connection of its own, or put the endpoint into a VPC that exists and that they have a path to",
    ),
  ]);
});

test("fails on a name in capitals, which makes no record wrong", () => {
  const wrong = (records: string) =>
    consumerProblems(orders(`    hostedZone: { name: Internal.example.com, records: [${records}] }\n`)).map(
      ({ path }) => path,
    );
  expect(wrong("app, '*.app', '@'")).toEqual(["connections.orders.hostedZone.name"]);
  expect(wrong("app, App")).toEqual(["connections.orders.hostedZone.name", "connections.orders.hostedZone.records[1]"]);
});

test("fails on keys that only a zone that exists has", () => {
  const [found, ...more] = consumerProblems(orders(ZONE(", associate: true")));
  expect(found).toMatchObject({
    path: "connections.orders.hostedZone.associate",
    expected: "`id` of a zone that exists beside `associate`: a new one is the consumer's",
    fix: "take it out",
  });
  expect(more).toEqual([]);
});

test("fails on names of one's own for private resources", () => {
  const arn = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0";
  const keys = `    resourceConfigurationArn: ${arn}\n    ports: [443]\n    zonalNames: true\n`;
  expect(consumerProblems(edit(CONSUMER, "    service: orders\n", keys)).map(({ expected }) => expected)).toEqual([
    "a connection to a service beside `zonalNames`: a private resource has the name of `privateDns` or of its endpoint",
  ]);
});

test("fails on names of one's own for service networks", () => {
  const arn = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
  const keys = `    serviceNetworkArn: ${arn}\n    ports: [443]\n${ZONE("")}`;
  expect(consumerProblems(edit(CONSUMER, "    service: orders\n", keys))).toMatchObject([
    {
      path: "connections.orders.hostedZone",
      expected:
        "a connection to a service beside `hostedZone`: what is in a service network has names of its own, which the VPC knows with `privateDns: true`",
      fix: "take it out",
    },
  ]);
});

describe("services of AWS", () => {
  const aws = (...connections: string[]) => edit(CONSUMER, "  orders:\n    service: orders\n", connections.join(""));
  const sts = (key: string, more = "") => `  ${key}:\n    awsService: sts\n${more}`;

  test("fail where a VPC is to know one by its name through two endpoints", () => {
    expect(consumerProblems(aws(sts("a"), sts("b")))).toEqual([
      problem(
        `${WEB}:9:17 connections.b.awsService`,
        "a name other than that of sts, which connection a has in the VPC already",
        "`sts` twice (lines 7 and 9)",
        "give one of them another name with `hostedZone`, or take the name from one",
      ),
    ]);
  });

  test("may be connected to twice where one goes without the name, and in two regions", () => {
    expect(consumerProblems(aws(sts("a"), sts("b", "    privateDns: false\n")))).toEqual([]);
    const kms = (key: string, more = "") => `  ${key}:\n    awsService: kms\n${more}`;
    expect(consumerProblems(aws(kms("a"), kms("b", "    region: us-west-2\n")))).toEqual([]);
  });

  test("fail with private DNS where they have none", () => {
    expect(consumerProblems(aws("  a:\n    awsService: dynamodb\n    privateDns: true\n"))).toEqual([
      problem(
        `${WEB}:8:17 connections.a.privateDns`,
        "no private DNS: endpoints of dynamodb have none there, and clients are told the endpoint's own name",
        "true (boolean)",
        "take it out, or give the endpoint a name of your own with `hostedZone`",
      ),
    ]);
  });
});

describe("several names of an endpoint", () => {
  const names = (text: string) => orders(`    hostedZones: { ${text} }\n`);

  test("are accepted, each once", () => {
    expect(consumerProblems(names("a: { name: a.internal }, b: { name: b.internal, zonal: true }"))).toEqual([]);
  });

  test("fails on one name twice in the VPC", () => {
    const [found, ...more] = consumerProblems(names("a: { name: a.internal }, b: { name: a.internal }"));
    expect(found).toMatchObject({
      path: "connections.orders.hostedZones.b.name",
      found: "`a.internal` twice (line 8)",
    });
    expect(more).toEqual([]);
  });

  test("fails on one name twice in a zone that exists, whoever has it", () => {
    const zone = "name: a.internal, id: Z0123456789ABCDEFGHIJ";
    const [found, ...more] = consumerProblems(names(`a: { ${zone} }, b: { ${zone} }`));
    expect(found).toMatchObject({
      path: "connections.orders.hostedZones.b.name",
      expected:
        "a name that no other connection gives in the hosted zone Z0123456789ABCDEFGHIJ: connection orders of web gives a.internal",
    });
    expect(more).toEqual([]);
    const other = "name: b.internal, id: Z0123456789ABCDEFGHIJ";
    expect(consumerProblems(names(`a: { ${zone} }, b: { ${other} }`))).toEqual([]);
  });

  test("fails on further VPCs in an isolated VPC, by the key of the name", () => {
    const [found] = consumerProblems(names("a: { name: a.internal, vpcs: { vpc-0123456789abcdef0: {} } }"));
    expect(found).toMatchObject({ path: "connections.orders.hostedZones.a.vpcs" });
  });

  test("fails on none, and on what a name cannot be", () => {
    expect(consumerProblems(names("")).map(({ path }) => path)).toEqual(["connections.orders.hostedZones"]);
    expect(consumerProblems(names('a: { name: "*.internal" }')).map(({ path }) => path)).toEqual([
      "connections.orders.hostedZones.a.name",
    ]);
  });
});
