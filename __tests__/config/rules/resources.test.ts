import { edit, problem, problemsIn } from "../../support/environments";
import { RESOURCE_CONSUMER, RESOURCES } from "../../support/resources";

const ARN = "arn:aws:vpc-lattice:us-east-1:999999999999:resourceconfiguration/rcfg-0123456789abcdef0";
const SHARE = "arn:aws:ram:us-east-1:999999999999:resource-share/01234567-0123-0123-0123-0123456789ab";

/** What is wrong with a consumer file beside resources. */
const problemsOf = (consumer: string, environment = RESOURCES) =>
  problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": consumer });
const at = (place: string) => `dev/consumers/web.yaml:${place}`;
const searching = (text: string) => edit(RESOURCE_CONSUMER, "    resource: search\n", text);

test("the files that the mistakes are made in have none", () => {
  expect(problemsOf(RESOURCE_CONSUMER)).toEqual([]);
});

test("an environment may have resources alone, or a consumer of somebody else's", () => {
  expect(problemsIn({ "dev/environment.yaml": RESOURCES })).toEqual([]);
  const foreign = searching(`    resourceConfigurationArn: ${ARN}\n    resourceShareArn: ${SHARE}\n    ports: [443]\n`);
  expect(problemsOf(foreign)).toEqual([]);
});

describe("a connection to a resource fails", () => {
  test("on a key that there is not, with the one that is meant", () => {
    expect(problemsOf(searching("    resource: serch\n"))).toEqual([
      problem(
        at("5:15 connections.search.resource"),
        "a resource of dev/environment.yaml: kafka, ledger, search",
        '"serch"',
        "write `search`",
      ),
    ]);
    expect(problemsOf(searching("    resource: accounts\n"))).toEqual([
      problem(
        at("5:15 connections.search.resource"),
        "a resource of dev/environment.yaml: kafka, ledger, search",
        '"accounts"',
        "for somebody else's resource, give `resourceConfigurationArn` instead",
      ),
    ]);
  });

  test("where the environment has no resources", () => {
    const consumer =
      'account: "222222222222"\nvpc: { cidr: 10.20.0.0/20, zones: [use1-az1, use1-az2] }\nconnections: { a: { resource: b } }\n';
    expect(problemsOf(consumer, "backend: { type: local }\nregion: us-east-1\n")).toEqual([
      problem(
        at("3:31 connections.a.resource"),
        "a resource of this environment, but dev/environment.yaml has none",
        '"b"',
        "for somebody else's resource, give `resourceConfigurationArn` instead",
      ),
    ]);
  });

  test("on ports that it does not have, also within a range", () => {
    const kafka = edit(
      RESOURCE_CONSUMER,
      "    resource: kafka\n",
      '    resource: kafka\n    ports: [9093, "9093-9094", 9095, "9092-9095"]\n',
    );
    expect(problemsOf(kafka)).toEqual([
      problem(at("11:32 connections.kafka.ports[2]"), "a port of kafka: 9092, 9092-9094", "9095 (number)"),
      problem(at("11:38 connections.kafka.ports[3]"), "a port of kafka: 9092, 9092-9094", '"9092-9095"'),
    ]);
  });

  test("on a path at a port that it does not have", () => {
    expect(problemsOf(searching("    resource: search\n    httpPaths: { 80: / }\n"))).toEqual([
      problem(at("6:22 connections.search.httpPaths.80"), "a port of search: 443", '"/"'),
    ]);
  });

  test("with too few zones that both are in", () => {
    expect(problemsOf(edit(RESOURCE_CONSUMER, "[use1-az1, use1-az2]", "[use1-az1, use1-az3]"))[0]).toEqual(
      problem(
        at("4:3 connections.search"),
        "at least 2 zone(s) that both the resource and the VPC are in",
        "1 shared: the resource is in use1-az1, use1-az2, the VPC in use1-az1, use1-az3",
        "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
      ),
    );
  });

  test("with private DNS where there is no name to trust", () => {
    const fix =
      "take it out, or give the resource a `customDomainName` with its `domainVerificationId` or `verifyDomain`";
    expect(problemsOf(searching("    resource: search\n    privateDns: true\n"))).toEqual([
      problem(
        at("6:17 connections.search.privateDns"),
        "no private DNS: search has no name of its own that AWS trusts",
        "true (boolean)",
        fix,
      ),
    ]);
    const kafka = edit(RESOURCE_CONSUMER, "    resource: kafka\n", "    resource: kafka\n    privateDns: true\n");
    expect(problemsOf(kafka)).toEqual([
      problem(
        at("11:17 connections.kafka.privateDns"),
        "no private DNS: kafka has no name of its own that AWS trusts",
        "true (boolean)",
        "take it out: clients connect to the names of the endpoint",
      ),
    ]);
    const verified = edit(
      RESOURCES,
      "    ports: [443]\n",
      "    ports: [443]\n    customDomainName: search.example.org\n    domainVerificationId: dv-0123456789abcdef0\n",
    );
    expect(problemsOf(searching("    resource: search\n    privateDns: true\n"), verified)).toEqual([]);
  });

  test("with private DNS twice", () => {
    expect(problemsOf(searching("    resource: ledger\n    privateDns: true\n"))).toEqual([
      problem(
        at("9:17 connections.ledger.privateDns"),
        "one connection to ledger with private DNS in a VPC, which search is",
        "true (boolean)",
        "take it out",
      ),
    ]);
  });

  test("where it accepts a share that it is not invited to", () => {
    const accepting = searching("    resource: search\n    acceptShare: true\n");
    expect(problemsOf(accepting)).toEqual([
      problem(
        at("6:18 connections.search.acceptShare"),
        "no share to accept: search is shared within its organization alone",
        "true (boolean)",
        "take it out, or set `sharing.allowExternalPrincipals: true` for the resource",
      ),
    ]);
    const open = edit(
      RESOURCES,
      "    ports: [443]\n",
      "    ports: [443]\n    sharing: { allowExternalPrincipals: true }\n",
    );
    expect(problemsOf(accepting, open)).toEqual([]);
    expect(problemsOf(edit(accepting, "222222222222", "111111111111"), open)).toEqual([
      problem(
        at("6:18 connections.search.acceptShare"),
        "no share to accept: search is in the consumer's own account",
        "true (boolean)",
        "take it out",
      ),
    ]);
  });

  test("with keys that are for the other kind of resource", () => {
    expect(problemsOf(searching(`    resource: search\n    resourceShareArn: ${SHARE}\n`))).toEqual([
      problem(
        at("6:23 connections.search.resourceShareArn"),
        "`resourceConfigurationArn` of somebody else's resource, or `serviceNetworkArn`: a share of this environment's is accepted by `acceptShare`",
        `"${SHARE}"`,
        "take it out",
      ),
    ]);
    expect(
      problemsOf(searching(`    resourceConfigurationArn: ${ARN}\n    ports: [443]\n    acceptShare: true\n`)),
    ).toEqual([
      problem(
        at("7:18 connections.search.acceptShare"),
        "`resource`, a key of this environment: of somebody else's, the share is accepted by `resourceShareArn`",
        "true (boolean)",
        "take it out",
      ),
    ]);
  });

  test("on ARNs that are none, or of another region", () => {
    const foreign = (arn: string, share: string) =>
      searching(`    resourceConfigurationArn: ${arn}\n    resourceShareArn: ${share}\n    ports: [443]\n`);
    expect(problemsOf(foreign("rcfg-0123456789abcdef0", "x"))).toEqual([
      problem(
        at("5:31 connections.search.resourceConfigurationArn"),
        "the ARN of a resource configuration: arn:<partition>:vpc-lattice:<region>:<account>:resourceconfiguration/rcfg-<17 hex digits>",
        '"rcfg-0123456789abcdef0"',
      ),
      problem(
        at("6:23 connections.search.resourceShareArn"),
        "the ARN of a resource share: arn:<partition>:ram:<region>:<account>:resource-share/<UUID>",
        '"x"',
      ),
    ]);
    const elsewhere = (text: string) => text.replace("us-east-1", "eu-west-1");
    expect(problemsOf(foreign(elsewhere(ARN), elsewhere(SHARE)))).toEqual([
      problem(
        at("5:31 connections.search.resourceConfigurationArn"),
        "an ARN in the region us-east-1",
        `"${elsewhere(ARN)}"`,
      ),
      problem(
        at("6:23 connections.search.resourceShareArn"),
        "an ARN in the region us-east-1",
        `"${elsewhere(SHARE)}"`,
      ),
    ]);
  });

  test("without ports, where the resource is somebody else's", () => {
    expect(problemsOf(searching(`    resourceConfigurationArn: ${ARN}\n`))).toEqual([
      problem(
        at("4:3 connections.search"),
        "`ports` of the resource, which is not of this environment",
        "a mapping with the keys resourceConfigurationArn",
      ),
    ]);
  });
});

describe("an external consumer", () => {
  const external = (connection: string) =>
    `external: true\naccount: "888888888888"\nconnections:\n  a: ${connection}\n`;

  test("may connect to a resource", () => {
    expect(problemsOf(external("{ resource: search }"))).toEqual([]);
  });

  test("fails with an endpoint to accept, or with both a service and a resource", () => {
    expect(problemsOf(external("{ resource: search, endpointId: vpce-0123456789abcdef0 }"))).toEqual([
      problem(
        at("4:38 connections.a.endpointId"),
        "no endpoint to accept: a resource that is shared needs no acceptance",
        '"vpce-0123456789abcdef0"',
        "take it out",
      ),
    ]);
    expect(problemsOf(external("{ resource: search, service: orders }"))[0]?.expected).toBe(
      "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml",
    );
  });
});

test("fails in an environment whose name VPC Lattice keeps for ids", () => {
  expect(problemsIn({ "rgw/environment.yaml": RESOURCES })).toEqual([
    problem(
      "rgw/environment.yaml:5:1 resources",
      "an environment whose name does not begin with rgw or rcfg, as names of resources would: VPC Lattice keeps them for ids",
      'the key "resources"',
      "rename the environment's folder",
    ),
  ]);
});

test("fails where two environments give one name to resources of one account", () => {
  const alone = (key: string) =>
    `backend: { type: local }\nregion: us-east-1\nresources:\n  ${key}:\n    account: "111111111111"\n    vpc: { cidr: 10.10.0.0/20, zones: [use1-az1] }\n    resource: { dnsName: a.example.com }\n    ports: [443]\n`;
  expect(
    problemsIn({ "dev/environment.yaml": alone("x-search"), "dev-x/environment.yaml": alone("search") }),
  ).toMatchObject([
    {
      expected:
        "a resource whose name does not join with the environment's to dev-x-search, as in dev/environment.yaml",
    },
  ]);
});

describe("quotas", () => {
  test("fail where resources ask for more than an account has", () => {
    const few = `${RESOURCES}quotas: { "111111111111": { resourceConfigurationsPerRegion: 4, membersPerResourceGroup: 1, vpcsPerRegion: 2 } }\n`;
    expect(problemsIn({ "dev/environment.yaml": few }).map(({ path, expected }) => [path, expected])).toEqual([
      ["resources.search.vpc", 'at most 2 VPCs in account 111111111111 and us-east-1 (quota "VPCs per Region")'],
      [
        "resources.search.resource",
        'at most 4 resource configurations in account 111111111111 and us-east-1 (quota "Resource configurations per AWS Region")',
      ],
      [
        "resources.kafka.resource.members.broker-2",
        'at most 1 members in dev, kafka (quota "Child Resource Configurations per Group Resource Configuration")',
      ],
    ]);
  });

  test("fail where a consumer has more endpoints to service networks than a VPC can, apart from others", () => {
    const network = (digit: number) =>
      `  n${digit}: { serviceNetworkArn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef${digit}", ports: [443] }\n`;
    const few = `${RESOURCES}quotas: { "*": { serviceNetworkEndpointsPerVpc: 2, resourceEndpointsPerVpc: 3, interfaceEndpointsPerVpc: 1 } }\n`;
    const consumer = `${RESOURCE_CONSUMER}${[0, 1, 2].map(network).join("")}`;
    expect(problemsOf(consumer, few).map(({ path, expected, fix }) => [path, expected, fix])).toEqual([
      [
        "connections.n2",
        'at most 2 endpoints to service networks in the VPC of dev, web (quota "Service network VPC endpoints per VPC")',
        expect.stringContaining("--service-code vpc --quota-code L-3B4E38D2 --desired-value 3"),
      ],
    ]);
  });

  test("fail where a consumer has more resource endpoints than a VPC can, apart from others", () => {
    const few = `${RESOURCES}quotas: { "*": { resourceEndpointsPerVpc: 2, interfaceEndpointsPerVpc: 1, rulesPerSecurityGroup: 3 } }\n`;
    expect(problemsOf(RESOURCE_CONSUMER, few).map(({ path, expected }) => [path, expected])).toEqual([
      [
        "connections.kafka",
        'at most 2 resource endpoints in the VPC of dev, web (quota "Resource VPC endpoints per VPC")',
      ],
      [
        "connections.kafka",
        'at most 3 inbound rules in endpoint kafka of dev, web (quota "Inbound or outbound rules per security group")',
      ],
    ]);
  });
});
