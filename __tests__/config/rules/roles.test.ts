import { CONSUMER, consumerProblems, ENVIRONMENT, edit, environmentProblems } from "../../support/environments";

const zone = (keys: string) =>
  edit(
    CONSUMER,
    "    service: orders\n",
    `    service: orders\n    hostedZone: { name: orders.internal, id: Z0123456789ABCDEFGHIJ${keys} }\n`,
  );
const withRole = (text: string) => edit(text, 'account: "222222222222"\n', 'account: "222222222222"\nrole: deploy\n');

test("a zone of another account without a role is accepted where the consumer has one, and the other way round", () => {
  expect(consumerProblems(withRole(zone(', account: "333333333333"')))).toEqual([]);
  expect(consumerProblems(zone(', account: "333333333333", role: dns'))).toEqual([]);
  expect(consumerProblems(zone(', account: "222222222222"'))).toEqual([]);
});

test("fails on two accounts without a role in the stack with the names of a consumer's endpoints", () => {
  expect(consumerProblems(zone(', account: "333333333333"'))).toMatchObject([
    {
      path: "connections.orders.hostedZone",
      expected:
        "`role` in account 333333333333: one run of Terraform makes names in the zone of connection orders and what is of consumer web, and without roles its credentials would have to be of 333333333333 and of 222222222222",
      fix: "add `role` here, or for consumer web",
    },
  ]);
});

test("fails on two accounts without a role of VPCs that are to know names", () => {
  const keys =
    ', vpcs: { vpc-0123456789abcdef7: { account: "333333333333" }, vpc-0123456789abcdef8: { account: "444444444444" } }';
  const existing = edit(
    withRole(zone(keys)),
    "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n  isolation: unchecked\n",
  );
  expect(consumerProblems(existing)).toMatchObject([
    { path: "connections.orders.hostedZone.vpcs.vpc-0123456789abcdef8" },
  ]);
});

test("fails on a public hosted zone of another account, where neither it nor the service has a role", () => {
  const text = edit(
    ENVIRONMENT,
    "    role: deploy\n",
    '    privateDns: { name: orders.example.com, hostedZone: { id: Z0123456789ABCDEFGHIJ, account: "555555555555" } }\n',
  );
  expect(environmentProblems(text)).toMatchObject([{ path: "services.orders.privateDns.hostedZone" }]);
  const told = edit(text, '"555555555555"', '"555555555555", role: dns');
  expect(environmentProblems(told)).toEqual([]);
});

test("several hosted zones are judged as one is", () => {
  const several = (account: string) =>
    zone(`, account: "${account}"`).replace(/hostedZone: (\{.*\})/, "hostedZones: { inner: $1 }");
  expect(consumerProblems(several("222222222222"))).toEqual([]);
  expect(consumerProblems(several("333333333333"))).toMatchObject([
    {
      path: "connections.orders.hostedZones.inner",
      expected: expect.stringContaining("names in the zone inner of connection orders"),
    },
  ]);
});
