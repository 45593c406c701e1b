import { Token } from "cdktf";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf, problem, problemsIn } from "../support/environments";

/** A number that cdktf takes for a reference of Terraform. */
const NUMBER = Token.asNumber({ toString: () => "", resolve: () => 0, creationStack: [] });
const S3 = "gatewayEndpoints: { s3: { buckets: [receipts] } }\n";
const TWO = `gatewayEndpoints:
  s3: { buckets: [receipts], actions: ["s3:GetObject"], tags: { Team: web }, timeouts: { create: 20m } }
  dynamodb: { tables: [stock], principalAccounts: ["222222222222"], resourceOrganization: o-a1b2c3d4e5 }
`;
const ADOPTED = edit(
  CONSUMER,
  "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
  "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }\n",
);

/** Problems of a consumer with more keys, beside the sound environment. */
function problems(more: string, consumer = CONSUMER, files: Readonly<Record<string, string>> = {}) {
  return problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer + more, ...files });
}

test("gateway endpoints of a new VPC, and of one that exists, are accepted", () => {
  expect(problems(TWO)).toEqual([]);
  expect(problems(TWO, ADOPTED)).toEqual([]);
  expect(problems("gatewayEndpoints: { s3: { buckets: [a-b], routeTableIds: [rtb-01234567] } }\n", ADOPTED)).toEqual(
    [],
  );
});

describe("addresses of gateway endpoints", () => {
  const IPV6 = edit(CONSUMER, "  cidr:", "  ipv6: true\n  cidr:");
  const NEWER = edit(
    ENVIRONMENT,
    "region: us-east-1\n",
    'region: us-east-1\nterraform: { awsProvider: ">= 6.28, < 7" }\n',
  );
  const gateways = (s3: string, dynamodb = "") =>
    `gatewayEndpoints: { s3: { buckets: [abc], ${s3} }, dynamodb: { tables: [stock], ${dynamodb} } }\n`;

  test("are both where the VPC has IPv6, and IPv6 alone in subnets that exist", () => {
    expect(problems(gateways("ipAddressType: dualstack", "ipAddressType: dualstack"), IPV6)).toEqual([]);
    const adopted = edit(ADOPTED, "  id:", "  ipv6: true\n  id:");
    expect(problems(gateways("ipAddressType: ipv6"), adopted)).toEqual([]);
    const records = gateways("ipAddressType: dualstack, dnsRecordIpType: dualstack");
    expect(problems(records, IPV6, { "dev/environment.yaml": NEWER })).toEqual([]);
  });

  test("fails where the VPC has no IPv6, or also IPv4", () => {
    expect(problems(gateways("", "ipAddressType: dualstack"))).toMatchObject([
      {
        path: "gatewayEndpoints.dynamodb.ipAddressType",
        expected: expect.stringContaining("no IPv6 (`ipv6: true`)"),
        fix: "remove it, or write `ipv6: true` for the VPC",
      },
    ]);
    expect(problems(gateways("ipAddressType: ipv6"))).toMatchObject([
      { path: "gatewayEndpoints.s3.ipAddressType", expected: expect.stringContaining("with `ipv6: true` of the VPC") },
    ]);
    expect(problems(gateways("ipAddressType: ipv6"), IPV6)).toMatchObject([
      {
        path: "gatewayEndpoints.s3.ipAddressType",
        expected: expect.stringContaining("subnets without IPv4"),
        fix: "write `dualstack`, or remove it",
      },
    ]);
  });

  test("fails on records of DynamoDB, and on those of addresses that the endpoint has not", () => {
    expect(problems(gateways("", "dnsRecordIpType: service-defined"))).toMatchObject([
      {
        path: "gatewayEndpoints.dynamodb.dnsRecordIpType",
        expected: expect.stringContaining("AWS chooses the records"),
        fix: "remove it",
      },
    ]);
    expect(problems(gateways("dnsRecordIpType: ipv6"), CONSUMER, { "dev/environment.yaml": NEWER })).toMatchObject([
      {
        path: "gatewayEndpoints.s3.dnsRecordIpType",
        expected: expect.stringContaining("ipv4 or service-defined"),
        fix: "remove it, or write `ipAddressType: dualstack`",
      },
    ]);
  });

  test("fails on records with versions of the provider that cannot set them", () => {
    expect(problems(gateways("dnsRecordIpType: ipv4"))).toMatchObject([
      {
        path: "gatewayEndpoints.s3.dnsRecordIpType",
        expected:
          'none with `terraform.awsProvider: "6.25.0"`: only versions from 6.28.0 on can set dns_options of a gateway endpoint to S3',
        fix: 'set `terraform.awsProvider: ">= 6.28, < 7"` in environment.yaml, or take it out',
      },
    ]);
  });
});

describe("a consumer without connections", () => {
  const ALONE = edit(CONSUMER, "connections:\n  orders:\n    service: orders\n", "");

  test("has gateway endpoints, and no client application unless it has connections", () => {
    expect(problems(TWO, ALONE)).toEqual([]);
    expect(problems(`${TWO}client: false\n`, ALONE)).toEqual([]);
    const { consumers } = loadEnvironments(
      folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": ALONE + TWO }),
    )[0] as Environment;
    expect(consumers.web).toMatchObject({ connections: {}, client: false });
  });

  test("can enforce encryption without an exclusion: no function runs there", () => {
    expect(problems(S3, edit(ALONE, "  cidr:", "  encryptionControl: { mode: enforce }\n  cidr:"))).toEqual([]);
  });

  test.each<[string, string]>([
    ["client", "client: { schedule: rate(5 minutes) }\n"],
    ["client", "client: {}\n"],
    ["monitoring", "monitoring: {}\n"],
    [
      "inspection",
      "inspection: { serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0, clientSubnets: { use1-az1: 10.20.8.0/24 }, subnets: { use1-az1: 10.20.9.0/28 } }\n",
    ],
  ])("fails with %s, which is about connections: %s", (key, more) => {
    expect(problems(S3 + more, ALONE)).toMatchObject([
      { path: key, expected: expect.stringMatching(/and there are none$/), fix: "take it out" },
    ]);
  });

  test("fails with an empty inspection, of which nothing more is told", () => {
    expect(problems(`${S3}inspection: {}\n`, ALONE)).toMatchObject([{ path: "inspection", fix: "take it out" }]);
  });

  test("fails without gateway endpoints, too", () => {
    expect(problems("", ALONE)).toMatchObject([
      { path: "connections", expected: "connections by a name of your choice, or `gatewayEndpoints`" },
    ]);
  });

  test("fails with an empty mapping of connections, which is left out instead", () => {
    expect(problems(`${S3}connections: {}\n`, ALONE)).toMatchObject([
      { path: "connections", expected: expect.stringContaining("no `connections` where there are `gatewayEndpoints`") },
    ]);
  });
});

test("fails on a gateway endpoint that nothing narrows", () => {
  expect(problems("gatewayEndpoints: { s3: {} }\n")).toEqual([
    problem(
      "dev/consumers/web.yaml:8:21 gatewayEndpoints.s3",
      "`policy`, or at least one of buckets, principalAccounts, principalOrganization, resourceAccounts, resourceOrganization",
      "an empty mapping",
      "say what the clients need, such as `buckets: [my-bucket]`",
    ),
  ]);
});

test("fails on a gateway endpoint to DynamoDB that only actions narrow, and shows tables", () => {
  expect(problems("gatewayEndpoints: { dynamodb: { actions: ['dynamodb:GetItem'] } }\n")).toMatchObject([
    {
      path: "gatewayEndpoints.dynamodb",
      expected:
        "`policy`, or at least one of tables, principalAccounts, principalOrganization, resourceAccounts, resourceOrganization",
      fix: "say what the clients need, such as `tables: [my-table]`",
    },
  ]);
});

test.each([
  ["S3", "write `s3`"],
  ["com.amazonaws.us-east-1.s3", "write `s3`"],
  ["dynamo-db", "write `dynamodb`"],
  ["sqs", "sqs has only interface endpoints: take it out, and write `awsService: sqs` under `connections`"],
  ["quantum", "other services have only interface endpoints: take it out, and write `awsService` under `connections`"],
])("fails on a gateway endpoint to %s, and says what to do", (service, fix) => {
  expect(problems(`gatewayEndpoints: { ${service}: { policy: {} } }\n`)).toMatchObject([
    { path: `gatewayEndpoints.${service}`, expected: "a service that has gateway endpoints: s3, dynamodb", fix },
  ]);
});

test("fails on a policy that lets data leave to everybody, where its statement is", () => {
  const policy = "{ Statement: [{ Effect: Allow, Principal: '*', Action: '*', Resource: '*' }] }";
  expect(problems(`gatewayEndpoints: { s3: { policy: ${policy} } }\n`)).toMatchObject([
    { path: "gatewayEndpoints.s3.policy.Statement[0]", expected: expect.stringContaining("resources by name") },
  ]);
});

test.each<[string, string, object]>([
  ["no service", "{}", { path: "gatewayEndpoints", expected: "at least one of s3 and dynamodb" }],
  ["another service", "{ sqs: { policy: {} } }", { path: "gatewayEndpoints.sqs" }],
  ["a policy beside buckets", "{ s3: { policy: {}, buckets: [abc] } }", { path: "gatewayEndpoints.s3.buckets" }],
  ["tables of s3", "{ s3: { tables: [stock] } }", { path: "gatewayEndpoints.s3.tables" }],
  [
    "an account without quotes",
    "{ s3: { resourceAccounts: [111111111111] } }",
    { path: "gatewayEndpoints.s3.resourceAccounts[0]" },
  ],
  [
    "a bucket twice",
    "{ s3: { buckets: [abc, abc] } }",
    { path: "gatewayEndpoints.s3.buckets[1]", fix: "delete all but one" },
  ],
  ["a key of another name", "{ s3: { bucket: [abc] } }", { path: "gatewayEndpoints.s3.bucket" }],
  ["buckets that are no list", "{ s3: { buckets: abc } }", { path: "gatewayEndpoints.s3.buckets" }],
  [
    "a time in words",
    "{ s3: { buckets: [abc], timeouts: { create: soon } } }",
    { path: "gatewayEndpoints.s3.timeouts.create" },
  ],
  [
    "a table of another region",
    "{ dynamodb: { tables: ['arn:aws:dynamodb:eu-west-1:222222222222:table/stock'] } }",
    {
      path: "gatewayEndpoints.dynamodb.tables[0]",
      expected: "an ARN in the region us-east-1: a gateway endpoint leads to no other",
    },
  ],
  [
    "route tables of a new VPC",
    "{ s3: { buckets: [abc], routeTableIds: [rtb-01234567] } }",
    { path: "gatewayEndpoints.s3.routeTableIds", fix: "take it out" },
  ],
])("fails on gateway endpoints with %s", (_, endpoints, expected) => {
  const found = problems(`gatewayEndpoints: ${endpoints}\n`);
  expect(found).toContainEqual(expect.objectContaining(expected));
});

test("fails on what is no route table", () => {
  expect(problems("gatewayEndpoints: { s3: { buckets: [a-b], routeTableIds: [rtb] } }\n", ADOPTED)).toMatchObject([
    { path: "gatewayEndpoints.s3.routeTableIds[0]", expected: "the id of a route table, rtb-..." },
  ]);
});

test("fails on a network ACL that lets nothing out of the VPC", () => {
  const narrow = edit(CONSUMER, "  cidr:", "  networkAcl: vpc\n  cidr:");
  expect(problems(S3, narrow)).toMatchObject([
    { path: "vpc.networkAcl", expected: expect.stringContaining("`open`: a gateway endpoint leads to addresses") },
  ]);
});

describe("fails on a reference of cdktf, which no file knows", () => {
  const TOKEN = "${TfToken[TOKEN.0]}";
  const EXPECTED = "a value that is written out: no reference of cdktf, `{TfToken[...]}`";
  const statement = (more: object) => ({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", ...more });
  const policy = (more: object) => ({ s3: { policy: { Statement: [statement(more)] } } });
  const NARROW = { Resource: "arn:aws:s3:::receipts/*" };

  test.each<[string, object, string]>([
    ["a bucket", { s3: { buckets: [TOKEN] } }, "s3.buckets[0]"],
    ["a list of buckets", { s3: { buckets: ["#{TfToken[TOKEN.0]}"] } }, "s3.buckets[0]"],
    ["a table", { dynamodb: { tables: [TOKEN] } }, "dynamodb.tables[0]"],
    ["an action", { s3: { buckets: ["receipts"], actions: [TOKEN] } }, "s3.actions[0]"],
    ["an organization", { s3: { resourceOrganization: TOKEN } }, "s3.resourceOrganization"],
    ["an organization of principals", { s3: { principalOrganization: TOKEN } }, "s3.principalOrganization"],
    ["a resource of a policy", policy({ Resource: TOKEN }), "s3.policy.Statement[0].Resource"],
    [
      "a value of a condition",
      policy({ Resource: "*", Condition: { StringEquals: { "aws:ResourceOrgID": TOKEN } } }),
      "aws:ResourceOrgID",
    ],
    ["a key of a condition", policy({ ...NARROW, Condition: { StringEquals: { [TOKEN]: "a" } } }), "TfToken"],
    ["a mapping", policy({ ...NARROW, Condition: { StringEquals: { "&{TfToken[TOKEN.0]}": "" } } }), "TfToken"],
    ["a number", policy({ ...NARROW, Condition: { NumericEquals: { "s3:max-keys": NUMBER } } }), "s3:max-keys"],
  ])("as %s", (_, endpoints, path) => {
    const found = problems(`gatewayEndpoints: ${JSON.stringify(endpoints)}\n`);
    expect(found).toContainEqual(
      expect.objectContaining({
        file: "dev/consumers/web.yaml",
        line: 8,
        path: expect.stringContaining(path),
        expected: EXPECTED,
        fix: "write the value itself",
      }),
    );
  });

  test("as a route table", () => {
    const endpoints = { s3: { buckets: ["receipts"], routeTableIds: [TOKEN] } };
    expect(problems(`gatewayEndpoints: ${JSON.stringify(endpoints)}\n`, ADOPTED)).toMatchObject([
      { path: "gatewayEndpoints.s3.routeTableIds[0]", expected: EXPECTED },
    ]);
  });

  test("in the policy of a connection", () => {
    const connection = { awsService: "sqs", policy: { Statement: statement({ Resource: TOKEN }) } };
    expect(problems(`  queue: ${JSON.stringify(connection)}\n`)).toMatchObject([
      { path: "connections.queue.policy.Statement.Resource", expected: EXPECTED },
    ]);
  });

  test("but not on a variable of IAM", () => {
    const condition = { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } };
    expect(problems(`gatewayEndpoints: ${JSON.stringify(policy({ ...NARROW, Condition: condition }))}\n`)).toEqual([]);
  });
});

test("fails on a gateway endpoint to S3 that nobody would use", () => {
  const connected = `${CONSUMER}  objects: { awsService: s3 }\n`;
  expect(problems(S3, connected)).toMatchObject([
    {
      path: "gatewayEndpoints.s3",
      expected: expect.stringContaining("as connection objects makes"),
      fix: "take one of the two out, or write `privateDns: false` or `privateDnsOnlyForInboundResolvers: true` for connection objects",
    },
  ]);
  expect(problems(S3, `${CONSUMER}  objects: { awsService: s3, privateDns: false }\n`)).toEqual([]);
  const images = edit(CONSUMER, "  cidr:", "  awsEndpoints: [container-images]\n  cidr:");
  expect(problems(S3, images)).toMatchObject([{ path: "gatewayEndpoints.s3" }]);
  expect(problems("gatewayEndpoints: { dynamodb: { tables: [stock] } }\n", images)).toEqual([]);
});

test("fails on a route table with two gateway endpoints to one service", () => {
  const other = (endpoints: string) => ({ "dev/consumers/app.yaml": `${ADOPTED}gatewayEndpoints: ${endpoints}\n` });
  const named = "{ s3: { buckets: [a-b], routeTableIds: [rtb-01234567, rtb-01234568] } }";
  expect(problems(S3, ADOPTED, other("{ dynamodb: { tables: [stock] } }"))).toEqual([]);
  expect(problems(S3, ADOPTED, other("{ s3: { buckets: [a-b] } }"))).toMatchObject([
    {
      file: "dev/consumers/web.yaml",
      path: "gatewayEndpoints.s3",
      expected: expect.stringContaining("subnet-0123456789abcdef0 has that of consumer app"),
    },
  ]);
  expect(problems(`gatewayEndpoints: ${named}\n`, ADOPTED, other(named))).toMatchObject([
    {
      path: "gatewayEndpoints.s3.routeTableIds[0]",
      expected: expect.stringContaining("rtb-01234567 has that of consumer app"),
    },
  ]);
});

describe("two consumers in one VPC that exists", () => {
  const LOOKED_UP = "{ s3: { buckets: [a-b] } }";
  const named = (table: string) => `{ s3: { buckets: [a-b], routeTableIds: [${table}] } }`;
  const elsewhere = ADOPTED.replaceAll("subnet-0123456789abcdef", "subnet-abcdef0123456789");
  const both = (web: string, app: string, other = elsewhere) =>
    problems(`gatewayEndpoints: ${web}\n`, ADOPTED, {
      "dev/consumers/app.yaml": `${other}gatewayEndpoints: ${app}\n`,
    });

  test.each([
    ["looks up the route tables, the other one names them", LOOKED_UP, named("rtb-01234567")],
    ["names the route tables, the other one looks them up", named("rtb-01234567"), LOOKED_UP],
    ["looks up those of its subnets, and so does the other one", LOOKED_UP, LOOKED_UP],
  ])("fail where one %s", (_, web, app) => {
    expect(both(web, app)).toMatchObject([
      {
        file: "dev/consumers/web.yaml",
        path: "gatewayEndpoints.s3",
        line: expect.any(Number),
        expected: expect.stringMatching(
          /^`routeTableIds` of each gateway endpoint to s3 in vpc-0123456789abcdef0: consumer app has one \(.*app\.yaml:\d+\)/,
        ),
        fix: "name the route tables in both files, each in one of them",
      },
    ]);
  });

  test("are accepted with route tables of their own, other services or other VPCs", () => {
    expect(both(named("rtb-01234567"), named("rtb-01234568"))).toEqual([]);
    expect(both(LOOKED_UP, "{ dynamodb: { tables: [stock] } }")).toEqual([]);
    expect(both(LOOKED_UP, LOOKED_UP, elsewhere.replace("vpc-0123", "vpc-4567"))).toEqual([]);
  });
});

test("fails on more gateway endpoints than the account may have in the region", () => {
  const quota = `${ENVIRONMENT}quotas: { "222222222222": { gatewayEndpointsPerRegion: 1 } }\n`;
  expect(problems(TWO, CONSUMER, { "dev/environment.yaml": quota })).toMatchObject([
    { path: "gatewayEndpoints.s3", expected: expect.stringContaining("at most 1 gateway endpoint") },
  ]);
});

test("fails on too many tags, and on one that differs from the environment's by its case", () => {
  const many = Array.from({ length: 50 }, (_, index) => `t${index}: a`).join(", ");
  const tagged = (tags: string) => problems(`gatewayEndpoints: { s3: { buckets: [a-b], tags: { ${tags} } } }\n`);
  expect(tagged(many)).toMatchObject([
    { path: "gatewayEndpoints.s3.tags", expected: expect.stringContaining("for the gateway endpoint to s3") },
  ]);
  expect(tagged("owner: web")).toMatchObject([{ path: "gatewayEndpoints.s3.tags.owner" }]);
});

test("fails where no gateway endpoint can be, and says why", () => {
  const hub = `${ENVIRONMENT}hubs:
  central:
    account: "333333333333"
    clientRanges: [10.0.0.0/8]
    vpcs:
      first:
        id: vpc-0123456789abcdef9
        subnets: { use1-az1: subnet-0123456789abcdef8, use1-az2: subnet-0123456789abcdef9 }
        gatewayEndpoints: { s3: { buckets: [receipts] } }
`;
  expect(problems("", CONSUMER, { "dev/environment.yaml": hub })).toMatchObject([
    {
      path: "hubs.central.vpcs.first.gatewayEndpoints",
      expected: expect.stringContaining("only what is in a VPC itself can use one"),
    },
  ]);
  const within = edit(CONSUMER, "  cidr:", "  gatewayEndpoints: { s3: { buckets: [receipts] } }\n  cidr:");
  expect(problems("", within)).toMatchObject([
    { path: "vpc.gatewayEndpoints", expected: expect.stringContaining("beside `vpc`") },
  ]);
  expect(problems("", EXTERNAL + S3)).toMatchObject([{ path: "gatewayEndpoints" }]);
});
