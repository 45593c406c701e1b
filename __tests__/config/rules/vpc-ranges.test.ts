import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  problem,
  problemsIn,
} from "../../support/environments";

const from = (sources: string, text: string = CONSUMER) =>
  edit(text, "    service: orders\n", `    service: orders\n    allowFrom: [${sources}]\n`);
const EXISTING = edit(
  CONSUMER,
  "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
  "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n",
);

test("ranges that have an address of the VPC, groups and lists are accepted, and any range in a VPC that exists", () => {
  expect(consumerProblems(from("10.20.0.0/24, 10.0.0.0/8, sg-01234567, pl-01234567"))).toEqual([]);
  expect(consumerProblems(from("192.168.0.0/24", EXISTING))).toEqual([]);
});

test("fails on clients wholly outside a new VPC", () => {
  expect(consumerProblems(from("10.99.0.0/24"))).toHaveLength(1);
  expect(consumerProblems(from("10.20.0.0/24, 10.99.0.0/24"))).toEqual([
    problem(
      "dev/consumers/web.yaml:8:31 connections.orders.allowFrom[1]",
      "a range in the VPC, 10.20.0.0/20: nothing outside a new VPC has a path to its endpoints",
      '"10.99.0.0/24"',
      "write a range of the clients in the VPC",
    ),
  ]);
});

test("of ranges that consumers share, one in the VPC of each is enough", () => {
  const environment = `${ENVIRONMENT}sharedConnections:\n  orders: { service: orders, allowFrom: [10.20.0.0/24, 10.30.0.0/24] }\n`;
  const sharing = (cidr: string) => edit(edit(CONSUMER, "service: orders", "shared: orders"), "10.20.0.0/20", cidr);
  const files = { "dev/environment.yaml": environment, "dev/consumers/web.yaml": sharing("10.20.0.0/20") };
  expect(problemsIn({ ...files, "dev/consumers/app.yaml": sharing("10.30.0.0/20") })).toEqual([]);
  expect(problemsIn({ ...files, "dev/consumers/app.yaml": sharing("10.40.0.0/20") })).toMatchObject([
    { file: "dev/environment.yaml", path: "sharedConnections.orders.allowFrom" },
  ]);
  const more = {
    "dev/consumers/app.yaml": sharing("10.40.0.0/20"),
    "dev/consumers/shop.yaml": sharing("10.50.0.0/20"),
  };
  expect(problemsIn({ ...files, ...more })).toMatchObject([
    {
      expected:
        "a range in the VPC of each consumer: nothing outside a new VPC has a path to its endpoints; none of these is in that of app (10.40.0.0/20) and shop (10.50.0.0/20)",
      fix: "add the ranges of these consumers' clients",
    },
  ]);
});

test("fails on destinations of a resource gateway wholly outside a new VPC", () => {
  const resource = (
    allowTo: string,
    vpc = "{ cidr: 10.12.0.0/20, zones: [use1-az1, use1-az2] }",
  ) => `${ENVIRONMENT}resources:
  ledger:
    account: "111111111111"
    vpc: ${vpc}
    gateway: { allowTo: [${allowTo}] }
    resource: { dnsName: ledger.example.com }
    ports: [5432]
`;
  expect(environmentProblems(resource("10.12.1.0/24"))).toEqual([]);
  expect(environmentProblems(resource("10.13.0.0/24"))).toMatchObject([
    {
      path: "resources.ledger.gateway.allowTo[0]",
      expected: "a range in the VPC, 10.12.0.0/20: nothing leads out of a new VPC",
    },
  ]);
  const existing = "{ id: vpc-0123456789abcdef0, subnets: { use1-az1: subnet-01234567 } }";
  expect(environmentProblems(resource("10.13.0.0/24", existing))).toEqual([]);
});
