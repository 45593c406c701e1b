import { CONSUMER, ENVIRONMENT, edit, problemsIn } from "../../support/environments";

const WEB = "dev/consumers/web.yaml";
const FILE = "dev/environment.yaml";

const HUBS = `hubs:
  central:
    account: "333333333333"
    clientRanges: [10.0.0.0/8]
    vpcs:
      a: { id: vpc-0123456789abcdef0, subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 } }
      b: { id: vpc-0123456789abcdef1, subnets: { use1-az1: subnet-0123456789abcdef2, use1-az2: subnet-0123456789abcdef3 } }
sharedConnections:
  orders: { mode: hub, hub: central, hubVpc: a, service: orders, hostedZone: { name: orders.internal } }
  each: { service: orders }
`;
const HUB_ENVIRONMENT = `${ENVIRONMENT}${HUBS}`;

const ADOPTED = `account: "222222222222"
hubPath: transitGateway
vpc:
  id: vpc-0123456789abcdef2
  isolation: unchecked
  subnets: { use1-az1: subnet-0123456789abcdef4, use1-az2: subnet-0123456789abcdef5 }
connections:
  orders: { shared: orders }
`;

const ISOLATED = `account: "222222222222"
vpc: { cidr: 10.20.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  orders: { shared: each }
`;

const found = (environment: string, web: string = ADOPTED, more: Readonly<Record<string, string>> = {}) =>
  problemsIn({ [FILE]: environment, [WEB]: web, ...more });
const only = (environment: string, web?: string, more?: Readonly<Record<string, string>>) => {
  const [first, ...others] = found(environment, web, more);
  expect(others).toEqual([]);
  return first;
};
const hub = (part: string, by: string) => edit(HUB_ENVIRONMENT, part, by);

test("shared connections are there for consumers with a path and for isolated ones", () => {
  expect(found(HUB_ENVIRONMENT)).toEqual([]);
  expect(found(HUB_ENVIRONMENT, ISOLATED)).toEqual([]);
});

describe("fails on a consumer of a hub", () => {
  test("whose VPC is made here, and isolated", () => {
    expect(only(HUB_ENVIRONMENT, edit(ISOLATED, "shared: each", "shared: orders"))).toMatchObject({
      file: WEB,
      path: "connections.orders.shared",
      expected:
        "a shared connection of another mode: `mode: hub` leads to endpoints in another VPC, by a transit gateway, Cloud WAN or a peering, which an isolated VPC, as this one, must not have",
      fix: "choose `mode: perVpc` or `resource`, or a VPC that exists (`vpc.id`) and has such a path",
    });
  });

  test("whose VPC claims isolation", () => {
    expect(only(HUB_ENVIRONMENT, edit(ADOPTED, "  isolation: unchecked\n", ""))).toMatchObject({
      path: "vpc",
      expected:
        "`isolation: reported` or `unchecked`: `mode: hub` leads to endpoints in another VPC, by a transit gateway, Cloud WAN or a peering, so that the VPC is not isolated",
      found: "nothing: the default is `required`",
    });
  });

  test("in another region than the hub", () => {
    expect(only(HUB_ENVIRONMENT, `region: eu-west-1\n${ADOPTED.replaceAll("use1-", "euw1-")}`)).toMatchObject({
      file: WEB,
      path: "region",
      expected: "us-east-1, the region of the hub that connection orders is shared by: its Profile is of one region",
      fix: "choose `mode: perVpc` for a consumer of another region, which has an endpoint of its own",
    });
  });

  test("that is one too many for the hub's Profile", () => {
    const others = Array.from({ length: 1000 }, (_, index) => {
      const id = (kind: string, number: number) => `${kind}-${number.toString(16).padStart(17, "0")}`;
      const subnets = `{ use1-az1: ${id("subnet", 2 * index)}, use1-az2: ${id("subnet", 2 * index + 1)} }`;
      const vpc = `vpc: { id: ${id("vpc", index)}, isolation: unchecked, subnets: ${subnets} }`;
      const file = `account: "222222222222"\nhubPath: transitGateway\n${vpc}\nconnections: { orders: { shared: orders } }\n`;
      return [`dev/consumers/c${String(index).padStart(4, "0")}.yaml`, file];
    });
    const quotas = 'quotas: { "*": { scheduleRulesPerRegion: 2000 } }\n';
    expect(only(`${HUB_ENVIRONMENT}${quotas}`, ADOPTED, Object.fromEntries(others))).toMatchObject({
      file: WEB,
      path: "connections.orders.shared",
      expected: "at most 1000 VPCs with the Profile of hub central",
    });
  });

  test("that does not say its path", () => {
    expect(only(HUB_ENVIRONMENT, edit(ADOPTED, "hubPath: transitGateway\n", ""))?.expected).toBe(
      "`hubPath`, by which the VPC gets to the hub's: transitGateway, cloudWan or peering",
    );
  });

  test("whose path is no such one, of which nothing more is told", () => {
    expect(only(HUB_ENVIRONMENT, edit(ADOPTED, "hubPath: transitGateway\n", "hubPath: tgw\n"))).toMatchObject({
      path: "hubPath",
      expected: "one of transitGateway, cloudWan, peering",
    });
  });

  test("that is of two hubs, or the second in its VPC", () => {
    const other = HUBS.replace(/^sharedConnections:[\s\S]*$/m, "").replace("hubs:\n", "");
    const again = other.replace("central", "other").replaceAll("0123456789abcdef", "0123456789abcde1");
    const two = `${edit(HUB_ENVIRONMENT, "sharedConnections:\n", `${again}sharedConnections:\n`)}  more: { mode: hub, hub: other, hubVpc: a, service: orders, hostedZone: { name: more.internal } }\n`;
    expect(only(two, `${ADOPTED}  more: { shared: more }\n`)?.expected).toBe(
      "a shared connection of hub central, as that of orders: a VPC can have one Profile only",
    );
    expect(only(HUB_ENVIRONMENT, ADOPTED, { "dev/consumers/app.yaml": ADOPTED })?.expected).toBe(
      "one consumer with connections of a hub in vpc-0123456789abcdef2, which app is: the VPC has the Profile from there",
    );
  });
});

test("fails on clients and principals that are there twice, with both places", () => {
  const ranges = hub("clientRanges: [10.0.0.0/8]", "clientRanges: [10.0.0.0/8, 10.0.0.0/8]");
  expect(only(ranges)).toMatchObject({
    path: "hubs.central.clientRanges[1]",
    expected: "each source once",
    found: expect.stringMatching(/^`10\.0\.0\.0\/8` twice \(line \d+, positions 1 and 2\)$/),
    fix: "delete all but one",
  });
  const profile = 'profile:\n      principals:\n        - "555555555555"\n        - "555555555555"\n    ';
  expect(only(hub("clientRanges:", `${profile}clientRanges:`))).toMatchObject({
    path: "hubs.central.profile.principals[1]",
    expected: "each principal once",
    found: expect.stringMatching(/^`555555555555` twice \(lines \d+ and \d+\)$/),
  });
  expect(
    only(hub("each: { service: orders }", "each: { service: orders, allowFrom: [pl-01234567, pl-01234567] }")),
  ).toMatchObject({
    path: "sharedConnections.each.allowFrom[1]",
    found: expect.stringMatching(/^`pl-01234567` twice/),
  });
});

test("fails on a VPC of a hub that has the name of a consumer, and names them", () => {
  const files = { "dev/environment.yaml": HUB_ENVIRONMENT, "dev/consumers/hub-central-a.yaml": CONSUMER };
  expect(problemsIn(files).filter(({ path }) => path === "hubs.central.vpcs.a")).toMatchObject([
    {
      expected: expect.stringMatching(
        /^a name by which the stack is not \S+, as that of the consumer in dev\/consumers\//,
      ),
      fix: "rename it",
    },
  ]);
});

describe("names the VPC of a hub as such", () => {
  test("and says nothing of the ranges of its clients where it is new", () => {
    const made = "a: { cidr: 192.168.0.0/20, zones: [use1-az1, use1-az2] }";
    const subnets = "{ use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }";
    const all = found(hub(`a: { id: vpc-0123456789abcdef0, subnets: ${subnets} }`, made));
    expect(all.map(({ path }) => path)).toEqual(["hubs.central.vpcs.a.cidr"]);
  });

  test("in a hosted zone of another account, without a role", () => {
    const zone = 'hostedZone: { name: orders.internal, id: Z0123456789ABCDEFGHIJ, account: "444444444444" }';
    expect(only(hub("hostedZone: { name: orders.internal }", zone))).toMatchObject({
      expected: expect.stringContaining("what is of VPC a of hub central, and without roles"),
      fix: "add `role` here, or for VPC a of hub central",
    });
  });

  test("in hosted zones of two accounts, which one stack has for all VPCs of the hub", () => {
    const zone = (name: string, account: string) =>
      `hostedZone: { name: ${name}.internal, id: Z0123456789ABCDEFGHIJ, account: "${account}" }`;
    const two = hub("hostedZone: { name: orders.internal }", zone("orders", "444444444444"))
      .replace('account: "333333333333"', 'account: "333333333333"\n    role: deploy')
      .concat(`  more: { mode: hub, hub: central, hubVpc: b, service: orders, ${zone("more", "555555555555")} }\n`);
    expect(only(two)).toMatchObject({
      path: "sharedConnections.more.hostedZone",
      fix: "add `role` here, or for names in the zone of connection orders",
    });
    expect(found(two.replace("555555555555", "444444444444"))).toEqual([]);
  });

  test("where one of its zones says whose a VPC is", () => {
    const vpcs = '{ vpc-0123456789abcdef1: { account: "444444444444", role: dns } }';
    const text = hub("hostedZone: { name: orders.internal }", `hostedZone: { name: orders.internal, vpcs: ${vpcs} }`);
    expect(only(text)).toMatchObject({
      found:
        "vpc-0123456789abcdef1 of `hostedZone.vpcs` of connection orders of VPC a of hub central, in account 444444444444",
    });
  });
});

describe("fails on a shared connection", () => {
  test.each([
    [
      "without a hub",
      "hub: central, hubVpc: a, ",
      "",
      "`hub` with `mode: hub`: the key of the hub that has the endpoint",
    ],
    ["of a hub that is not there", "hub: central, ", "hub: centre, ", "a hub: central"],
    ["that does not say which of several VPCs", "hubVpc: a, ", "", "`hubVpc`, one of the VPCs of hub central: a, b"],
    ["in a VPC that is not there", "hubVpc: a, ", "hubVpc: c, ", "one of the VPCs of hub central: a, b"],
    [
      "that has no name",
      ", hostedZone: { name: orders.internal } }",
      " }",
      "`privateDns: true` or `hostedZone` with `mode: hub`: clients find the endpoint by a name of the hub's Profile",
    ],
    [
      "that only inbound resolvers find",
      "service: orders, hostedZone: { name: orders.internal } }",
      "awsService: s3, privateDnsOnlyForInboundResolvers: true }",
      "false with `mode: hub`: the hub's Profile brings the private name to the consumers' VPCs",
    ],
    ["of a hub without the mode", "mode: hub, hub: central, hubVpc: a,", "hub: central,", "`mode: hub` beside `hub`"],
    [
      "of a hub's VPC without the mode",
      "mode: hub, hub: central, hubVpc: a,",
      "hub: central, hubVpc: a,",
      "`mode: hub` beside `hub` and `hubVpc`",
    ],
    ["of a mode that is not known", "mode: hub, hub", "mode: hubb, hub", "one of perVpc, hub, resource"],
    [
      "of a resource that is a service",
      "mode: hub, hub: central, hubVpc: a,",
      "mode: resource,",
      "`resource`, `resourceConfigurationArn` or `serviceNetworkArn` with `mode: resource`",
    ],
  ])("%s", (_, part, by, expected) => {
    expect(found(hub(part, by)).map((problem) => [problem.file, problem.expected])).toEqual([[FILE, expected]]);
  });

  test("that a service's key does not name, once and where it is written", () => {
    const more = { "dev/consumers/app.yaml": ISOLATED.replace("10.20.", "10.21.") };
    expect(only(hub("each: { service: orders }", "each: { service: ordrs }"), ISOLATED, more)).toMatchObject({
      file: FILE,
      path: "sharedConnections.each.service",
      fix: "write `orders`",
    });
  });

  test("that nobody has declared", () => {
    expect(only(HUB_ENVIRONMENT, edit(ISOLATED, "shared: each", "shared: eech"))).toMatchObject({
      path: "connections.orders.shared",
      expected: "a shared connection of dev/environment.yaml: each, orders",
      fix: "write `each`",
    });
  });

  test("that a consumer says more of", () => {
    expect(
      only(HUB_ENVIRONMENT, edit(ISOLATED, "shared: each", "shared: each, allowFrom: [10.20.0.0/24]"))?.expected,
    ).toBe("no `allowFrom` beside `shared`: the shared connection says it for all");
  });
});

describe("fails in one round", () => {
  const paths = (problems: ReturnType<typeof found>) => problems.map(({ file, path }) => `${file} ${path}`).sort();

  test("on a hub, its VPCs, its shared connections and its consumers", () => {
    const text = hub("    clientRanges: [10.0.0.0/8]\n", "    clientRanges: [10.0.0.0/8]\n    tags: { Hub: x }\n")
      .replace("subnets: { use1-az1: subnet-0123456789abcdef0,", "subnets: { use2-az1: subnet-0123456789abcdef0,")
      .replace("hubVpc: a, service: orders,", "hubVpc: c, service: ordrs, ports: [0],");
    expect(paths(found(text, edit(ADOPTED, "shared: orders", "shared: order, acceptShare: maybe")))).toEqual([
      `${WEB} connections.orders.acceptShare`,
      `${WEB} connections.orders.shared`,
      `${FILE} hubs.central.tags.Hub`,
      `${FILE} hubs.central.vpcs.a.subnets.use2-az1`,
      `${FILE} sharedConnections.orders.hubVpc`,
      `${FILE} sharedConnections.orders.ports[0]`,
      `${FILE} sharedConnections.orders.service`,
    ]);
  });

  test("on a consumer without a path to a hub of which something is refused", () => {
    const text = hub("    clientRanges: [10.0.0.0/8]\n", "    clientRanges: [10.0.0.0/8]\n    tags: { Hub: x }\n");
    expect(paths(found(text, edit(ISOLATED, "shared: each", "shared: orders")))).toEqual([
      `${WEB} connections.orders.shared`,
      `${FILE} hubs.central.tags.Hub`,
    ]);
  });

  test("on a shared connection that nobody uses", () => {
    expect(paths(found(hub("each: { service: orders }", "each: { service: ordrs }")))).toEqual([
      `${FILE} sharedConnections.each.service`,
    ]);
  });

  test("on broken YAML in environment.yaml, without a word on what its consumers name", () => {
    expect(paths(found(`${HUB_ENVIRONMENT}  broken: [\n`))).toEqual([`${FILE} `]);
  });
});

describe("fails on a hub", () => {
  test("whose VPC is a new one", () => {
    const problems = found(
      hub(
        "a: { id: vpc-0123456789abcdef0, subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 } }",
        "a: { cidr: 10.30.0.0/20, zones: [use1-az1, use1-az2] }",
      ),
    );
    expect(problems.map(({ expected }) => expected)).toContain(
      "a VPC that exists (`id`, `subnets`): a new one is isolated, so that no other VPC has a path to its endpoints",
    );
  });

  test("with more endpoints than its VPC takes", () => {
    const limited = hub("hubs:\n", 'quotas: { "333333333333": { interfaceEndpointsPerVpc: 1 } }\nhubs:\n');
    const two = `${limited}  more: { mode: hub, hub: central, hubVpc: a, service: orders, hostedZone: { name: more.internal } }\n`;
    expect(only(two)).toMatchObject({
      file: FILE,
      path: "sharedConnections.orders",
      fix: expect.stringMatching(
        /^put it into another VPC of the hub \(`hubVpc`\), a further one if need be; or, as account/,
      ),
    });
    expect(
      found(two.replace("more: { mode: hub, hub: central, hubVpc: a", "more: { mode: hub, hub: central, hubVpc: b")),
    ).toEqual([]);
  });

  test("with one name twice among the names of a connection, told once", () => {
    const zones = "hostedZones: { a: { name: orders.internal }, b: { name: orders.internal } }";
    expect(only(hub("hostedZone: { name: orders.internal }", zones))).toMatchObject({
      path: "sharedConnections.orders.hostedZones.b.name",
    });
  });

  test("with one name twice in its Profile, also in two VPCs", () => {
    const twice = `${HUB_ENVIRONMENT}  zz: { mode: hub, hub: central, hubVpc: b, service: orders, hostedZone: { name: orders.internal } }\n`;
    expect(only(twice)).toMatchObject({
      path: "sharedConnections.zz.hostedZone.name",
      expected:
        "a name other than orders.internal, which connection orders of VPC a of hub central has in the Profile of hub central already",
    });
  });
});
