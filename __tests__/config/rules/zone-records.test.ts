import { CONSUMER, ENVIRONMENT, edit, problemsIn } from "../../support/environments";

const ZONE = "id: Z0123456789ABCDEFGHIJ";
const named = (zone: string, cidr = "10.20.0.0/20") =>
  edit(
    edit(CONSUMER, "    service: orders\n", `    service: orders\n    hostedZone: { ${zone} }\n`),
    "10.20.0.0/20",
    cidr,
  );

function problems(web: string, app: string) {
  const files = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": web };
  return problemsIn({ ...files, "dev/consumers/app.yaml": app });
}

test("one name in zones of their own, and two names in one zone that exists, are accepted", () => {
  const own = "name: orders.internal";
  expect(problems(named(own), named(own, "10.30.0.0/20"))).toEqual([]);
  expect(problems(named(`name: a.internal, ${ZONE}`), named(`name: b.internal, ${ZONE}`, "10.30.0.0/20"))).toEqual([]);
});

test("fails on one name of two connections in a zone that exists", () => {
  const zone = `name: orders.internal, ${ZONE}`;
  expect(problems(named(zone), named(zone, "10.30.0.0/20"))).toMatchObject([
    {
      file: "dev/consumers/web.yaml",
      path: "connections.orders.hostedZone.name",
      expected:
        "a name that no other connection gives in the hosted zone Z0123456789ABCDEFGHIJ: connection orders of app gives orders.internal",
      found: "`orders.internal` twice (dev/consumers/app.yaml:8 and dev/consumers/web.yaml:8)",
    },
  ]);
});

test("fails on a record of two connections in a zone that exists", () => {
  const first = named(`name: internal.example.com, records: [a, orders], ${ZONE}`);
  expect(problems(first, named(`name: internal.example.com, records: [b], ${ZONE}`, "10.30.0.0/20"))).toEqual([]);
  expect(problems(first, named(`name: orders.internal.example.com, ${ZONE}`, "10.30.0.0/20"))).toMatchObject([
    { found: expect.stringContaining("`orders.internal.example.com` twice") },
  ]);
});

const MISTAKES: readonly [what: string, zone: string, path: string, expected: string][] = [
  [
    "a whole name",
    "records: [app.internal.example.com]",
    "records[0]",
    "a name relative to internal.example.com: `app`",
  ],
  ["a record twice", "records: [app, app]", "records[1]", "each name once"],
  ["a wildcard beside records", "records: [app], wildcard: true", "wildcard", "false beside `records`"],
  [
    "names of zones beside records",
    "records: [app], zonal: true",
    "zonal",
    "false beside `records`, which are all names in the zone",
  ],
  [
    "what is no name",
    "records: [a b]",
    "records[0]",
    "a name relative to internal.example.com, such as `app`, `*.app`, or `@` for internal.example.com itself",
  ],
];

test.each(MISTAKES)("fails on %s", (_, zone, path, expected) => {
  const text = named(`name: internal.example.com, ${zone}`);
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text })).toMatchObject([
    { path: `connections.orders.hostedZone.${path}`, expected },
  ]);
});

test("says which of `zonal` and `records` to remove", () => {
  const text = named("name: internal.example.com, records: [app], zonal: true");
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text })).toMatchObject([
    { fix: "remove `zonal`, or remove `records`" },
  ]);
});

test("fails on a name that is the zonal name of another connection", () => {
  const zonal = named(`name: orders.internal, zonal: true, ${ZONE}`);
  expect(problems(named(`name: use1-az1.orders.internal, ${ZONE}`, "10.30.0.0/20"), zonal)).toMatchObject([
    { found: "`use1-az1.orders.internal` twice (dev/consumers/app.yaml:8 and dev/consumers/web.yaml:8)" },
  ]);
});

test("fails on the consumer's own VPC among those that are to know the names too", () => {
  const existing = "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const text = edit(
    named("name: orders.internal, vpcs: { vpc-0123456789abcdef0: {} }"),
    "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    existing,
  );
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text })).toMatchObject([
    {
      path: "connections.orders.hostedZone.vpcs.vpc-0123456789abcdef0",
      fix: "take it out: the zone is associated with it",
    },
  ]);
});

test("fails on a further VPC in another partition", () => {
  const existing = "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const text = edit(
    named("name: orders.internal, vpcs: { vpc-0123456789abcdef1: { region: cn-north-1 } }"),
    "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    existing,
  );
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text })).toMatchObject([
    { path: "connections.orders.hostedZone.vpcs.vpc-0123456789abcdef1.region" },
  ]);
});

describe("several hosted zones are judged as one is", () => {
  const VPC = "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  const several = (zones: string) =>
    edit(
      edit(CONSUMER, "    service: orders\n", `    service: orders\n    hostedZones: { ${zones} }\n`),
      "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
      VPC,
    );
  const path = "connections.orders.hostedZones.b.vpcs";

  test.each([
    ["the consumer's own VPC", "vpc-0123456789abcdef0: {}", `${path}.vpc-0123456789abcdef0`],
    [
      "a VPC in another partition",
      "vpc-0123456789abcdef1: { region: cn-north-1 }",
      `${path}.vpc-0123456789abcdef1.region`,
    ],
  ])("fails on %s", (_, vpcs, expected) => {
    const text = several(`a: { name: a.internal }, b: { name: b.internal, vpcs: { ${vpcs} } }`);
    const found = problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text });
    expect(found.map((each) => each.path)).toEqual([expected]);
  });
});

test("fails on a name in a zone that exists for all who share a connection, once", () => {
  const shared = `${ENVIRONMENT}sharedConnections:\n  each: { service: orders, hostedZone: { name: a.internal, ${ZONE} } }\n`;
  const sharing = (cidr: string) =>
    edit(edit(CONSUMER, "    service: orders\n", "    shared: each\n"), "10.20.0.0/20", cidr);
  const web = { "dev/environment.yaml": shared, "dev/consumers/web.yaml": sharing("10.20.0.0/20") };
  expect(problemsIn(web)).toEqual([]);
  const app = { "dev/consumers/app.yaml": sharing("10.30.0.0/20"), "dev/consumers/shop.yaml": sharing("10.40.0.0/20") };
  expect(problemsIn({ ...web, ...app })).toMatchObject([
    {
      file: "dev/environment.yaml",
      path: "sharedConnections.each.hostedZone.name",
      expected:
        "a name that one consumer gives in the hosted zone Z0123456789ABCDEFGHIJ: each who shares the connection would give a.internal",
      found: "a.internal of app, shop and web",
      fix: "take `id` out, with `account`, `role` and `associate`, for a new hosted zone in each VPC; or give each consumer a connection and a name of its own",
    },
  ]);
  const without = edit(shared, `, ${ZONE}`, "");
  expect(problemsIn({ ...web, ...app, "dev/environment.yaml": without })).toEqual([]);
});
