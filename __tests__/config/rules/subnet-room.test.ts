import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  problem,
} from "../../support/environments";

/** A consumer in subnets of 16 addresses, of which 11 are free, with so many more endpoints. */
const small = (endpoints: number, more = "") =>
  edit(
    CONSUMER,
    "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    "  cidr: 10.20.0.0/24\n  zones: [use1-az1, use1-az2]\n",
  ) +
  ["s3", "sts", "kms", "sqs", "sns", "ssm", "logs", "ecs", "events", "monitoring", "lambda"]
    .slice(0, endpoints)
    .map((service) => `  ${service}: { awsService: ${service}${more} }\n`)
    .join("");

test("as many endpoints as a subnet has addresses are accepted, with the client application", () => {
  expect(consumerProblems(small(9))).toEqual([]);
  expect(consumerProblems(`${small(10)}client: false\n`)).toEqual([]);
});

test("fails on more endpoints than a subnet has addresses", () => {
  expect(consumerProblems(small(10))).toEqual([
    problem(
      "dev/consumers/web.yaml:3:9 vpc.cidr",
      "subnets with room for consumer web: it takes 12 addresses of use1-az1 (endpoints of connections: 11, the client application: 1), and 10.20.0.0/28 has 11, since AWS keeps 5",
      '"10.20.0.0/24"',
      "choose a larger range, or larger subnets with `subnetPrefixLength`",
    ),
  ]);
});

test("endpoints in other zones take no address of a zone", () => {
  const [other] = consumerProblems(small(11, ", inZones: [use1-az2], minimumZones: 1"));
  expect(other?.expected).toContain("13 addresses of use1-az2");
});

test("fails on a service's subnets without room for its load balancers, the application and its endpoints", () => {
  const service = (addresses: number) =>
    edit(
      ENVIRONMENT,
      "      cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n",
      "      cidr: 10.10.0.0/24\n      zones: [use1-az1, use1-az2]\n      awsEndpoints: [logs, kms]\n",
    ).replace("    targets:\n", `    loadBalancer: { secondaryAddresses: ${addresses} }\n    targets:\n`);
  expect(environmentProblems(service(7))).toEqual([]);
  const two = service(7).replace("secondaryAddresses: 7", "secondaryAddresses: 7, additional: [more]");
  expect(environmentProblems(two)).toMatchObject([
    {
      path: "services.orders.vpc.cidr",
      expected: expect.stringContaining("load balancers: 16, the sample application: 1"),
    },
  ]);
});

test("fails on a subnet without room that is chosen by hand, at its range", () => {
  const text = edit(
    small(10),
    "  zones: [use1-az1, use1-az2]\n",
    "  subnets: { use1-az1: 10.20.0.0/25, use1-az2: 10.20.0.128/28 }\n",
  );
  expect(consumerProblems(text)).toMatchObject([{ path: "vpc.subnets.use1-az2" }]);
});

test("a VPC that exists is not judged: its subnets may have any size", () => {
  const existing = "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n";
  expect(consumerProblems(edit(small(11), "  cidr: 10.20.0.0/24\n  zones: [use1-az1, use1-az2]\n", existing))).toEqual(
    [],
  );
});
