import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, problemsIn } from "../../support/environments";

/** A service that lets in the clients of two ranges alone, which lie side by side. */
const ENFORCING = edit(
  ENVIRONMENT,
  "role: deploy\n",
  "role: deploy\n    loadBalancer: { privateLinkRules: { enforce: true, from: { a: 10.20.0.0/21, b: 10.20.8.0/21 } } }\n",
);
const EXPECTED =
  "clients that service orders lets in: its `privateLinkRules` drop all but those in 10.20.0.0/21, 10.20.8.0/21, without a word";
const FIX = "put the range under `loadBalancer.privateLinkRules.from` of the service, too";

function problems(consumer: string, environment: string = ENFORCING) {
  return problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": consumer });
}

const withLines = (lines: string, consumer: string = CONSUMER) =>
  edit(consumer, "    service: orders\n", `    service: orders\n${lines}`);
const EXISTING = edit(
  CONSUMER,
  "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
  "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n",
);

test("a consumer whose VPC is let in, by several ranges together, is accepted", () => {
  expect(problems(CONSUMER)).toEqual([]);
});

test("fails on a consumer whose VPC is not let in", () => {
  expect(problems(edit(CONSUMER, "10.20.0.0/20", "10.20.0.0/19"))).toMatchObject([
    { path: "connections.orders", expected: EXPECTED, found: "clients anywhere in 10.20.0.0/19", fix: FIX },
  ]);
});

test("fails where part of a VPC is not let in, though the clients' range is: the client application is anywhere", () => {
  const wide = withLines("    allowFrom: [10.20.0.0/24]\n", edit(CONSUMER, "10.20.0.0/20", "10.20.0.0/19"));
  expect(problems(wide)).toMatchObject([{ path: "connections.orders", expected: EXPECTED }]);
  expect(problems(`${wide}client: false\n`)).toEqual([]);
});

test("fails on clients whose range is not let in", () => {
  const wide = edit(CONSUMER, "10.20.0.0/20", "10.20.0.0/19");
  const consumer = withLines("    allowFrom: [10.20.0.0/24, 10.20.16.0/24]\n", wide);
  expect(problems(`${consumer}client: false\n`)).toMatchObject([
    { path: "connections.orders.allowFrom[1]", expected: EXPECTED, found: '"10.20.16.0/24"', fix: FIX },
  ]);
});

test("fails on security groups in a VPC that is not let in: their members may be anywhere", () => {
  const consumer = withLines("    allowFrom: [sg-01234567]\n", edit(CONSUMER, "10.20.0.0/20", "10.30.0.0/20"));
  expect(problems(`${consumer}client: false\n`)).toMatchObject([
    { path: "connections.orders", expected: EXPECTED, found: "clients anywhere in 10.30.0.0/20" },
  ]);
});

test("fails on a VPC that exists, unless the clients' ranges are named", () => {
  const expected = `\`allowFrom\` with ranges alone, since those of a VPC that exists are not known here: ${EXPECTED}`;
  const unknown = [{ path: "connections.orders", expected, fix: "name the ranges of the clients under `allowFrom`" }];
  expect(problems(EXISTING)).toMatchObject(unknown);
  expect(problems(withLines("    allowFrom: [10.20.0.0/24, pl-01234567]\n", EXISTING))).toMatchObject(unknown);
  expect(problems(withLines("    allowFrom: [10.20.0.0/24]\n", EXISTING))).toEqual([]);
});

test("fails on an external consumer whose clients' ranges are not known, or not let in", () => {
  expect(problems(EXTERNAL)).toMatchObject([
    {
      path: "connections.orders",
      expected: `\`clientRanges\`: ${EXPECTED}`,
      fix: "ask the consumer for the private ranges of their clients",
    },
  ]);
  expect(problems(withLines("    clientRanges: [10.20.0.0/24, 192.168.0.0/16]\n", EXTERNAL))).toMatchObject([
    { path: "connections.orders.clientRanges[1]", expected: EXPECTED, found: '"192.168.0.0/16"', fix: FIX },
  ]);
  expect(problems(withLines("    clientRanges: [10.20.0.0/24]\n", EXTERNAL))).toEqual([]);
});

test("fails on a range of clients that is none", () => {
  expect(problems(withLines("    clientRanges: [10.20.0.0/33]\n", EXTERNAL), ENVIRONMENT)).toMatchObject([
    { path: "connections.orders.clientRanges[0]" },
  ]);
});

test("where no rules are enforced, clients may be anywhere", () => {
  for (const consumer of [edit(CONSUMER, "10.20.0.0/20", "10.30.0.0/20"), EXISTING, EXTERNAL])
    expect(problems(consumer, ENVIRONMENT)).toEqual([]);
});

describe("of a service that lets in a prefix list", () => {
  const withList = (facts: string, from = "a: 10.20.0.0/21, list: pl-01234567") =>
    edit(
      ENFORCING,
      "from: { a: 10.20.0.0/21, b: 10.20.8.0/21 }",
      `from: { ${from} }, prefixLists: { list: { maxEntries: 4${facts} } }`,
    );

  test("the ranges that its file tells of the list count", () => {
    expect(problems(CONSUMER, withList(", ranges: [10.20.8.0/21]"))).toEqual([]);
  });

  test("fails on clients that the ranges of the list do not hold", () => {
    expect(problems(CONSUMER, withList(", ranges: [10.30.0.0/16]"))).toMatchObject([
      {
        path: "connections.orders",
        expected:
          "clients that service orders lets in: its `privateLinkRules` drop all but those in 10.20.0.0/21, pl-01234567 (10.30.0.0/16), without a word",
        fix: FIX,
      },
    ]);
  });

  test("fails on clients that may be in a list whose ranges are not known", () => {
    expect(problems(CONSUMER, withList(""))).toMatchObject([
      {
        path: "connections.orders",
        expected:
          "clients that service orders lets in: its `privateLinkRules` drop all but those in 10.20.0.0/21, pl-01234567 (ranges not known here), without a word",
        fix: `${FIX}; or, where a prefix list has it, under \`loadBalancer.privateLinkRules.prefixLists.list.ranges\``,
      },
    ]);
  });

  test("the clients of a consumer may be the same list", () => {
    expect(problems(withLines("    allowFrom: [10.20.0.0/24, pl-01234567]\n", EXISTING), withList(""))).toMatchObject(
      [],
    );
    expect(problems(withLines("    allowFrom: [pl-89abcdef]\n", EXISTING), withList(""))).toHaveLength(1);
  });

  test("fails on a list whose entries are not told, with file, line and key", () => {
    const untold = edit(ENFORCING, "b: 10.20.8.0/21", "b: 10.20.8.0/21, list: pl-01234567");
    expect(problems(CONSUMER, untold)).toMatchObject([
      { path: "services.orders.loadBalancer.privateLinkRules.from.list", line: expect.any(Number) },
    ]);
  });
});
