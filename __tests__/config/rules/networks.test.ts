import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  type Mistake,
  problem,
  problemsIn,
} from "../../support/environments";

const MISTAKES_OF_SERVICES: readonly Mistake[] = [
  [
    "a zone of another region",
    "[use1-az1, use1-az2]",
    "[use1-az1, use2-az1]",
    "12:25 services.orders.vpc.zones[1]",
    "a zone of us-east-1: use1-az1 and so on",
    '"use2-az1"',
  ],
  [
    "a subnet in a zone of another region",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use2-az1: 10.10.0.0/24}",
    "12:17 services.orders.vpc.subnets.use2-az1",
    "a zone of us-east-1: use1-az1 and so on",
    'the key "use2-az1"',
  ],
  [
    "a subnet outside the VPC",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: 10.11.0.0/24}",
    "12:27 services.orders.vpc.subnets.use1-az1",
    "a range within the VPC's, 10.10.0.0/20",
    '"10.11.0.0/24"',
  ],
  [
    "subnets in each other",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: 10.10.0.0/24, use1-az2: 10.10.0.128/25}",
    "12:51 services.orders.vpc.subnets.use1-az2",
    "a range apart from that of use1-az1, 10.10.0.0/24",
    '"10.10.0.128/25"',
  ],
  [
    "a subnet too small",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: 10.10.0.0/29}",
    "12:27 services.orders.vpc.subnets.use1-az1",
    "a prefix length of /28 or shorter",
    '"10.10.0.0/29"',
  ],
  [
    "a subnet's range that is none",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: x}",
    "12:27 services.orders.vpc.subnets.use1-az1",
    "an IPv4 range in CIDR notation, such as 10.0.0.0/16",
    '"x"',
  ],
];

test.each(MISTAKES_OF_SERVICES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

const MISTAKES_OF_CONSUMERS: readonly Mistake[] = [
  [
    "more zones than the two share",
    "service: orders",
    "service: orders\n    minimumZones: 3",
    "6:3 connections.orders",
    "at least 3 zone(s) that both the service and the VPC are in",
    "2 shared: the service is in use1-az1, use1-az2, the VPC in use1-az1, use1-az2",
    "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
  ],
  [
    "a range that overlaps the service's",
    "cidr: 10.20.0.0/20",
    "cidr: 10.10.8.0/21",
    "3:9 vpc.cidr",
    "a range apart from that of service orders, 10.10.0.0/20 (dev/environment.yaml:11)",
    '"10.10.8.0/21"',
    "choose another range; or, since PrivateLink itself does not mind, set `cidrOverlap: allow` in environment.yaml",
  ],
  [
    "too few zones shared",
    "[use1-az1, use1-az2]",
    "[use1-az2, use1-az3]",
    "6:3 connections.orders",
    "at least 2 zone(s) that both the service and the VPC are in",
    "1 shared: the service is in use1-az1, use1-az2, the VPC in use1-az2, use1-az3",
    "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
  ],
  [
    "too few zones in the VPC",
    "service: orders\n",
    "serviceName: com.amazonaws.us-east-1.s3\n    ports: [443]\n    minimumZones: 3\n",
    "6:3 connections.orders",
    "at least 3 zone(s) that both the service and the VPC are in",
    "the VPC in use1-az1, use1-az2",
    "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
  ],
];

test.each(MISTAKES_OF_CONSUMERS)("fails on %s", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(CONSUMER, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

describe("ranges of VPCs", () => {
  /** Problems where two consumers have these ranges, without the words. */
  function overlap(a: string, b: string, environment: string = ENVIRONMENT): string[] {
    const consumer = (cidr: string) =>
      edit(
        CONSUMER,
        "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]",
        `cidr: ${cidr}\n  subnets: {use1-az1: ${cidr}, use1-az2: ${cidr}}`,
      );
    const files = {
      "dev/environment.yaml": environment,
      "dev/consumers/a.yaml": consumer(a),
      "dev/consumers/b.yaml": consumer(b),
    };
    return problemsIn(files)
      .filter(({ path }) => path === "vpc.cidr")
      .map(({ file, line, column, expected }) => `${file}:${line}:${column} ${expected}`);
  }

  test.each([
    [
      "identical",
      "10.20.0.0/24",
      "10.20.0.0/24",
      ["dev/consumers/b.yaml:3:9 a range apart from that of consumer a, 10.20.0.0/24 (dev/consumers/a.yaml:3)"],
    ],
    [
      "one in the other",
      "10.20.0.0/24",
      "10.20.0.16/28",
      ["dev/consumers/b.yaml:3:9 a range apart from that of consumer a, 10.20.0.0/24 (dev/consumers/a.yaml:3)"],
    ],
    [
      "one around the other",
      "10.20.0.16/28",
      "10.20.0.0/24",
      ["dev/consumers/a.yaml:3:9 a range apart from that of consumer b, 10.20.0.0/24 (dev/consumers/b.yaml:3)"],
    ],
    ["beside each other", "10.20.0.0/25", "10.20.0.128/25", []],
  ])("fail, or not, when %s", (_, a, b, expected) => {
    expect(overlap(a, b)).toEqual(expected);
  });

  test("may overlap where the environment says so", () => {
    expect(overlap("10.20.0.0/24", "10.20.0.0/24", `cidrOverlap: allow\n${ENVIRONMENT}`)).toEqual([]);
    expect(overlap("10.20.0.0/24", "10.20.0.0/24", `cidrOverlap: deny\n${ENVIRONMENT}`)).toHaveLength(1);
  });

  test("fail once for each that overlaps, though a small one stands between", () => {
    const consumer = (cidr: string) => edit(CONSUMER, "10.20.0.0/20", cidr);
    const problems = problemsIn({
      "dev/environment.yaml": ENVIRONMENT,
      "dev/consumers/large.yaml": consumer("10.20.0.0/16"),
      "dev/consumers/first.yaml": consumer("10.20.0.0/24"),
      "dev/consumers/last.yaml": consumer("10.20.255.0/24"),
    });
    expect(problems.map(({ file }) => file)).toEqual(["dev/consumers/first.yaml", "dev/consumers/last.yaml"]);
  });
});

test("zones are not judged while the region is unknown", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "region: us-east-1", "region: mars"))).toHaveLength(1);
});

test("a subnet of a consumer is judged though another part of its file is refused", () => {
  const vpc = "cidr: 10.20.0.0/20\n  subnets: {use1-az1: 10.21.0.0/24, use1-az2: 10.20.2.0/24}";
  const text = edit(CONSUMER, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]", vpc).replace('"222222222222"', "x");
  expect(consumerProblems(text).map(({ path }) => path)).toEqual(["account", "vpc.subnets.use1-az1"]);
});

test("a subnet of a service is judged though another part of the service is refused", () => {
  const text = edit(ENVIRONMENT, "zones: [use1-az1, use1-az2]", "subnets: {use1-az1: 10.11.0.0/24}");
  expect(environmentProblems(edit(text, "role: deploy", "acceptance: maybe")).map(({ path }) => path)).toEqual([
    "services.orders.acceptance",
    "services.orders.vpc.subnets.use1-az1",
  ]);
});
